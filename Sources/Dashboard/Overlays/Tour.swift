package import Screen
package import Widgets

/// The first steps, shown once by the demo. Any key closes it.
package struct Tour: Overlay {
  package init() {}

  /// The first steps for a new user, with the keys in use.
  package func steps(_ state: State) -> [(keys: String, text: String)] {
    let keymap = state.keymap
    let steps: [([Command.ID], String)] = [
      ([.down, .up], "move in the list"),
      ([.open], "look at a session; \(keymap[.cancel]) goes back"),
      ([.filter], "filter: type a name or an e-mail"),
      ([.openPage], "open its page: pay, and watch"),
      ([.expire], "expire a session; X confirms"),
      ([.palette], "all commands, by a few letters"),
      ([.help], "the keys of this place"),
      ([.quit], "quit"),
    ]
    return steps.map { ids, text in
      (ids.map { keymap[$0] }.joined(separator: " "), text)
    }
  }

  package func place(in state: State) -> Rect {
    state.layout.dialog(Size(width: 56, height: steps(state).count + 4))
  }

  package func hints(_ state: State) -> [KeyHint] { [KeyHint("Esc", "close")] }

  package func key(for event: MouseEvent.Kind) -> Key? { event == .press ? .escape : nil }

  /// A key that does more than close it also has its usual effect.
  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    state.overlays.close(id)
    switch key {
    case .escape, .enter, .character(" "): return []
    default: return state.act(on: key)
    }
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let steps = steps(state)
    let keyWidth = steps.map { TextWidth.cells(of: $0.keys) }.max() ?? 0
    surface.drawDialog(title: "Welcome to till") { dialog in
      let height = dialog.size.height
      let about =
        height > steps.count + 2
        ? dialog.drawParagraph(
          "These are made-up sessions on a server inside till. Nothing you do here reaches Stripe.",
          y: 0) : 0
      let top = about == 0 ? 0 : about + 1
      for (offset, step) in steps.prefix(max(0, height - top)).enumerated() {
        dialog.writeField(
          step.keys, x: 0, y: top + offset, width: keyWidth, style: Style(.key), align: .trailing)
        dialog.writeTruncated(
          step.text, x: keyWidth + 2, y: top + offset, style: Style(.dialog))
      }
    }
  }
}
