import Checkout
import CommandLine
import Dashboard
import Host
import Screen
import Settings
import Terminal

/// The dashboard's surroundings other than Stripe and the cache: the clipboard, the browser, the
/// disk, the other profiles. A value of closures, so that a test can replace them.
struct Desk: Sendable {
  var copy: @Sendable (String) async -> CopyRoute
  /// Opens a link; returns the program that opened it, if any.
  var browse: @Sendable (String) async -> String?
  /// Writes a file that only the user can read, and returns its path.
  var save: @Sendable (_ text: String, _ name: String) throws(Problem) -> String
  /// The absolute path of a file, with `~` for the home folder.
  var wholePath: @Sendable (String) -> String
  /// The name, or a similar one that no file in this folder has yet.
  var freeName: @Sendable (String) -> String
  /// Finds the key of a profile and connects with it; may take seconds.
  var openProfile: @Sendable (String) async -> SystemAnswer
  /// Runs a program that the user has defined, and returns its output.
  var run: @Sendable (OwnRun) async -> Result<String, Problem>
}

extension Desk {
  init(_ setup: Setup, _ entrance: Entrance, key: APIKey) {
    let clipboard = Clipboard(
      command: setup.configuration.clipboardCommand, environment: setup.environment)
    let browser = Browser(environment: setup.environment)
    let folder = setup.paths.state
    self.init(
      copy: { CopyRoute(await clipboard.copy($0), of: $0) },
      browse: { url in
        guard case .opened(let program) = await browser.open(url) else { return nil }
        return program
      },
      save: { text, name throws(Problem) in
        let path = "\(folder)/\(name)"
        do throws(FileError) {
          try PrivateFiles.write(Array(text.utf8), to: path)
          return path
        } catch { throw Problem(Sanitiser.display(error.sentence)) }
      },
      wholePath: { FilePaths.whole($0, home: setup.environment["HOME"]) },
      freeName: { FilePaths.free($0) },
      openProfile: entrance.open,
      run: { await $0.result(in: setup.environment, key: key) })
  }
}

extension CopyRoute {
  fileprivate init(_ outcome: Clipboard.Outcome, of text: String) {
    self =
      switch outcome {
      case .taken(let program): .program(program)
      case .forTerminal(let bytes): .terminal(bytes)
      case .mustBeShown: .shown(text)
      }
  }
}
