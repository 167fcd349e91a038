import Checkout
import Query
import Testing

@Suite struct SessionStatisticsTests {
  private static let day = 86_400

  /// Four days of which everything was cached at noon of the second one, as it is at a later time.
  private static func statistics(at now: Int) -> SessionStatistics {
    var statistics = SessionStatistics(
      (0..<4).map { index in
        let tallies = index < 2 ? [Tally(currency: "", created: 3, counts: [], sum: 0)] : []
        return SessionCounts(index * day..<(index + 1) * day, tallies)
      })
    let noon = day + day / 2
    statistics.note(
      Coverage(
        spans: [Coverage.Span(newest: noon - 60, oldest: 0)], reachesBeginning: true,
        refreshedAt: noon),
      at: now)
    return statistics
  }

  /// Unix seconds, and which days are whole then.
  private static let moments: [(Int, [Bool])] = [
    (129_610, [true, true, true, true]), (172_799, [true, true, true, true]),
    (172_800, [true, false, false, true]), (259_260, [true, false, false, false]),
  ]

  @Test(arguments: moments)
  func `time after Stripe was last asked is not counted as whole`(now: Int, whole: [Bool]) {
    let statistics = Self.statistics(at: now)
    #expect(statistics.stretches.map { statistics.isCovered($0) == true } == whole)
    #expect(statistics.isWhole == whole.allSatisfy(\.self))
    #expect(statistics.csv.contains(",3,0,0,0,0,\(whole[1])\r\n"))
  }

  @Test func `a filter with an end says what it counts, whenever Stripe was asked`() {
    var statistics = SessionStatistics([SessionCounts(0..<Self.day, [])])
    statistics.note(
      Coverage(
        spans: [Coverage.Span(newest: 3600, oldest: 0)], reachesBeginning: true,
        refreshedAt: 7200, end: .bound),
      at: 9 * Self.day)
    #expect(statistics.isWhole)
  }
}
