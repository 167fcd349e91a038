import Checkout
import Query
import Screen
import Widgets

extension Command {
  /// Moving in the focused pane. A count before the key repeats it.
  static let motions: [Command] = [
    Command(
      .down, "next row", in: .move, hint: "move", keys: [.character("j"), .down],
      perform: { $0.move(by: $0.takeCount()) }),
    Command(
      .up, "previous row", in: .move, keys: [.character("k"), .up],
      perform: { $0.move(by: -$0.takeCount()) }),
    Command(
      .halfPageDown, "half a page down", in: .move, keys: [.control("d")],
      perform: { $0.move(by: $0.takeCount() * max(1, $0.pageHeight / 2)) }),
    Command(
      .halfPageUp, "half a page up", in: .move, keys: [.control("u")],
      perform: { $0.move(by: -$0.takeCount() * max(1, $0.pageHeight / 2)) }),
    Command(
      .pageDown, "a page down", in: .move, keys: [.pageDown, .control("f")],
      perform: { $0.move(by: $0.takeCount() * $0.pageHeight) }),
    Command(
      .pageUp, "a page up", in: .move, keys: [.pageUp],
      perform: { $0.move(by: -$0.takeCount() * $0.pageHeight) }),
    Command(.first, "first row (gg)", in: .move, keys: [.home], perform: { $0.jump(to: .top) }),
    Command(
      .last, "last loaded row", in: .move, keys: [.character("G"), .end],
      perform: { $0.jump(to: .bottom) }),
  ]

  /// Whether it only moves the cursor.
  var isMotion: Bool { Self.motionIDs.contains(id) }

  private static let motionIDs = Set(motions.map(\.id))

  /// Bringing more of the list in from Stripe.
  static let paging: [Command] = [
    Command(
      .older, "load older sessions", in: .find, hint: "older", keys: [.character("]")],
      panes: [.list],
      when: { $0.olderAvailability },
      perform: { state in
        state.list.oldestGap.map { [state.list.fetch(PageDirection(of: $0))] }
          ?? [state.list.fetch(.older)]
      }),
    Command(
      .newer, "load newer sessions", in: .find, hint: "newer", keys: [.character("[")],
      panes: [.list],
      when: { $0.reloadAvailability }, perform: { [$0.list.fetch(.newest)] }),
  ]
}

/// The ends of a list.
enum ListEnd { case top, bottom }

extension State {
  /// Rows of the focused pane that are visible at once.
  var pageHeight: Int { max(1, height(of: arrangement.focus)) }

  /// Rows of a pane in which its cursor can stand.
  func height(of pane: Pane) -> Int {
    let height = layout.content(of: pane).height
    return switch pane {
    case .list: layout.listHeight
    case .detail: height
    case .lineItems where documents.isShown: height
    case .lineItems: height - lineItems.footer(height: height).count
    }
  }

  mutating func move(by distance: Int) -> [Effect] {
    let height = pageHeight
    switch arrangement.focus {
    case .list where documents.isShown:
      documents.list.move(by: distance, height: height)
    case .list:
      list.move(by: distance, height: height)
    case .detail:
      shownPage.scroll.move(by: distance, of: shownPage.lineCount, height: height)
    case .lineItems where documents.isShown:
      documents.items.scroll.move(
        by: distance, of: documents.items.rows.count, height: height)
    case .lineItems:
      lineItems.scroll.move(by: distance, of: lineItems.lineCount, height: height)
    }
    return []
  }

  mutating func scrollColumns(_ distance: Int) -> [Effect] {
    let before = list.columns.offset
    let steps = distance * takeCount()
    let isAtEnd: Bool
    if documents.isShown {
      isAtEnd = !documents.list.columns.scroll(by: steps)
    } else {
      list.scrollColumns(by: steps, width: layout.rowWidth)
      isAtEnd = list.columns.offset == before
    }
    if isAtEnd {
      message = Message(distance > 0 ? "these are all columns; C chooses" : "the first column")
    }
    return []
  }

  mutating func jump(to end: ListEnd) -> [Effect] {
    count = nil
    guard arrangement.focus == .list, !documents.isShown else {
      return move(by: end == .top ? -Int.max / 2 : Int.max / 2)
    }
    list.jump(to: end == .top ? .top : .bottom, height: pageHeight)
    return []
  }

  /// What is older than the oldest stretch comes first, then the gaps above it.
  fileprivate var olderAvailability: Availability {
    guard let gap = list.oldestGap else {
      return list.facts.coverage.isWhole
        ? .disabled("nothing is older: the first session is loaded")
        : list.paging.isFetching(.older) ? .disabled("older sessions are on their way") : .enabled
    }
    return list.paging.isFetching(PageDirection(of: gap))
      ? .disabled("older sessions are on their way") : .enabled
  }

  var reloadAvailability: Availability {
    list.paging.isFetching(.newest) ? .disabled("the newest sessions are on their way") : .enabled
  }
}
