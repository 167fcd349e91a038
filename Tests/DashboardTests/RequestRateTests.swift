import Dashboard
import Support
import Testing

@Suite("How many requests are started in a second")
struct RequestRateTests {
  private let origin = ContinuousClock.now

  @Test(arguments: 1...5)
  func `what keeps to a rate is not shown above it, though each start comes late`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var rate = RequestRate()
    var highest = 0
    for number in 0..<250 {
      let late = Duration.milliseconds(Int.random(in: 0...30, using: &random))
      rate.note(at: origin + .milliseconds(40 * number) + late)
      highest = max(highest, rate.perSecond)
    }
    #expect(highest == 25)
    #expect(rate.perSecond >= 24)
  }

  @Test func `one request is one, and a pause ends what was before it`() {
    var rate = RequestRate()
    rate.note(at: origin)
    #expect(rate.perSecond == 1)
    for number in 0..<100 { rate.note(at: origin + .milliseconds(5 * number)) }
    #expect(rate.perSecond == 100)
    rate.note(at: origin + .seconds(60))
    #expect(rate.perSecond == 1)
  }
}
