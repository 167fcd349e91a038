/// What is known of the terminal, for `till doctor`.
package struct TerminalFacts: Equatable, Sendable {
  /// `TERM`, if this system knows it; nil if the dashboard cannot be shown.
  package var type: String?
  /// Why the dashboard cannot be shown, and what to do.
  package var problem: String?
  package var colors = 0
  /// Why only ASCII is shown; nil if other characters are shown, too.
  package var plainReason: String?
  /// The width in cells of ambiguous characters; nil if the terminal did not answer.
  package var ambiguousWidth: Int?
  /// How a copied text gets to the clipboard.
  package var clipboard: String?

  package init() {}
}
