package import Query
import Checkout
import Units

/// How many sessions each tab has, and how the last day went.
///
/// The cache counts once, and again after it has changed. Keys never cause a count.
package struct TabCounts: Equatable, Sendable {
  package private(set) var known = TabTally()
  private var isStale = true
  private var isAsking = false
  /// Views with new rows that were not reported yet.
  private var ringing: [String] = []

  package init() {}

  mutating func noteChange() { isStale = true }

  /// Answers to earlier questions are ignored.
  mutating func resume() {
    isStale = true
    isAsking = false
  }

  /// The next question, if there is one now. `now` is in Unix seconds.
  mutating func ask(_ views: [SavedView], now: Int, zone: ZoneRule) -> TabQuestion? {
    guard isStale, !isAsking else { return nil }
    isStale = false
    isAsking = true
    return TabQuestion(views, now: now, zone: zone, lastChange: known.lastChange)
  }

  mutating func take(_ tally: TabTally) {
    // Rows in the first count are not new.
    ringing += tally.newest.keys.sorted().filter { name in
      guard let before = known.newest[name], let now = tally.newest[name] else { return false }
      // The same row may have got another position.
      return before.id != now.id && before.position < now.position
    }
    ringing += tally.entered.subtracting(ringing).sorted()
    known = tally
    isAsking = false
  }

  mutating func fail() { isAsking = false }

  /// The views to notify about; each is returned once.
  mutating func takeRinging() -> [String] {
    defer { ringing = [] }
    return ringing
  }
}

/// What the cache counts for the tabs.
package struct TabQuestion: Equatable, Sendable {
  /// The queries of the views whose filters are understood.
  package let views: [String: ListQuery]
  /// The views whose newest row is asked for.
  package let ringing: Set<String>
  /// The start of each of the last 24 hours, oldest first, in Unix seconds.
  package let hours: [Int]
  /// When it is asked, in Unix seconds.
  package let now: Int
  /// The number of the last change that was looked at; nil before the first question.
  package let lastChange: Int64?

  init(_ views: [SavedView], now: Int, zone: ZoneRule, lastChange: Int64? = nil) {
    self.lastChange = lastChange
    self.now = now
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
  /// Empty until it has been counted.
  package var statuses: [StatusTab: Int]
  package var views: [String: Int]
  /// The newest row of each view with a notification.
  package var newest: [String: Row]
  /// The views with a notification that a session has entered because it changed.
  package var entered: Set<String> = []
  /// The number of the last change in the cache; nil if no view has a notification.
  package var lastChange: Int64?
  /// Sessions created in each of the last 24 hours, oldest first, by their outcome.
  package var hours: [StatusTab: [Int]]
  /// Whether everything of those hours is cached.
  package var hoursAreWhole = true

  package init(
    statuses: [StatusTab: Int] = [:], views: [String: Int] = [:], newest: [String: Row] = [:],
    hours: [StatusTab: [Int]] = [:]
  ) {
    self.statuses = statuses
    self.views = views
    self.newest = newest
    self.hours = hours
  }

  /// A row of a view, or none.
  package struct Row: Equatable, Sendable {
    package let id: String
    package let position: Int64

    /// The position is 0 where there is no row.
    package init(id: String = "", position: Int64 = 0) {
      self.id = id
      self.position = position
    }
  }
}
