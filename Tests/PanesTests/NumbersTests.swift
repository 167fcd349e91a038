import Checkout
import Dashboard
import Query
import Screen
import Support
import Testing
import Units

@Suite struct NumbersTests {
  /// A dashboard with the overview open, and numbers for it.
  private static func overview(
    _ size: Size, keys: String = "i", isEmpty: Bool = false,
    missing: (([Range<Int>]) -> Coverage)? = nil
  ) -> State {
    var state = State.browsing(size)
    for key in keys {
      let effects = update(&state, [.key(.character(key))])
      for effect in effects {
        switch effect {
        case .cache(.readStatistics(_, let stretches, let generation)):
          let counts = stretches.enumerated().map { index, span in
            SessionCounts(span, isEmpty ? [] : tallies(index))
          }
          var statistics = SessionStatistics(counts)
          if let coverage = missing?(stretches) {
            statistics.note(coverage, at: state.clock.unix)
          }
          _ = update(&state, [.cache(.statistics(statistics, generation: generation))])
        case .cache(.readParts(_, _, let generation)):
          _ = update(
            &state,
            [.cache(.parts(OverviewParts(isEmpty ? [] : parts), generation: generation))])
        default: break
        }
      }
    }
    return state
  }

  private static func tallies(_ index: Int) -> [Tally] {
    let paid = index * 7 % 13
    let (open, expired, unpaid) = (index % 4, index * 5 % 9, index % 3)
    let complete = paid + unpaid + 1
    return [
      Tally(
        currency: "eur", created: complete + open + expired,
        counts: [open, complete, expired, paid, unpaid, complete + 1], sum: paid * 13_524),
      Tally(currency: "jpy", created: 1, counts: [0, 1, 0, 1, 0, 1], sum: 4_200),
    ]
  }

  private static let parts: [(values: [FieldValue], count: Int)] = [
    ([.text("card visa"), .null, .text("DE"), .int(0)], 60),
    ([.text("card mastercard"), .text("insufficient_funds"), .text("FR"), .int(0)], 31),
    ([.text("sepa_debit"), .text("incorrect_cvc"), .text("DE"), .int(0)], 12),
    ([.null, .text("insufficient_funds"), .text("IS"), .int(1)], 4),
  ]

  @Test(arguments: sizes)
  func `the overview`(size: Size) {
    let state = Self.overview(size)
    expectSnapshot(of: state.topOverlay, named: "overview-\(size.name)")
    if size.width == 120 {
      expectSnapshot(
        ofText: state.topOverlay.asciiOnly.lines.joined(separator: "\n") + "\n",
        named: "overview-ascii")
    }
  }

  @Test func `no number of the line below the chart is cut`() {
    var state = Self.overview(Size(width: 200, height: 30))
    func pieces(_ width: Int) -> [String] {
      _ = update(&state, [.resize(Size(width: width, height: 30))])
      let line = state.topOverlay.lines.first { $0.contains(" created, ") } ?? ""
      // A comma inside a number has no blank after it.
      return line.replacing("│", with: "").trimmingSpaces.split(separator: ", ").map(String.init)
    }
    let all = pieces(200)
    #expect(all.count > 4)
    for width in 60..<120 {
      let shown = pieces(width)
      #expect(shown.allSatisfy { all.contains($0) || $0 == "…" }, "\(width): \(shown)")
    }
  }

  @Test func `the overview before the numbers have come, and without any`() {
    var state = State.browsing(Size(width: 80, height: 24))
    _ = update(&state, [.key(.character("i"))])
    expectSnapshot(of: state.topOverlay, named: "overview-counting")
    expectSnapshot(
      of: Self.overview(Size(width: 80, height: 24), isEmpty: true).topOverlay,
      named: "overview-empty")
  }

  @Test(arguments: ["i", "iv"])
  func `where not all is cached, nothing is not a number`(keys: String) {
    let state = Self.overview(
      Size(width: 100, height: 30), keys: keys, isEmpty: true,
      missing: { stretches in
        Coverage(
          spans: [
            Coverage.Span(
              newest: stretches[stretches.count - 1].upperBound,
              oldest: stretches[stretches.count - 3].lowerBound)
          ], refreshedAt: stretches[stretches.count - 1].upperBound)
      })
    expectSnapshot(of: state.topOverlay, named: "overview-missing-\(keys)")
  }

  @Test(arguments: ["i", "iv"])
  func `a number of a stretch that is cached in part is marked`(keys: String) {
    let state = Self.overview(
      Size(width: 100, height: 30), keys: keys,
      missing: { stretches in
        let newest = stretches[stretches.count - 1].upperBound
        let span = Coverage.Span(
          newest: newest, oldest: stretches[stretches.count - 3].lowerBound + 3600)
        return Coverage(spans: [span], refreshedAt: newest)
      })
    expectSnapshot(of: state.topOverlay, named: "overview-part-\(keys)")
  }

  @Test(arguments: ["ijjjjjjjjjj", "ihl", "ill", "ihhh"])
  func `a bar under the cursor, and other units`(keys: String) {
    let state = Self.overview(Size(width: 100, height: 30), keys: keys)
    expectSnapshot(of: state.topOverlay, named: "overview-\(keys)")
  }

  @Test func `the overview as a table`() {
    let state = Self.overview(Size(width: 100, height: 30), keys: "iv")
    expectSnapshot(of: state.topOverlay, named: "overview-table")
  }

  @Test(arguments: ["D", "Dv"])
  func `two sessions beside each other`(keys: String) {
    for size in [Size(width: 120, height: 40), Size(width: 80, height: 24)] {
      let state = Self.comparison(size, keys: keys)
      expectSnapshot(of: state.topOverlay, named: "compare-\(keys)-\(size.name)")
    }
  }

  @Test func `a comparison has the times of the user's zone, as the rest of the screen`() {
    var state = Self.comparison(Size(width: 120, height: 40), keys: "D")
    state.zone = ZoneRule(fixed: UTCOffset(seconds: 3600, abbreviation: "CET"))
    #expect(picture(of: state.topOverlay).contains(" CET   "))
    #expect(!picture(of: state.topOverlay).contains(" UTC"))
  }

  private static func comparison(_ size: Size, keys: String) -> State {
    var state = State.browsing(size)
    for key in " j " + keys { _ = update(&state, [.key(.character(key))]) }
    let found = state.marks.ids.compactMap { id in Session.assorted.first { $0.id == id } }
    _ = update(
      &state,
      [
        .cache(
          .sessions(
            found.map {
              SessionDetail(
                stored: StoredSession($0, fetchedAt: State.now),
                lineItems: StoredLineItems(items: [.make()], isComplete: true, fetchedAt: 1))
            }))
      ])
    return state
  }
}
