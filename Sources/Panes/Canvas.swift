package import Dashboard
package import Screen

/// One picture of the screen after another.
///
/// What happens most is that the cursor of the list moves: then two rows and the hints are drawn
/// again, and nothing else.
package struct Canvas {
  private var last: (state: State, surface: Surface)?

  package init() {}

  /// Draws a state: the same cells as ``render(_:)``.
  package mutating func draw(_ state: State) -> Surface {
    let surface =
      if let last, state.layout.shape != .tooSmall, state.onlyMovesInList(since: last.state) {
        last.surface.moved(in: state, since: last.state)
      } else {
        render(state)
      }
    last = (state, surface)
    return surface
  }
}

extension Surface {
  /// The screen after a motion in the list.
  fileprivate func moved(in state: State, since last: State) -> Surface {
    var surface = self
    let layout = state.layout
    surface.within(layout.content(of: .list)) { list in
      if state.list.scroll.top == last.list.scroll.top {
        let rows = Set([last.list.scroll.cursor, state.list.scroll.cursor])
        list.drawRows(state) { rows.contains($0) }
      } else {
        list.fill(list.bounds, style: .text)
        list.drawList(state)
      }
    }
    surface.within(layout.footer) { $0.drawFooter(state) }
    return surface
  }
}
