@testable import RecordCache
import Support
import Testing

@Suite struct SpanSetTests {
  @Test func `stretches that share a session become one`() {
    #expect(SpanSet([10...20, 30...40, 20...30]).spans == [10...40])
    #expect(SpanSet([10...20, 30...40]).spans == [30...40, 10...20])
  }

  @Test func `stretches meet between seconds only`() {
    let boundary = RecordPosition.start(of: 100)
    #expect(SpanSet([0...boundary - 1, boundary...boundary + 9]).spans.count == 1)
    #expect(SpanSet([0...boundary + 4, boundary + 5...boundary + 9]).spans.count == 2)
  }

  /// Compares spans with sets of single positions.
  @Test func `sets of positions are the model`() {
    var generator = SplitMix(seed: 11)
    for _ in 0..<500 {
      var spans = SpanSet()
      var model: Set<Int64> = []
      for _ in 0..<12 {
        let from = Int64.random(in: 0..<100, using: &generator)
        let span = from...from + Int64.random(in: 0..<20, using: &generator)
        if Int.random(in: 0..<4, using: &generator) == 0 {
          spans.remove(span)
          model.subtract(span)
        } else {
          spans.insert(span)
          model.formUnion(span)
        }
        #expect(Set(spans.spans.joined()) == model)
        #expect(
          zip(spans.spans, spans.spans.dropFirst()).allSatisfy { $0.lowerBound > $1.upperBound })
      }
    }
  }
}
