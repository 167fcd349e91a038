import Widgets

/// How the user arranged the panes.
package struct Arrangement: Equatable, Sendable {
  package var focus = Pane.list
  package var isZoomed = false
  /// Only one pane at a time, though there is room for more.
  package var hidesDetail = false
  /// The list's share of the screen, in percent; nil for what suits the size.
  package var listShare: Int?

  /// Percent by which `+` and `-` move the line between the panes.
  static let step = 5
  package static let shares = 20...80

  package init() {}
}

extension State {
  /// Moves the line between the list and the others, in favour of the focused pane.
  mutating func resizeFocusedPane(by percent: Int) -> [Effect] {
    let share = arrangement.listShare ?? (layout.shape == .wide ? 52 : 50)
    let wish = share + (arrangement.focus == .list ? percent : -percent)
    arrangement.listShare = min(
      max(wish, Arrangement.shares.lowerBound), Arrangement.shares.upperBound)
    return []
  }

  var splitAvailability: Availability {
    switch layout.shape {
    case .wide, .stacked: .enabled
    case .single, .tooSmall: .disabled("only one pane is shown")
    }
  }

  mutating func toggleDetail() -> [Effect] {
    arrangement.hidesDetail.toggle()
    arrangement.isZoomed = false
    if arrangement.hidesDetail { arrangement.focus = .list }
    return []
  }

  /// Keeps each pane's cursor where it can be seen, whatever changed the panes' sizes. A pane that is
  /// not shown keeps its place.
  mutating func settleCursors() {
    let shown = layout.frames
    if shown[.list] != nil {
      list.scroll.reveal(of: list.rows.count, height: height(of: .list))
    }
    if shown[.detail] != nil {
      detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    }
    if shown[.lineItems] != nil {
      lineItems.scroll.reveal(of: lineItems.lineCount, height: height(of: .lineItems))
    }
  }
}
