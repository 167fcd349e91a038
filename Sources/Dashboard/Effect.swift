package import Checkout
package import Screen

/// What the view-model wants done outside. Data, never a closure: tests compare it.
package enum Effect: Equatable, Sendable {
  // Ask the cache.
  case readRows(ListQuery, RowAnchor, limit: Int, generation: Int)
  case readFacts(ListQuery, generation: Int)
  case readDetail(id: String)
  case readObject(StripeID)
  case readFieldNames(ListQuery)
  case readFields([JSONPath], ids: [String])
  case export(ListQuery, path: String, ExportFormat)

  // Ask Stripe.
  case fetch(PageDirection, SessionFilter, generation: Int)
  case refresh(id: String)
  case find(Lookup)
  case sync
  case fetchLineItems(id: String)
  case expire(id: String, idempotencyKey: String)
  case fetchObject(StripeID)
  case create([FormParameter], idempotencyKey: String)
  case update(id: String, [FormParameter], idempotencyKey: String)
  case cancelRequests

  // Bulk work.
  case readSummaries(ids: [String])
  case readMarks(ListQuery, generation: Int)
  case expireRow(id: String, idempotencyKey: String)

  // Change the account.
  case openProfile(String)
  case enterProfile

  // Ask the terminal or the system.
  case copy(text: String, label: String)
  /// Writes a file of that name in the folder of the state, for the user alone.
  case save(text: String, name: String)
  case writeToTerminal([UInt8])
  /// The view-model has checked the address.
  case browse(url: String)
  case setTheme(Theme)
  case setMouse(Bool)
  case bell
  /// Hands a text to a program on the terminal; the name is for the file that it reads.
  case show(text: String, name: String, OutsideProgram)
  case redraw
  case suspend
  case quit
}
