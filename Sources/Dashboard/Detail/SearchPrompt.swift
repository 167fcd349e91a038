import Checkout
import Query
package import Screen
package import Widgets

/// The line that searches the detail pane. The pane updates at every key.
package struct SearchPrompt: Overlay {
  private var field = TextField()
  /// Where the pane was before.
  let origin: Scroll

  init(origin: Scroll) { self.origin = origin }

  package func place(in state: State) -> Rect { state.layout.message }
  package func hints(_ state: State) -> [KeyHint] {
    [KeyHint("↵", "keep"), KeyHint("Esc", "back")]
  }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .enter:
      state.overlays.close(id)
      state.message = SecretKey.isIn(field.text) ? .secretKey : state.searchMessage
    case .escape, .control("c"):
      state.overlays.close(id)
      state.shownPage.search = nil
      state.shownPage.scroll = origin
    default:
      let before = field.characters
      guard field.take(key), field.characters != before else { return [] }
      state.searchDetail(for: SecretKey.isIn(field.text) ? "" : field.text, from: origin)
    }
    state.revealDetail()
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let search = state.shownPage.search
    let note =
      search.map { search in
        search.number.map { "\($0) of \(search.count)" } ?? "not here"
      } ?? "detail"
    surface.fill(surface.bounds, style: Style(.input))
    surface.within(surface.bounds.without(right: TextWidth.cells(of: note) + 2)) {
      $0.draw(field, label: " search", y: 0)
    }
    surface.within(surface.bounds.without(right: 1)) {
      $0.writeTrailing(note, y: 0, style: Style(search?.count == 0 ? .warning : .secondary))
    }
  }
}
