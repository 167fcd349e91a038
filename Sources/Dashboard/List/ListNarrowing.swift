package import Checkout
package import Query
import Screen
import Units

/// What narrows the list: the tab, the form of Stripe's filters, a look-up, and what was typed.
package struct ListNarrowing: Equatable, Sendable {
  package var tab = StatusTab.all
  /// What Stripe is asked for besides the tab's status.
  package var server = SessionFilter()
  /// The look-up whose sessions the list shows; nil for all sessions.
  package var found: FoundList?
  /// What every row meets besides the filters: that it is what a look-up asks for.
  var scope: [SessionQuery.Term] = []
  /// What was typed after `/`; empty shows everything.
  package var filter = ""
  /// Why the filter is not understood; the rows are still those of the last one that was.
  package private(set) var error: QueryError?
  /// What was typed last that was understood.
  private var understood = Understood()

  private struct Understood: Equatable, Sendable {
    var source = ""
    var terms: [SessionQuery.Term] = []
  }

  package init() {}

  /// What Stripe lets through: the tab and the form together.
  var serverFilter: SessionFilter {
    var filter = server
    filter.status = tab.filter.status
    return filter
  }

  /// The query that all parts make together. A filter that is not understood leaves the last one
  /// that was in force; the other parts count all the same.
  ///
  /// - Parameters:
  ///   - sort: the order, which the parts do not say.
  ///   - now: what relative times are counted from, in Unix seconds.
  ///   - zone: where days begin.
  /// - Returns: what to ask the cache for.
  mutating func query(sort: SessionSort, now: Int, zone: ZoneRule) -> ListQuery {
    error = nil
    do throws(QueryError) {
      let terms = try SessionQuery(parsing: filter, now: now, zone: zone).terms
      understood = Understood(source: filter, terms: terms)
    } catch { self.error = error }
    let terms = scope + understood.terms
    return ListQuery(
      filter: serverFilter,
      query: terms.isEmpty ? nil : SessionQuery(source: understood.source, terms: terms), sort: sort
    )
  }
}
