import Checkout
import Query
import GRDB
@testable import RecordCache
import Support
import Testing
import JSON

@Suite struct ObjectCodecTests {
  static let samples = samples(of: "shop")

  /// Sessions with values of their own, all from one shop.
  static func samples(of shop: String, _ count: Int = 60) -> [ArraySlice<UInt8>] {
    (0..<count).map { index in
      Session.make(
        id: "cs_test_\(shop)\(index * 7919)", created: 1_000_000 - index * 977,
        email: "\(shop).\(index)@example.com", metadata: ["shop": .string(shop)]
      ).json.bytes
    }
  }

  static func trained(on samples: [ArraySlice<UInt8>]) throws -> ObjectCodec {
    let dictionary = try #require(DictionaryTraining.train(on: samples))
    return try #require(ObjectCodec(version: 1, dictionary: dictionary))
  }

  static func codecs() throws -> [ObjectCodec] { [ObjectCodec(), try trained(on: samples)] }

  static func noise(_ count: Int) -> [UInt8] {
    var generator = SplitMix(seed: 11)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  // MARK: - Whole frames

  @Test func `what is compressed comes back`() throws {
    let large = Array(Self.samples.joined())
    let objects: [[UInt8]] = [
      [], [0], Array(Self.samples[3]), Self.noise(5000),
      Array(repeating: large, count: (10 << 20) / large.count + 1).flatMap(\.self),
    ]
    for codec in try Self.codecs() {
      for object in objects {
        let frame = try #require(codec.compress(object[...]))
        #expect(codec.decompress(frame) == object)
      }
    }
  }

  @Test func `a dictionary holds what sessions share`() throws {
    let codec = try Self.trained(on: Self.samples)
    for sample in Self.samples(of: "shop", 100)[60...] {
      let frame = try #require(codec.compress(sample))
      let plain = try #require(ObjectCodec().compress(sample))
      #expect(frame.count * 4 < plain.count)
    }
  }

  @Test func `several threads get the same frames`() async throws {
    for codec in try Self.codecs() {
      let expected = Self.samples.map { codec.compress($0) }
      await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask {
            Self.samples.map { codec.compress($0) } == expected
              && zip(expected, Self.samples).allSatisfy { frame, sample in
                frame.flatMap(codec.decompress) == Array(sample)
              }
          }
        }
        for await isRight in group { #expect(isRight) }
      }
    }
  }

  // MARK: - Damage

  /// The next frame can still be read.
  @Test func `a frame with a flipped bit is refused`() throws {
    let object = Self.samples[7]
    for codec in try Self.codecs() {
      let frame = try #require(codec.compress(object))
      for count in frame.indices { #expect(codec.decompress(Array(frame[..<count])) == nil) }
      #expect(codec.decompress(frame + [0]) == nil)
      for index in frame.indices {
        for bit in 0..<8 {
          var damaged = frame
          damaged[index] ^= 1 << UInt8(bit)
          // A flipped bit that carries no information must not change the object.
          #expect([nil, Array(object)].contains(codec.decompress(damaged)))
        }
        #expect(codec.decompress(frame) == Array(object))
      }
      #expect(codec.decompress(Self.noise(300)) == nil)
    }
  }

  /// Magic number, the flag “the size has eight bytes”, the size.
  /// Source: https://www.rfc-editor.org/rfc/rfc8878#name-frame-header
  @Test(arguments: [UInt64(64 << 20) + 1, 1 << 62, .max - 1, .max])
  func `a frame that claims too much is refused`(_ size: UInt64) {
    let header: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0b1110_0000]
    let claim = (0..<8).map { UInt8(truncatingIfNeeded: size >> (8 * UInt64($0))) }
    #expect(ObjectCodec().decompress(header + claim + Self.noise(50)) == nil)
  }

  @Test func `a bomb is refused`() throws {
    let codec = ObjectCodec()
    let bomb = [UInt8](repeating: 0, count: ZstdContext.maximumSize + 1)
    let frame = try #require(codec.compress(bomb[...]))
    #expect(frame.count < 10_000)
    #expect(codec.decompress(frame) == nil)
  }

  @Test func `a frame of another dictionary is never taken for the object`() throws {
    let right = try Self.trained(on: Self.samples)
    let others = [ObjectCodec(), try Self.trained(on: Self.samples(of: "elsewhere"))]
    for sample in Self.samples {
      let frame = try #require(right.compress(sample))
      for other in others { #expect(other.decompress(frame) != Array(sample)) }
    }
  }

  // MARK: - Dictionaries

  @Test func `too few samples make no dictionary`() {
    #expect(DictionaryTraining.train(on: []) == nil)
    #expect(DictionaryTraining.train(on: Array(Self.samples.prefix(19))) == nil)
    #expect(DictionaryTraining.train(on: Array(Self.samples.prefix(20))) != nil)
  }

  @Test func `samples that share nothing do no harm`() throws {
    let noise = (0..<30).map { _ in Self.noise(2000)[...] }
    for samples in [noise, Array(repeating: Self.samples[0], count: 50), [[]] + noise] {
      guard let dictionary = DictionaryTraining.train(on: samples) else { continue }
      #expect(dictionary.count <= DictionaryTraining.maximumSize)
      let codec = try #require(ObjectCodec(version: 1, dictionary: dictionary))
      let frame = try #require(codec.compress(Self.samples[1]))
      #expect(codec.decompress(frame) == Array(Self.samples[1]))
    }
  }

  @Test func `samples of any size make a dictionary of the usual one`() throws {
    let large = (0..<20).map { index in Array(Self.samples.joined()) + Self.noise(index * 100) }
    let dictionary = try #require(DictionaryTraining.train(on: large.map { $0[...] }))
    #expect(dictionary.count == DictionaryTraining.maximumSize)
  }

  @Test func `a damaged dictionary is refused`() throws {
    var dictionary = try #require(DictionaryTraining.train(on: Self.samples))
    dictionary.replaceSubrange(8..<40, with: Array(repeating: 0xFF, count: 32))
    #expect(ObjectCodec(version: 1, dictionary: dictionary) == nil)
  }

  // MARK: - In a file

  static let page = RecordPage(
    filter: .all, edge: .newest,
    sessions: (0..<30).map { .make(id: "cs_test_\($0)", created: 10_000 - $0) },
    hasMore: false, fetchedAt: 5)

  @Test(arguments: [
    "UPDATE object SET dictionary = 9", "UPDATE object SET json = x'00'",
    "UPDATE dictionary SET bytes = x'37A430EC' || zeroblob(500)", "DELETE FROM dictionary",
  ])
  func `what cannot be read is damage, and the next start begins again`(_ damage: String)
    async throws
  {
    let folder = Folder()
    let cache = try folder.open().cache
    _ = try await cache.store(Self.page)
    try await cache.write { try $0.execute(sql: damage) }
    try cache.close()
    let damaged = try folder.open().cache
    #expect(throws: CacheError.self) { _ = try damaged.sessionNow("cs_test_3") }
    try damaged.close()
    #expect(try folder.open(now: 80).notice == .setAsideDamaged(path: folder.file + ".aside-80"))
  }

  @Test func `a dictionary that cannot be read is not written with`() async throws {
    let folder = Folder()
    let cache = try folder.open().cache
    _ = try await cache.store(Self.page)
    try await cache.write {
      try $0.execute(sql: "UPDATE dictionary SET bytes = x'37A430EC' || zeroblob(500)")
    }
    try cache.close()
    let damaged = try folder.open().cache
    await #expect(throws: CacheError.self) { _ = try await damaged.store(Self.page) }
    try damaged.close()
    #expect(try folder.open(now: 81).notice == .setAsideDamaged(path: folder.file + ".aside-81"))
  }

  @Test func `the page that makes the dictionary is written with it`() async throws {
    let cache = try RecordCache.temporary(.session)
    let single = Session.make(id: "cs_test_single", created: 20_000)
    _ = try await cache.store(StoredSession(single, fetchedAt: 6))
    _ = try await cache.store(Self.page)
    let versions = try await cache.read { database in
      try Int.fetchAll(
        database, sql: "SELECT dictionary FROM object GROUP BY dictionary ORDER BY dictionary")
    }
    #expect(versions == [0, 1])
  }
}
