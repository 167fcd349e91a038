package import Checkout
package import Query
package import TOML

/// A list with a name, as `[views.NAME]` has it.
package struct ViewOptions: Equatable, Sendable {
  package let name: Located<String>
  /// In the query language of the list; parsed where it is used, since it may hold relative times.
  package var query: Located<String>?
  /// What Stripe is asked for.
  package var filter = SessionFilter()
  package var sort = SessionSort.newestFirst
  /// Names of columns, as the list knows them; empty for the usual ones.
  package var columns: [Located<String>] = []
  /// Whether a row that is new in it rings.
  package var notifies = false

  package init(name: Located<String>) { self.name = name }
}
