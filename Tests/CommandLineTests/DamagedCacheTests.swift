import Foundation
import Testing

@testable import CommandLine

/// What commands do with a cache in which a byte has changed.
@Suite struct DamagedCacheTests {
  /// Changes a byte in the middle of the last object in the cache's file.
  private func damage(_ counter: Counter) throws {
    let folder = counter.folder + "/.cache/till"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder)
        .first { $0.hasSuffix(".sqlite") })
    let address = URL(filePath: folder + "/" + name)
    var bytes = try Data(contentsOf: address)
    // Objects are frames of Zstandard. Source: RFC 8878, 3.1.1
    let place = try #require(bytes.range(of: Data([0x28, 0xB5, 0x2F, 0xFD]), options: .backwards))
    bytes[place.upperBound + 60] ^= 4
    try bytes.write(to: address)
  }

  /// The folder's name is too long for any file, so that nobody can read it.
  @Test(arguments: [[], ["--all"]])
  func `a cache that cannot be looked for is not said to be absent`(
    options: [String]
  ) async throws {
    let folder = "/" + String(repeating: "a", count: 300)
    try await Counter.open(environment: ["TILL_CACHE_DIR": folder]) { counter in
      #expect(await Program.run(["cache", "clear"] + options, in: counter.world) == .code(1))
      #expect(counter.errors.contains("may not be read"), "\(counter.errors)")
    }
  }

  @Test func `a search goes on behind a damaged object, and says how many were left out`()
    async throws
  {
    try await Counter.open(sessions: 40) { counter in
      _ = await counter.run("sync")
      try damage(counter)
      #expect(await counter.run("search", "", "--all", "--format", "ndjson") == .code(1))
      #expect(counter.output.split(separator: "\n").count == 39)
      #expect(counter.errors.contains("39 of 40 matches in 40 cached"))
      #expect(counter.errors.contains("1 session of the cache could not be read, and was left out"))
    }
  }

  @Test func `a sync notices a damaged object, and reads all again`() async throws {
    try await Counter.open(sessions: 40) { counter in
      _ = await counter.run("sync")
      try damage(counter)
      #expect(await counter.run("sync") == .code(0))
      #expect(counter.errors.contains("till: the cache was damaged: it is kept as "))
      #expect(counter.errors.contains("synced: 40 sessions read · 40 new"))
      #expect(await counter.run("search", "", "--all", "--format", "ndjson") == .code(0))
      #expect(counter.output.split(separator: "\n").count == 40)
    }
  }

  @Test func `a look-up reads a damaged object from Stripe, and says so`() async throws {
    try await Counter.open(sessions: 1) { counter in
      _ = await counter.run("sync")
      _ = await counter.run("search", "", "--format", "csv", "--columns", "id")
      let id = try #require(counter.output.split(whereSeparator: \.isNewline).last)
      try damage(counter)
      #expect(await counter.run("find", String(id), "--format", "ndjson") == .code(0))
      #expect(counter.output.contains("\"object\":\"checkout.session\""))
      #expect(counter.errors.contains("1 session of the cache could not be read"))
    }
  }
}
