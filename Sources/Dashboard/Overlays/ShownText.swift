import Checkout
package import Screen
package import Widgets

/// Text that could not be copied, to be selected by hand.
package struct ShownText: Overlay {
  let label: String
  /// Sanitised.
  let text: String
  private var scroll = Scroll()

  init(label: String, text: String) {
    self.label = label
    self.text = text
  }

  private func lines(_ state: State) -> [String] {
    TextWidth.wrap(text, to: max(1, state.layout.sheet().width - Dialog.margin.width))
  }

  /// Lines that fit at once, with a blank one above and below.
  private static func height(in inside: Rect) -> Int { max(1, inside.inset(dx: 0, dy: 1).height) }

  package func place(in state: State) -> Rect {
    let width = state.layout.sheet().width - Dialog.margin.width
    return state.layout.dialog(Size(width: width, height: lines(state).count + 2))
  }

  package func hints(_ state: State) -> [KeyHint] { [KeyHint("Esc", "close")] }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .escape, .enter, .control("c"), .character("q"): state.overlays.close(id)
    default:
      scroll.take(key, of: lines(state).count, height: Self.height(in: inside(state)))
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let lines = lines(state)
    let height = Self.height(in: Dialog.inside(of: surface.bounds))
    var shown = scroll
    shown.reveal(of: lines.count, height: height)
    surface.drawDialog(
      title: "Copy by hand: \(label)", scrolled: (shown, lines.count, height)
    ) { box in
      for (offset, line) in lines.dropFirst(shown.top).prefix(height).enumerated() {
        box.write(line, x: 0, y: offset + 1, style: Style(.dialog))
      }
    }
  }
}
