import Checkout
package import Dashboard
import Query
package import SessionLibrary
import RecordCache

extension SessionLibrary {
  /// Counts for the tabs, from the cache. The cache keeps the numbers of the status tabs; the rows
  /// of views are counted.
  package func tally(_ question: TabQuestion) async throws(LibraryError) -> TabTally {
    let hours = question.hours.map { $0..<$0 + 3600 }
    let counts: [SessionCounts]
    do throws(CacheError) {
      counts = try await cache.statistics(of: ListQuery(), in: [0..<Self.endOfTime] + hours)
        .stretches
    } catch { throw .cache(error) }
    var tally = TabTally()
    let all = try await coverage(of: .all)
    tally.hoursAreWhole = hours.allSatisfy { all.covers($0, at: question.now) }
    for (tab, field) in Self.fields {
      let count = counts.first?[keyPath: field] ?? 0
      // Where none are cached, Stripe may have some.
      let isKnown = count == 0 ? try await coverage(of: tab.filter).isWhole : true
      tally.statuses[tab] = isKnown ? count : nil
      tally.hours[tab] = counts.dropFirst().map { $0[keyPath: field] }
    }
    for (name, query) in question.views {
      tally.views[name] = try await count(query)
      guard question.ringing.contains(name) else { continue }
      let newest = ListQuery(filter: query.filter, query: query.query)
      let row = try await rows(newest, .top, limit: 1).rows.first
      tally.newest[name] = row.map { TabTally.Row(id: $0.id, position: $0.position) } ?? .init()
    }
    let ringing = question.views.filter { question.ringing.contains($0.key) }
    if !ringing.isEmpty {
      (tally.entered, tally.lastChange) = try await entered(ringing, after: question.lastChange)
    }
    return tally
  }

  /// Later than all sessions, and at a full quarter of an hour, as the tallies need it.
  private static let endOfTime = (1 << 32) / 900 * 900

  private static let fields: [(StatusTab, any KeyPath<SessionCounts, Int> & Sendable)] = [
    (.all, \.created), (.open, \.open), (.complete, \.complete), (.expired, \.expired),
  ]
}
