package import Query
import Checkout
import Units

/// How many sessions each tab has, and how the last day went.
///
/// The cache counts once, and again when it has changed: no key asks for it.
package struct TabCounts: Equatable, Sendable {
  package private(set) var known = TabTally()
  private var isStale = true
  private var isAsking = false
  /// Views in which a row was new, until that was said.
  private var ringing: [String] = []

  package init() {}

  mutating func noteChange() { isStale = true }

  /// Answers to earlier questions are dropped.
  mutating func resume() {
    isStale = true
    isAsking = false
  }

  /// The next question, if there is one to ask now. `now` is in Unix seconds.
  mutating func ask(_ views: [SavedView], now: Int, zone: ZoneRule) -> TabQuestion? {
    guard isStale, !isAsking else { return nil }
    isStale = false
    isAsking = true
    return TabQuestion(views, now: now, zone: zone)
  }

  mutating func take(_ tally: TabTally) {
    // What is counted for the first time is not new.
    ringing += tally.newest.keys.sorted().filter { name in
      known.newest[name].map { $0 < tally.newest[name] ?? 0 } ?? false
    }
    known = tally
    isAsking = false
  }

  mutating func fail() { isAsking = false }

  /// The views to ring for, once.
  mutating func takeRinging() -> [String] {
    defer { ringing = [] }
    return ringing
  }
}

/// What the cache counts for the tabs.
package struct TabQuestion: Equatable, Sendable {
  /// Of the views whose filters are understood.
  package let views: [String: ListQuery]
  /// Those of them whose newest row is asked for.
  package let ringing: Set<String>
  /// The beginnings of the last 24 hours, the oldest first, in Unix seconds.
  package let hours: [Int]

  init(_ views: [SavedView], now: Int, zone: ZoneRule) {
    self.views = Dictionary(
      views.compactMap { view in view.query(now: now, zone: zone).map { (view.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    ringing = Set(views.filter(\.rings).map(\.name))
    let last = now - now % 3600
    hours = (0..<24).map { last - (23 - $0) * 3600 }
  }
}

/// What the cache has counted for the tabs.
package struct TabTally: Equatable, Sendable {
  /// Empty until it was counted.
  package var statuses: [StatusTab: Int]
  package var views: [String: Int]
  /// The position of the newest row of views that ring; 0 where there is none.
  package var newest: [String: Int64]
  /// Sessions that were created in each of the last 24 hours, the oldest first, by what became of them.
  package var hours: [StatusTab: [Int]]

  package init(
    statuses: [StatusTab: Int] = [:], views: [String: Int] = [:], newest: [String: Int64] = [:],
    hours: [StatusTab: [Int]] = [:]
  ) {
    self.statuses = statuses
    self.views = views
    self.newest = newest
    self.hours = hours
  }
}
