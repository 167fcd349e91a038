import Widgets

/// How the user arranged the panes.
package struct Arrangement: Equatable, Sendable {
  package var focus = Pane.list
  package var isZoomed = false
  /// Only one pane at a time, though there is room for more.
  package var hidesDetail = false
  /// The list's share of the screen, in percent; nil for what suits the size.
  package var listShare: Int?

  /// Rows that the line items need; nil while that is not known.
  var lineItemRows: Int?

  /// Percent by which `+` and `-` move the line between the panes.
  static let step = 5
  package static let shares = 20...80

  package init() {}
}
