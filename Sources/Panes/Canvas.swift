package import Dashboard
package import Screen
import Widgets

/// Draws one picture of the screen after another.
///
/// Most often the cursor of the list moves: then only two rows change their looks, and perhaps the
/// footer.
package struct Canvas {
  private var state: State?
  private var surface = Surface(size: Size(width: 0, height: 0))
  private var hints: [Hint] = []

  package init() {}

  /// Draws a state: the same cells as ``render(_:)``.
  package mutating func draw(_ state: State) -> Surface {
    let hints = Hint.footer(state)
    if state.layout.shape != .tooSmall, let before = self.state?.list.scroll,
      self.state?.adoptMotion(of: state) == true
    {
      surface.moveInList(from: before, state)
      if hints != self.hints { surface.within(state.layout.footer) { $0.drawFooter(hints) } }
    } else {
      surface = render(state)
      self.state = state
    }
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
}
