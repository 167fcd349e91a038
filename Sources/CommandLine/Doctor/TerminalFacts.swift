/// What is known of the terminal, for `till doctor`.
package struct TerminalFacts: Equatable, Sendable {
  /// `TERM`, as far as this system knows it; nil where there is no screen to show.
  package var type: String?
  /// Why there is none, and what to do.
  package var problem: String?
  package var colors = 0
  /// Whether it is given more than ASCII, and if not, why.
  package var plainReason: String?
  /// Cells of a character whose width is ambiguous; nil where the terminal did not say.
  package var ambiguousWidth: Int?
  /// How a copied text gets to the clipboard.
  package var clipboard: String?

  package init() {}
}
