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
  private var offer: Hint.Offer?
  /// Those of the list, once it has been scrolled; they stay until the whole screen is drawn again.
  private var columns: [DrawnColumn]?
  /// The second for which the oldest times in the picture were drawn.
  private var second = 0
  /// Since when the picture has older times than the state, in milliseconds of the monotonic clock.
  private var lateSince: Int?
  /// Whether the last picture showed nothing new but another place of the list's cursor.
  package private(set) var hasOnlyMoved = false

  /// How long times may stay as they are while keys come one after the other, in milliseconds.
  private static let patience = 1000

  package init() {}

  /// Whether some of the picture's times are as of an earlier second than the state's.
  package var isLate: Bool { lateSince != nil }

  /// Draws a state: the same cells as ``render(_:)``.
  ///
  /// While a key waits for the picture, the times of an earlier second may stay for a moment, see
  /// ``isLate``: the whole screen is not drawn again before the row that has moved.
  package mutating func draw(_ state: State, answeringKey isAnswer: Bool = false) -> Surface {
    let before = self.state?.list.scroll
    let offer = Hint.Offer.current(state)
    let difference = mayMove(state, isAnswer) ? self.state?.adopt(state) : nil
    if let before, let difference, difference != .anything {
      if state.list.scroll.top == before.top {
        surface.moveCursor(from: before, state)
      } else {
        let columns = columns ?? DrawnColumn.visible(in: state)
        surface.scrollList(columns, state)
        self.columns = columns
      }
      if difference == .detail { surface.drawSelection(state) }
      if offer != self.offer { surface.within(state.layout.footer) { $0.drawFooter(state) } }
    } else {
      surface = render(state)
      self.state = state
      columns = nil
      second = state.clock.unix
    }
    lateSince = second == state.clock.unix ? nil : lateSince ?? state.clock.uptime
    hasOnlyMoved = difference == .motion
    self.offer = offer
    return surface
  }

  /// Whether it is enough to draw what has moved, if nothing else has changed.
  private func mayMove(_ state: State, _ isAnswer: Bool) -> Bool {
    guard state.layout.shape != .tooSmall else { return false }
    guard second != state.clock.unix else { return true }
    return isAnswer && state.clock.uptime - (lateSince ?? state.clock.uptime) < Self.patience
  }
}

extension Surface {
  /// Shows the cursor of the list in another row of the screen.
  fileprivate mutating func moveCursor(from before: Scroll, _ state: State) {
    let (old, new) = (before.cursor, state.list.scroll.cursor)
    within(state.layout.content(of: .list)) { list in
      // While a range is being marked, the rows between the two change, too.
      list.drawSigns(of: min(old, new)...max(old, new), state)
    }
  }

  /// Shows other rows under the same heads.
  fileprivate mutating func scrollList(_ columns: [DrawnColumn], _ state: State) {
    within(state.layout.content(of: .list)) { list in
      list.fill(list.rowLines(state), style: .text)
      list.drawRows(columns, state)
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
