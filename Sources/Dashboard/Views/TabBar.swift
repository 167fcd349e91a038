import Checkout
import Screen

/// The layout of the row of tabs: which are visible and where, and how much room is left at the
/// right end for the last day.
package struct TabBar {
  /// A visible tab, with its text and its cells.
  package struct Place {
    package let tab: Tab
    /// Title and count, with a blank on either side.
    package let text: String
    /// Cells of the text.
    package let span: Range<Int>
  }

  package private(set) var places: [Place] = []
  /// Whether tabs are left out on the left and on the right.
  package private(set) var goesOn = (left: false, right: false)

  /// Cells before the first tab of another kind: a line.
  package static let gap = 1
  private static let longestTitle = 24

  /// If there is not enough room, counts are left out first, then tabs far from the current one.
  init(_ tabs: [Tab], width: Int) {
    let current = tabs.firstIndex(where: \.isCurrent) ?? 0
    var texts = tabs.map { Self.text(of: $0, withCount: true) }
    if Self.width(of: texts, tabs) > width {
      texts = tabs.map { Self.text(of: $0, withCount: $0.isCurrent) }
    }
    var first = 0
    while first < current, Self.width(of: texts[first...current], tabs[first...current]) > width - 2
    {
      first += 1
    }
    goesOn.left = first > 0
    var x = goesOn.left ? 1 : 0
    for index in first..<tabs.count {
      if tabs[index].beginsSort, index > first { x += Self.gap }
      let end = x + TextWidth.cells(of: texts[index])
      let isLast = index == tabs.count - 1
      guard end + (isLast ? 0 : 1) <= width || index == current else {
        goesOn.right = true
        break
      }
      places.append(Place(tab: tabs[index], text: texts[index], span: x..<end))
      x = end
    }
  }

  /// Cells used from the left.
  package var end: Int { (places.last?.span.upperBound ?? 0) + (goesOn.right ? 1 : 0) }

  private static func text(of tab: Tab, withCount: Bool) -> String {
    let title = TextWidth.truncate(tab.title, to: longestTitle) + (tab.isChanged ? "*" : "")
    let count = withCount ? tab.count.map { " " + $0.grouped } ?? "" : ""
    return " \(title)\(count) "
  }

  private static func width(
    of texts: some Collection<String>, _ tabs: some Collection<Tab>
  ) -> Int {
    texts.reduce(0) { $0 + TextWidth.cells(of: $1) }
      + max(0, tabs.count(where: \.beginsSort) - 1) * gap
  }
}

extension TabBar {
  package init(_ state: State) {
    self.init(Tab.all(of: state), width: state.layout.tabs.width)
  }

  /// Chooses the tab at a cell.
  static func press(_ x: Int, _ state: inout State) -> [Effect] {
    let bar = TabBar(state)
    return bar.places.first { $0.span.contains(x) }?.tab.choose(&state) ?? []
  }
}
