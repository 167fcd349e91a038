import FoundationEssentials

/// Files for other programs to read, which nobody else may, and which do not outlive till.
@MainActor
final class TextFiles {
  /// A program that ends sooner than that may have handed the file to another one, as `code` does.
  private static let handOverTime = Duration.seconds(2)

  private var kept: [URL] = []

  /// - Parameters:
  ///   - text: what the file holds.
  ///   - name: of the file, as far as a file can have it.
  ///   - program: shows the file of that path, and says what went wrong.
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
      try Data(text.utf8).write(to: file)
      let start = ContinuousClock.now
      let problem = program(file.path)
      if problem != nil || .now - start > Self.handOverTime { remove(folder) }
      return problem
    } catch {
      return "no file could be written in \(folder.deletingLastPathComponent().path)"
    }
  }

  /// Removes what programs may still have been reading.
  func removeAll() {
    for folder in kept { remove(folder) }
  }

  private func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)
    kept.removeAll { $0 == folder }
  }
}
