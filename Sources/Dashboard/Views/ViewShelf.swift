import Checkout
import Query
import Screen

/// Something that a tab shows under a name.
package protocol NamedView: Equatable, Sendable {
  /// As the user wrote it.
  var name: String { get }
}

/// The views of one list that have names, and which one is shown.
package struct ViewShelf<View: NamedView>: Equatable, Sendable {
  /// The views of the configuration.
  package private(set) var declared: [View] = []
  /// The views saved in the program.
  package private(set) var saved: [View] = []
  /// The name of the one that is shown; nil while the plain list is shown.
  private var shown: String?
  /// The list that Esc goes back to; nil while it is shown.
  private(set) var plain: View?

  /// A saved view with the name of a declared one is ignored: the configuration has priority.
  package init(declared: [View] = [], saved: [View] = []) {
    self.declared = declared
    self.saved = saved.filter { view in !declared.contains { $0.name == view.name } }
  }

  package var all: [View] { declared + saved }
  /// The view that is shown; nil while the plain list is.
  package var current: View? { shown.flatMap(named) }
  package func named(_ name: String) -> View? { all.first { $0.name == name } }
  func isDeclared(_ name: String) -> Bool { declared.contains { $0.name == name } }

  /// Shows a view instead of a list, which is kept unless it is a view itself.
  mutating func enter(_ name: String, from list: View) {
    shown = name
    plain = plain ?? list
  }

  mutating func leave() { (shown, plain) = (nil, nil) }

  /// Saves a view, and replaces a saved one with the same name.
  mutating func save(_ view: View) {
    if let index = saved.firstIndex(where: { $0.name == view.name }) {
      saved[index] = view
    } else {
      saved.append(view)
    }
  }

  mutating func forget(_ name: String) { saved.removeAll { $0.name == name } }
}

extension Array where Element: NamedView {
  /// `stored`, with what has changed between `known` and this.
  func merged(into stored: [Element], since known: [Element]) -> [Element] {
    var merged = stored.filter { view in
      contains { $0.name == view.name } || !known.contains { $0.name == view.name }
    }
    for view in self where !known.contains(view) {
      if let index = merged.firstIndex(where: { $0.name == view.name }) {
        merged[index] = view
      } else {
        merged.append(view)
      }
    }
    return merged
  }
}

/// Names of views.
package enum ViewName {
  /// The most characters of a name.
  private static let longest = 40

  /// What is wrong with a name; nil if it is valid. The tabs of till itself keep theirs.
  package static func complaint(about name: String) -> String? {
    if name.allSatisfy(\.isWhitespace) { return "a view needs a name" }
    if SecretKey.isIn(name) { return Message.secretKey.text }
    if name.count > longest { return "a name has \(longest) letters at the most" }
    let taken = StatusTab.allCases.map(\.title) + ["documents"]
    return taken.contains(name.lowercased()) ? "there is a tab of that name already" : nil
  }
}

extension Message {
  static func shows(_ view: some NamedView, _ keymap: Keymap) -> Message {
    Message("the view \(Sanitiser.display(view.name)); \(keymap[.cancel]) shows the plain list")
  }

  static func saved(_ view: some NamedView) -> Message {
    Message("saved as the tab \(Sanitiser.display(view.name))", .success)
  }

  static func forgot(_ view: some NamedView) -> Message {
    Message("the view \(Sanitiser.display(view.name)) is forgotten")
  }
}
