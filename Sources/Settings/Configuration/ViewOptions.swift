package import Checkout
package import Query
package import TOML

/// A list of sessions with a name, from `[views.NAME]`.
package struct ViewOptions: Equatable, Sendable {
  package let name: Located<String>
  /// In the query language of the list; parsed where it is used, since it may hold relative times.
  package var query: Located<String>?
  /// The filter of the request to Stripe.
  package var filter = SessionFilter()
  package var sort = SessionSort.newestFirst
  /// Names of columns, as the list knows them; empty for the default.
  package var columns: [Located<String>] = []
  /// Whether the user is notified of a new row in it.
  package var notifies = false

  package init(name: Located<String>) { self.name = name }
}

/// A list of documents with a name, from `[document_views.NAME]`.
package struct DocumentViewOptions: Equatable, Sendable {
  package let name: Located<String>
  /// In the query language of the documents; parsed where it is used.
  package var query: Located<String>?
  /// Nil for all states.
  package var state: DocumentState?
  package var sort = RecordSort.newestFirst
  /// Names of columns, as the list of documents knows them; empty for the default.
  package var columns: [Located<String>] = []

  package init(name: Located<String>) { self.name = name }
}
