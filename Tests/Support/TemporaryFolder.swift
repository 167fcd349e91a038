import FoundationEssentials

/// A folder that is removed with the value.
package final class TemporaryFolder {
  private let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "till-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  package var path: String { folder.path }
  package func path(_ name: String) -> String { folder.appending(path: name).path }

  package func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  package func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }
}

/// Runs a body with the path of a new folder, and removes the folder afterwards.
package func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try TemporaryFolder()
  return try withExtendedLifetime(folder) { try body(folder.path) }
}

package func write(_ text: String, to path: String, mode: Int = 0o600) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
  try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
}

package func mode(of path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return (attributes[.posixPermissions] as? Int ?? 0) & 0o777
}
