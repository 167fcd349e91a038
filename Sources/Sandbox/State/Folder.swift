import FoundationEssentials

/// Files that only their owner can read.
enum Folder {
  /// Makes an empty file that nobody else can read, unless it exists.
  static func makeFile(_ path: String) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    // If it cannot be made, opening it reports why.
    _ = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
  }
}
