import Foundation

/// A home folder for one test: nothing of the machine's user is read or written.
struct Home: Sendable {
  let path: String

  /// Runs a test with a new home, and removes it afterwards.
  static func use<Value>(
    _ body: (Home) async throws -> Value
  ) async throws -> Value {
    // The path is short because it is part of the name of tmux's socket, which has at most 100
    // bytes.
    let home = Home(path: "/tmp/till-e2e-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      atPath: home.path + "/tmp", withIntermediateDirectories: true)
    let result = await Result(catching: { try await body(home) })
    await home.remove()
    return try result.get()
  }

  /// A program that a test has left running may write a last file while its folder is being
  /// removed.
  private func remove() async {
    for _ in 0..<100 {
      try? FileManager.default.removeItem(atPath: path)
      guard FileManager.default.fileExists(atPath: path) else { return }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The whole environment of a program.
  var environment: [String: String] {
    [
      "HOME": path, "TMPDIR": path + "/tmp", "XDG_CACHE_HOME": path + "/cache",
      "XDG_CONFIG_HOME": path + "/config", "XDG_STATE_HOME": path + "/state",
      "PATH": Program.folder + ":/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
      "TERM": "xterm-256color",
    ]
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
  }

  /// The contents of a file in this home; nil if there is none.
  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in a folder of this home; empty if there is no such folder.
  func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
  }
}
