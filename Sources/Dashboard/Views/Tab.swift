import Checkout
import Screen

/// A tab of the bar over the panes: its text, and what choosing it does.
///
/// Tabs are computed from the state each time. To add a kind of tab, add a list in ``all(of:)``.
package struct Tab {
  /// Sanitised.
  package let title: String
  /// Nil until it has been counted.
  package let count: Int?
  package let isCurrent: Bool
  /// Whether the list no longer shows exactly what the tab shows.
  package var isChanged = false
  /// Whether it is the first of its kind.
  package var beginsSort = false
  /// Whether `t` stops here. It must not stop at a tab in which it means something else.
  var isWalked = true
  let choose: (inout State) -> [Effect]

  init(
    _ title: String, count: Int?, isCurrent: Bool,
    choose: @escaping (inout State) -> [Effect]
  ) {
    self.title = title
    self.count = count
    self.isCurrent = isCurrent
    self.choose = choose
  }
}

extension Tab {
  /// All tabs, from the left.
  package static func all(of state: State) -> [Tab] {
    [statuses(state), views(state), documents(state), documentViews(state)].flatMap { tabs in
      tabs.enumerated().map { index, tab in
        var tab = tab
        tab.beginsSort = index == 0
        return tab
      }
    }
  }

  private static func statuses(_ state: State) -> [Tab] {
    StatusTab.allCases.map { status in
      Tab(
        status.title.prefix(1).uppercased() + String(status.title.dropFirst()),
        count: state.list.tabCounts.known.statuses[status],
        isCurrent: !state.documents.isShown && shownView(state) == nil && state.list.tab == status
      ) { $0.show(status: status) }
    }
  }

  /// The shown view, also while a look-up covers it.
  private static func shownView(_ state: State) -> SavedView? {
    state.list.found == nil ? state.views.current : nil
  }

  private static func views(_ state: State) -> [Tab] {
    state.views.all.map { view in
      let isCurrent = !state.documents.isShown && shownView(state) == view
      var tab = Tab(
        Sanitiser.display(view.name), count: state.list.tabCounts.known.views[view.name],
        isCurrent: isCurrent
      ) { $0.show(view) }
      tab.isChanged = isCurrent && !view.isShown(by: state.list)
      return tab
    }
  }

  /// The tab of the Firestore documents, if they are configured.
  private static func documents(_ state: State) -> [Tab] {
    let documents = state.documents
    guard documents.isThere else { return [] }
    let count = documents.list.count.isKnown ? documents.list.count.facts.cached : nil
    var tab = Tab(
      "Documents", count: documents.reading.readAt == nil ? nil : count,
      isCurrent: documents.isShown && documents.views.current == nil
    ) {
      $0.documents.leaveView(now: $0.clock.unix, zone: $0.zone)
      return $0.openDocuments()
    }
    tab.isWalked = false
    return [tab]
  }

  private static func documentViews(_ state: State) -> [Tab] {
    let documents = state.documents
    guard documents.isThere else { return [] }
    return documents.views.all.map { view in
      let isCurrent = documents.isShown && documents.views.current == view
      var tab = Tab(
        Sanitiser.display(view.name), count: documents.list.counts.views[view.name],
        isCurrent: isCurrent
      ) { $0.open(view) }
      tab.isChanged = isCurrent && !view.isShown(by: documents.list)
      tab.isWalked = false
      return tab
    }
  }

  /// Goes to the tab that many steps to the right, wrapping around at the ends.
  static func walk(_ steps: Int, _ state: inout State) -> [Effect] {
    let tabs = all(of: state).filter(\.isWalked)
    let index = tabs.firstIndex(where: \.isCurrent) ?? 0
    return tabs[((index + steps) % tabs.count + tabs.count) % tabs.count].choose(&state)
  }
}
