package import Screen
package import Widgets

/// A few items to choose from, each with its own key. They are computed from the state each time,
/// so that answers that arrive meanwhile are shown.
package protocol Menu: Overlay {
  var title: String { get }
  /// Holds the cursor among the items.
  var picker: Picker { get set }
  /// The items that the state offers now, in order, each with a key of its own. One that cannot be
  /// chosen now is among them, with its reason.
  func items(_ state: State) -> [MenuItem]
}

/// An item of a menu.
package struct MenuItem {
  package let key: Character
  package let label: String
  /// What would be copied, or the target of the link. Sanitised.
  package let preview: String
  /// Why it cannot be chosen; nil if it can.
  package let reason: String?
  /// Called once the menu is closed. Returns the work outside.
  let choose: (inout State) -> [Effect]

  init(
    _ key: Character, _ label: String, preview: String = "", reason: String? = nil,
    choose: @escaping (inout State) -> [Effect]
  ) {
    self.key = key
    self.label = label
    self.preview = preview
    self.reason = reason
    self.choose = choose
  }
}

extension Menu {
  /// The keys of items that have none of their own, in order. Without `q`, which closes the menu.
  static var letters: String { "abcdefghijklmnoprstuvwxyz" }

  package func place(in state: State) -> Rect {
    state.layout.dialog(Size(width: 72, height: items(state).count))
  }

  package func hints(_ state: State) -> [KeyHint] {
    [KeyHint("a letter", "chooses"), KeyHint("↵", "this one"), KeyHint("Esc", "leave")]
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let items = items(state)
    let answer = picker.take(
      key, of: items.count, letters: items.map(\.key), height: inside(state).height)
    switch answer {
    case .left: state.overlays.close(id)
    case .chosen(let index?):
      if let reason = items[index].reason {
        state.message = Message("\(items[index].label): \(reason)", .warning)
        return []
      }
      state.overlays.close(id)
      return items[index].choose(&state)
    case .chosen(nil), .narrowed, .moved, nil: break
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let items = items(state)
    let height = Dialog.inside(of: surface.bounds).height
    surface.drawDialog(title: title, scrolled: (picker.scroll, items.count, height)) { box in
      let table = Table(
        [
          Table.Column(.fixed(1)), Table.Column(.upTo(Layout.menuLabel(in: box.size.width))),
          Table.Column(.rest, cut: .middle),
        ],
        gap: 2)
      picker.draw(
        on: &box, of: items.count, empty: Segment("nothing", Style(.secondary)), in: table
      ) { index in
        let item = items[index]
        let isEnabled = item.reason == nil
        return [
          [Segment(String(item.key), Style(isEnabled ? .key : .disabled))],
          [Segment(item.label, Style(isEnabled ? .dialog : .disabled))],
          [
            Segment(item.reason ?? item.preview, Style(isEnabled ? .secondary : .disabled))
          ],
        ]
      }
    }
  }
}
