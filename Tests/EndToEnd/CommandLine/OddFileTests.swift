import Foundation
import Testing

@testable import Driver

@Suite struct OddFileTests {
  /// Puts something at a path that is not a regular file.
  private enum Oddity: CaseIterable {
    case pipe, folder

    func make(at path: String) throws {
      let parent = URL(filePath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(atPath: path)
      switch self {
      case .pipe: #expect(mkfifo(path, 0o600) == 0)
      case .folder:
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
    }
  }

  @Test func `what is no file in the place of the cache is refused at once`() async throws {
    try await Shop.open(sessions: 5) { shop in
      let path = try await shop.till("cache", "path").lines[0]
      for oddity in Oddity.allCases {
        try oddity.make(at: path)
        let sync = try await shop.till("sync")
        #expect(sync.code == 1)
        #expect(sync.errors.contains("not a cache: move it away"), "\(sync.errors)")
        let list = try await shop.till("list", "--limit", "2", "--format", "ndjson")
        #expect(list.code == 0 && list.lines.count == 2, "a list needs no cache")
      }
    }
  }

  @Test func `what is no file in the place of the log or of the last view harms nothing`()
    async throws
  {
    try await Shop.open(sessions: 5) { shop in
      for oddity in Oddity.allCases {
        try oddity.make(at: shop.home.path + "/state/till/till.log")
        try oddity.make(at: shop.home.path + "/state/till/last-view.json")
        let list = try await shop.till("list", "--limit", "2", "--format", "ndjson")
        #expect(list.code == 0 && list.lines.count == 2, "\(list.errors)")
        let doctor = try await shop.till("doctor")
        #expect(doctor.text.contains("✗ log"), "\(doctor.text)")
        #expect(doctor.code == 1)
      }
    }
  }
}
