import CommandLine
import Glibc
import Host
import HTTP
import Settings

/// The program: its arguments, its environment, and how the process ends.
@main
enum Main {
  @MainActor
  static func main() async {
    // A closed pipe becomes an error of the write, so that everything can still be closed.
    signal(SIGPIPE, SIG_IGN)
    Workers.becomeDefault()
    Heap.share()
    let world = World.ofProcess
    let ending = await Program.run(Invocation.arguments, in: world)
    switch ending {
    case .code(let code): exit(code)
    case .brokenPipe:
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
  }
}

extension World {
  /// The machine and the user of this process.
  fileprivate static var ofProcess: World {
    let environment = Invocation.environment
    return World(
      console: .standard, environment: environment,
      home: environment["HOME"]?.hasPrefix("/") == true ? nil : homeOfUser,
      transport: { options in
        let transport = CurlTransport(options)
        return Transport(client: transport.client) { transport.shutdown() }
      },
      openDashboard: { start, world in try await DashboardRun.start(start, in: world) },
      terminalFacts: { setup in
        TerminalFacts.ofProcess(
          setup.environment, clipboardCommand: setup.configuration.clipboardCommand)
      },
      chooseProfile: { setup, options in try await ProfileChooser.choose(setup, options) },
      stopSignals: {
        let signals = EndingSignals()
        return StopSignals { await signals.wait() }
      })
  }

  /// For when HOME is not set. Some systems ask a server for it.
  private static var homeOfUser: String? {
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
    return String(cString: folder)
  }
}
