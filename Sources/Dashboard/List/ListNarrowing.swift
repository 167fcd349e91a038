package import Checkout
package import Query
import Screen
import Units

/// What narrows the list: the tab, the form with Stripe's filters, a look-up, and the typed filter.
package struct ListNarrowing: Equatable, Sendable {
  package var tab = StatusTab.all
  /// Filters for Stripe besides the tab's status.
  package var server = SessionFilter()
  /// The time of creation as it was typed, in the query language; empty for any. Relative times in
  /// it are computed for each query, so that a view of `today` shows the current day.
  package var created = ""
  /// The look-up whose sessions the list shows; nil for all sessions.
  package var found: FoundList?
  /// Conditions of a look-up that every row must meet besides the filters.
  var scope: [SessionQuery.Term] = []
  /// What was typed after `/`; empty shows everything.
  package var filter = ""
  /// Why the filter is not understood; the rows are still those of the last valid one.
  package private(set) var error: QueryError?
  /// The last filter that was understood.
  private var understood = SessionQuery(source: "", terms: [])

  package init() {}

  /// Whether the form narrows the list.
  var isNarrowedByForm: Bool { server != SessionFilter() || !created.isEmpty }

  /// The filter for Stripe: the tab and the form together.
  private func serverFilter(now: Int, zone: ZoneRule) -> SessionFilter {
    var filter = server
    filter.status = tab.filter.status
    if !created.isEmpty, let range = try? CreatedRange(parsing: created, now: now, zone: zone) {
      filter.created = range
    }
    return filter
  }

  /// The query from all parts together. If the filter is not understood, the last valid one is
  /// used; the other parts always apply.
  ///
  /// - Parameters:
  ///   - sort: the order, which is not one of the parts.
  ///   - now: what relative times are counted from, in Unix seconds.
  ///   - zone: where days begin.
  /// - Returns: what to ask the cache for.
  mutating func query(sort: SessionSort, now: Int, zone: ZoneRule) -> ListQuery {
    error = nil
    do throws(QueryError) {
      understood = try SessionQuery(parsing: filter, now: now, zone: zone)
    } catch { self.error = error }
    let terms = scope + understood.terms
    return ListQuery(
      filter: serverFilter(now: now, zone: zone),
      query: terms.isEmpty ? nil : understood.with(terms), sort: sort)
  }
}
