package import Screen

extension Layout {
  /// What is at a place of the screen.
  package enum Target: Equatable, Sendable {
    case title(Pane)
    /// A cell inside a pane's frame, counted from its upper left corner.
    case content(Pane, Position)
    /// A side of a pane's frame.
    case frame(Pane)
    case footer(x: Int)
    /// A cell of the bar of tabs.
    case tabs(x: Int)
    case nothing
  }

  /// What is at a cell of the screen.
  package func target(x: Int, y: Int) -> Target {
    if footer.contains(x: x, y: y), shape != .tooSmall { return .footer(x: x) }
    if tabs.contains(x: x, y: y) { return .tabs(x: x - tabs.x) }
    // A line shared by two panes belongs to the lower one, whose title is on it.
    let hit = Pane.allCases.filter { frames[$0]?.contains(x: x, y: y) ?? false }
    if let pane = hit.first(where: { frames[$0]?.y == y }) { return .title(pane) }
    for pane in hit {
      let inside = content(of: pane)
      if inside.contains(x: x, y: y) {
        return .content(pane, Position(x: x - inside.x, y: y - inside.y))
      }
    }
    return hit.first.map(Target.frame) ?? .nothing
  }
}
