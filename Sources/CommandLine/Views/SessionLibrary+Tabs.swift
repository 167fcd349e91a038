import Checkout
package import Dashboard
import Query
package import SessionLibrary

extension SessionLibrary {
  /// Counts for the tabs, from what is cached.
  package func tally(_ question: TabQuestion) async throws(LibraryError) -> TabTally {
    var tally = TabTally()
    tally.statuses[.all] = try await count(ListQuery())
    for (tab, status) in Self.outcomes {
      tally.statuses[tab] = try await count(ListQuery(filter: .status(status)))
      for hour in question.hours {
        var filter = SessionFilter.status(status)
        filter.created = CreatedRange(gte: hour, lt: hour + 3600)
        tally.hours[tab, default: []].append(try await count(ListQuery(filter: filter)))
      }
    }
    for (name, query) in question.views { tally.views[name] = try await count(query) }
    return tally
  }

  private static let outcomes: [(StatusTab, SessionStatus)] = [
    (.open, .open), (.complete, .complete), (.expired, .expired),
  ]
}
