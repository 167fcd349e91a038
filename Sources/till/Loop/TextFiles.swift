import FoundationEssentials
import Host

/// Files for other programs, which only the user can read, and which are removed when till ends.
@MainActor
final class TextFiles {
  /// A program that ends sooner than this may have handed the file to another one, as `code` does.
  private static let handOverTime = Duration.seconds(2)

  private var kept: [URL] = []

  /// - Parameters:
  ///   - text: what the file holds.
  ///   - name: of the file; only letters, digits and underscores of it are used.
  ///   - program: shows the file at that path, and returns what went wrong.
  /// - Returns: what went wrong, as a sentence.
  func show(
    _ text: String, named name: String, in program: (_ path: String) -> String?
  ) -> String? {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "till-\(UInt64.random(in: 0 ... .max))")
    let file = folder.appending(
      path: "\(name.filter { $0.isLetter || $0.isNumber || $0 == "_" }).json")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      kept.append(folder)
      try PrivateFiles.write(Array(text.utf8), to: file.path)
      let start = ContinuousClock.now
      let problem = program(file.path)
      if problem != nil || .now - start > Self.handOverTime { remove(folder) }
      return problem
    } catch {
      return "no file could be written in \(folder.deletingLastPathComponent().path)"
    }
  }

  /// Removes the files that programs may still have been reading.
  func removeAll() {
    for folder in kept { remove(folder) }
  }

  private func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)
    kept.removeAll { $0 == folder }
  }
}
