import Checkout
import Query

/// The views that have names, and which one is shown.
package struct ViewShelf: Equatable, Sendable {
  /// The views of the configuration.
  package private(set) var declared: [SavedView] = []
  /// The views saved in the program.
  package private(set) var saved: [SavedView] = []
  /// The one that is shown, and the list from before; nil while the plain list is shown.
  private var shown: Shown?

  private struct Shown: Equatable, Sendable {
    let name: String
    /// The plain list, as it was before.
    let plain: SavedView
  }

  /// A saved view with the name of a declared one is ignored: the configuration has priority.
  package init(declared: [SavedView] = [], saved: [SavedView] = []) {
    self.declared = declared
    self.saved = saved.filter { view in !declared.contains { $0.name == view.name } }
  }

  package var all: [SavedView] { declared + saved }
  package var current: SavedView? { shown.flatMap { named($0.name) } }
  package func named(_ name: String) -> SavedView? { all.first { $0.name == name } }
  func isDeclared(_ name: String) -> Bool { declared.contains { $0.name == name } }

  /// The list that Esc goes back to; nil while it is shown.
  var plain: SavedView? { shown?.plain }

  /// Shows a view instead of a list, which is kept unless it is a view itself.
  mutating func enter(_ name: String, from list: ListState) {
    shown = Shown(name: name, plain: plain ?? SavedView(name: "", of: list, rings: false))
  }

  mutating func leave() { shown = nil }

  /// Saves a view, and replaces a saved one with the same name.
  mutating func save(_ view: SavedView) {
    if let index = saved.firstIndex(where: { $0.name == view.name }) {
      saved[index] = view
    } else {
      saved.append(view)
    }
  }

  mutating func forget(_ name: String) { saved.removeAll { $0.name == name } }
}
