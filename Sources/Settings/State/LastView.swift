package import Host
import FoundationEssentials

/// What the screen looked like when till ended. What is nil was never changed by the user.
///
/// Names are kept rather than values: a theme, column or tab that no longer exists is then simply
/// not found.
package struct LastView: Codable, Equatable, Sendable {
  package var profile: String?
  /// What was typed as a filter.
  package var filter: String?
  package var tab: String?
  package var columns: [String]?
  /// As in the configuration: `-created`.
  package var sort: String?
  /// The list's share of the screen, from 0.1 to 0.9.
  package var split: Double?
  package var theme: String?
  /// Whether the theme that follows the background was the light one.
  package var isLight: Bool?
  package var isDetailHidden: Bool?
  /// The name of the view that showed.
  package var view: String?
  /// The views that were saved.
  package var views: [StoredView]?

  package init() {}
}

extension LastView {
  private static let sizeLimit = 64 * 1024

  /// Reads the last view. It is never worth an error: a damaged file is set aside, and said.
  ///
  /// - Parameter path: the file, see `Paths.lastView`.
  /// - Returns: the view, and a sentence when the file could not be used.
  package static func load(from path: String) -> (LastView, note: String?) {
    do throws(FileError) {
      let contents = try FileContents(of: path, limit: sizeLimit)
      if let view = try? JSONDecoder().decode(LastView.self, from: Data(contents.bytes)) {
        return (view.bounded, nil)
      }
      return (LastView(), setAside(path))
    } catch {
      switch error.code {
      case .notFound: return (LastView(), nil)
      case .tooLarge: return (LastView(), setAside(path))
      default: return (LastView(), "The last view is not restored. \(error.sentence)")
      }
    }
  }

  /// The profile alone, if the file is as it should be.
  package static func profile(in path: String) -> String? {
    guard let contents = try? FileContents(of: path, limit: sizeLimit) else { return nil }
    return try? JSONDecoder().decode(LastView.self, from: Data(contents.bytes)).bounded.profile
  }

  /// Replaces the file as a whole.
  package func save(to path: String) throws(FileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // The only value that JSON does not have is a split that is no number, and `bounded` drops it.
    guard let data = try? encoder.encode(bounded) else { return }
    try PrivateFiles.write(Array(data) + [UInt8(ascii: "\n")], to: path)
  }

  private static func setAside(_ path: String) -> String {
    let damaged = path + ".damaged"
    let isMoved = PrivateFiles.move(path, to: damaged)
    return "The last view is damaged and not restored"
      + (isMoved ? "; it was set aside as \(damaged)." : ".")
  }

  private var bounded: LastView {
    var view = self
    if let split, !(0.1...0.9).contains(split) { view.split = nil }
    return view
  }
}
