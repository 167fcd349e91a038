import Checkout
import Query
import Screen
import Widgets

extension Command {
  /// Moving in the focused pane. A count before the key repeats it.
  static let motions: [Command] = [
    Command(
      .down, "next row", in: .move, hint: "move", keys: [.character("j"), .down],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.move(by: $0.takeCount()) }),
    Command(
      .up, "previous row", in: .move, keys: [.character("k"), .up],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.move(by: -$0.takeCount()) }),
    Command(
      .halfPageDown, "half a page down", in: .move, keys: [.control("d")],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.move(by: $0.takeCount() * max(1, $0.pageHeight / 2)) }),
    Command(
      .halfPageUp, "half a page up", in: .move, keys: [.control("u")],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.move(by: -$0.takeCount() * max(1, $0.pageHeight / 2)) }),
    Command(
      .pageDown, "a page down", in: .move, keys: [.pageDown, .control("f")],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.move(by: $0.takeCount() * $0.pageHeight) }),
    Command(
      .pageUp, "a page up", in: .move, keys: [.pageUp],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.move(by: -$0.takeCount() * $0.pageHeight) }),
    Command(
      .first,
      // In the menu of the other command, g goes there, too.
      titled: { keymap in
        let menu = keymap[.goTo]
        return "first row (\(menu)\(menu.count == 1 ? "" : " ")g)"
      }, in: .move, keys: [.home],
      waitsForRows: .always, inDocuments: .same, perform: { $0.jump(to: .top) }),
    Command(
      .last, "last loaded row", in: .move, keys: [.character("G"), .end],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.jump(to: .bottom) }),
  ]

  /// Whether it only moves the cursor.
  var isMotion: Bool { Self.motionIDs.contains(id) }

  private static let motionIDs = Set(motions.map(\.id))

  /// Loading more of the list from Stripe.
  static let paging: [Command] = [
    Command(
      .older, "load older sessions", in: .find, hint: "older", keys: [.character("]")],
      waitsForRows: .always, inDocuments: .ofSessions, panes: [.list],
      when: Availability.older,
      perform: { state in
        state.list.oldestGap.map { [state.list.fetch(PageDirection(of: $0))] }
          ?? [state.list.fetch(.older)]
      }),
    Command(
      .newer, "load newer sessions", in: .find, hint: "newer", keys: [.character("[")],
      waitsForRows: .always, inDocuments: .ofSessions, panes: [.list],
      when: Availability.reload, perform: { [$0.list.fetch(.newest)] }),
  ]
}

extension Availability {
  /// What is older than the oldest cached stretch comes first, then the gaps above it.
  fileprivate static func older(_ state: State) -> Availability {
    guard let gap = state.list.oldestGap else {
      return state.list.facts.coverage.reachesBeginning
        ? .disabled("nothing is older: the first session is loaded")
        : state.list.paging.isFetching(.older)
          ? .disabled("older sessions are on their way") : .enabled
    }
    return state.list.paging.isFetching(PageDirection(of: gap))
      ? .disabled("older sessions are on their way") : .enabled
  }

  static func reload(_ state: State) -> Availability {
    state.list.paging.isFetching(.newest)
      ? .disabled("the newest sessions are on their way") : .enabled
  }
}
