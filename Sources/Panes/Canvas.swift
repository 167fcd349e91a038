package import Dashboard
package import Screen
import Widgets

/// Draws one picture of the screen after another.
///
/// Most often the cursor of the list moves: then only two rows change their looks, and perhaps the
/// footer. Then the detail arrives, and the list stays as it is.
package struct Canvas {
  private var state: State?
  private var surface = Surface(size: Size(width: 0, height: 0))
  private var hints: [Hint] = []
  /// Whether the last picture showed nothing new but another place of the list's cursor.
  package private(set) var hasOnlyMoved = false

  package init() {}

  /// Draws a state: the same cells as ``render(_:)``.
  package mutating func draw(_ state: State) -> Surface {
    let hints = Hint.footer(state)
    let before = self.state?.list.scroll
    let difference = state.layout.shape == .tooSmall ? nil : self.state?.adopt(state)
    if let before, let difference, difference != .anything {
      surface.moveInList(from: before, state)
      if difference == .detail { surface.drawSelection(state) }
      if hints != self.hints { surface.within(state.layout.footer) { $0.drawFooter(hints) } }
    } else {
      surface = render(state)
      self.state = state
    }
    hasOnlyMoved = difference == .motion
    self.hints = hints
    return surface
  }
}

extension Surface {
  /// Turns the picture before a move in the list into the one after it, without the footer.
  fileprivate mutating func moveInList(from before: Scroll, _ state: State) {
    let now = state.list.scroll
    within(state.layout.content(of: .list)) { list in
      if now.top == before.top {
        // While a range is being marked, the rows between the two cursors change, too.
        list.drawSigns(of: min(before.cursor, now.cursor)...max(before.cursor, now.cursor), state)
      } else {
        list.fill(list.bounds, style: .text)
        list.drawList(state)
      }
    }
  }

  /// Draws what is known of the selected session, and the frames, whose titles may have changed.
  fileprivate mutating func drawSelection(_ state: State) {
    let layout = state.layout
    for pane in [Pane.detail, .lineItems] {
      within(layout.content(of: pane)) { $0.fill($0.bounds, style: .text) }
    }
    drawFrames(state, layout)
    within(layout.content(of: .detail)) { $0.drawDetail(state) }
    within(layout.content(of: .lineItems)) { $0.drawLineItems(state) }
  }
}
