import FoundationEssentials

/// What only its owner can look into.
enum Folder {
  /// Makes an empty file that nobody else can read, unless there is one.
  static func makeFile(_ path: String) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    // Where it cannot be made, opening it says why.
    _ = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
  }

  static func make(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }
}
