@testable import RecordCache
import Support
import Testing

@Suite struct SecondOrderTests {
  static let second = 1000

  static func order(_ known: [String], step: Int64 = RecordPosition.even) -> SecondOrder {
    let middle = RecordPosition.start(of: second) + RecordPosition.ties / 2
    return SecondOrder(
      second: second,
      known: known.enumerated().map { (id: $1, position: middle - Int64($0) * step) })
  }

  static func ids(_ order: SecondOrder) -> String { order.places.map(\.id).joined() }

  static func isSound(_ order: SecondOrder) -> Bool {
    let positions = order.places.compactMap(\.position)
    return positions.count == order.places.count
      && zip(positions, positions.dropFirst()).allSatisfy { $0 > $1 }
      && positions.allSatisfy { RecordPosition.second(of: $0) == second }
  }

  @Test(arguments: [
    ("", "abc", false, "abc"), ("c", "ab", false, "abc"), ("a", "bc", true, "abc"),
    ("ad", "abcd", false, "abcd"), ("ac", "bc", false, "abc"), ("ac", "ab", false, "abc"),
    ("ab", "ba", false, "ba"), ("axb", "ba", false, "bax"), ("abcd", "bd", false, "abcd"),
  ])
  func `a run is put where it belongs`(
    _ known: String, _ run: String, _ endsSecond: Bool, _ expected: String
  ) {
    var order = Self.order(known.map(String.init))
    order.merge(run.map(String.init), endsSecond: endsSecond)
    #expect(Self.ids(order) == expected)
    #expect(Self.isSound(order))
  }

  @Test func `without room the second is spread again`() {
    var order = Self.order(["a", "z"], step: 1)
    order.merge(["a", "b", "c", "z"], endsSecond: false)
    #expect(Self.ids(order) == "abcz")
    #expect(Self.isSound(order))
  }

  @Test(arguments: [1, 2, 33, 64, 65, 300]) func `as many as there are get even positions`(
    _ count: Int
  ) {
    var generator = SplitMix(seed: UInt64(count))
    let all = (0..<count).map { "s\($0)" }
    var order = SecondOrder(second: Self.second, known: [])
    for id in all.shuffled(using: &generator) {
      let index = order.places.firstIndex { all.firstIndex(of: $0.id)! > all.firstIndex(of: id)! }
      var run = order.places.map(\.id)
      run.insert(id, at: index ?? run.endIndex)
      order.merge(run, endsSecond: true)
      #expect(Self.isSound(order))
    }
    #expect(order.places.map(\.id) == all)
    let even = order.places.count { $0.position.map(RecordPosition.isEven) == true }
    #expect(even >= min(count, RecordPosition.evenTies / 2))
    #expect(count > RecordPosition.evenTies || even == count)
  }

  @Test func `uneven positions become even when their second is read again`() {
    var order = Self.order(["a", "b", "c"], step: 16)
    order.merge(["b"], endsSecond: false)
    #expect(Self.ids(order) == "abc")
    #expect(Self.isSound(order))
    #expect(order.places.allSatisfy { $0.position.map(RecordPosition.isEven) == true })
  }

  @Test func `a hundred thousand fit into one second`() {
    var order = SecondOrder(second: Self.second, known: [])
    order.merge((0..<100_000).map { "s\($0)" }, endsSecond: false)
    #expect(Self.isSound(order))
  }

  @Test func `what is known keeps its place`() {
    let before = Self.order(["a", "c"], step: 2 * RecordPosition.even)
    var after = before
    after.merge(["a", "b", "c", "d"], endsSecond: true)
    #expect(after.places.first?.position == before.places.first?.position)
    #expect(after.places[2].position == before.places[1].position)
  }
}
