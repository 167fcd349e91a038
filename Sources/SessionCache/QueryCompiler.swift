internal import Checkout
import GRDB

/// A query in till's own language as SQL with bound parameters.
struct QueryCompiler {
  /// Conditions on `session AS s`; all must hold.
  private(set) var conditions: [SQL] = []
  private(set) var match: SearchMatch?

  init(_ query: SessionQuery) {
    var wanted: [String] = []
    var unwanted: [String] = []
    for term in query.terms {
      if case .text(let folded) = term.condition {
        if term.isNegated { unwanted.append(folded) } else { wanted.append(folded) }
      }
    }
    if !wanted.isEmpty { match = SearchMatch(wanted: wanted, unwanted: unwanted) }
  }
}
