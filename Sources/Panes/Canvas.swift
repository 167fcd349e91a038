package import Dashboard
package import Screen
import Widgets

/// One picture of the screen after another.
///
/// What happens most is that the cursor of the list moves: then two rows change their looks, and
/// perhaps the footer.
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
  /// Makes the picture before a motion in the list the one after it, without the footer.
  fileprivate mutating func moveInList(from before: Scroll, _ state: State) {
    let now = state.list.scroll
    within(state.layout.content(of: .list)) { list in
      if now.top == before.top {
        // A range that is being marked changes between them.
        list.drawSigns(of: min(before.cursor, now.cursor)...max(before.cursor, now.cursor), state)
      } else {
        list.fill(list.bounds, style: .text)
        list.drawList(state)
      }
    }
  }
}
