import Widgets

/// How the user arranged the panes.
package struct Arrangement: Equatable, Sendable {
  package var focus = Pane.list
  /// Whether the focused pane is the only one.
  package var isZoomed = false
  /// Whether only one pane is shown, even if there is room for more.
  package var hidesDetail = false
  /// The list's share of the screen, in percent; nil for the default of the size.
  package var listShare: Int?

  /// Rows that the line items need; nil while that is not known.
  var lineItemRows: Int?

  /// Percent by which `+` and `-` move the line between the panes.
  static let step = 5
  /// The possible shares of the list, in percent.
  package static let shares = 20...80

  package init() {}

  /// The list's share of a screen of that shape, in percent.
  func share(in shape: Layout.Shape) -> Int { listShare ?? (shape == .wide ? 52 : 50) }
}
