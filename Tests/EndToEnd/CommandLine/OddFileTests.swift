import Foundation
import JSON
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

  /// What a command prints and its exit code, where no file can grow: as on a full disk, SQLite
  /// cannot make the files beside the database.
  private static func withoutRoom(_ arguments: String..., in shop: Shop) async throws -> String {
    let script = "trap '' XFSZ; { (ulimit -f 0; exec till \"$@\"); echo \"code $?\"; } 2>&1 | cat"
    return try await Program.run(
      "sh", ["-c", script, "sh"] + arguments, environment: shop.environment
    ).text
  }

  @Test func `what is cached is read, and Stripe's answer shown, on a full disk`() async throws {
    try await Shop.open(sessions: 150) { shop in
      _ = try await shop.till("list", "--limit", "60")
      let cached = try await shop.till("search", "created>2000", "--all", "--format", "ndjson")
      let search = try await Self.withoutRoom(
        "search", "created>2000", "--all", "--format", "ndjson", in: shop)
      #expect(cached.lines.count >= 60 && search.contains(cached.text), "\(search.suffix(300))")
      #expect(search.contains("code 0"))
      let info = try await Self.withoutRoom("cache", "info", in: shop)
      #expect(info.contains("code 0"), "\(info)")

      let far = try #require(
        try await shop.sessions().last { $0["payment_intent"]?.string != nil })
      let intent = try #require(far["payment_intent"]?.string)
      let show = try await Self.withoutRoom("show", intent, in: shop)
      #expect(show.contains(far.id) && show.contains("code 0"), "\(show)")
      #expect(show.contains("cannot be written"), "\(show)")
      let found = try await Self.withoutRoom("find", intent, "--columns", "id", in: shop)
      #expect(found.contains(far.id) && found.contains("code 0"), "\(found)")

      let paid = try await shop.till("search", "is:paid", "--limit", "1", "--format", "ndjson")
      let id = try JSON(parsing: paid.output).id
      let watch = try await Self.withoutRoom(
        "watch", "--query", "id:\(id)", "--until", "paid", in: shop)
      #expect(watch.contains("\(id) is paid already") && watch.contains("code 0"), "\(watch)")
      #expect(
        try await shop.till("search", "created>2000", "--all", "--format", "ndjson").text
          == cached.text)
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
