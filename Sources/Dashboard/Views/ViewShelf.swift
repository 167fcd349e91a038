import Checkout
import Query

/// The views that have a name, and which of them shows.
package struct ViewShelf: Equatable, Sendable {
  /// Those of the configuration.
  package private(set) var declared: [SavedView] = []
  /// Those that were saved on the screen.
  package private(set) var saved: [SavedView] = []
  /// The one that shows, and what the list was before; nil while the plain list shows.
  private var shown: Shown?

  private struct Shown: Equatable, Sendable {
    let name: String
    /// The list without a name.
    let plain: SavedView
  }

  /// One that was saved under the name of a declared one is passed over: the file says what it means.
  package init(declared: [SavedView] = [], saved: [SavedView] = []) {
    self.declared = declared
    self.saved = saved.filter { view in !declared.contains { $0.name == view.name } }
  }

  package var all: [SavedView] { declared + saved }
  package var current: SavedView? { shown.flatMap { named($0.name) } }
  package func named(_ name: String) -> SavedView? { all.first { $0.name == name } }
  func isDeclared(_ name: String) -> Bool { declared.contains { $0.name == name } }

  /// The list to which Esc goes back; nil while it shows.
  var plain: SavedView? { shown?.plain }

  /// Shows a view in place of a list, which is kept unless it is a view itself.
  mutating func enter(_ name: String, from list: ListState) {
    shown = Shown(name: name, plain: plain ?? SavedView(name: "", of: list, rings: false))
  }

  mutating func leave() { shown = nil }

  /// Puts a view among the saved ones, in the place of one with its name.
  mutating func save(_ view: SavedView) {
    if let index = saved.firstIndex(where: { $0.name == view.name }) {
      saved[index] = view
    } else {
      saved.append(view)
    }
  }

  mutating func forget(_ name: String) { saved.removeAll { $0.name == name } }
}
