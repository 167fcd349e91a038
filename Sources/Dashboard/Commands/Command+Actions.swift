import Checkout
import Screen

extension Command {
  /// Doing something with the selected session.
  static let actions: [Command] = [
    Command(
      .copyURL, "copy the checkout URL", in: .copy, hint: "copy URL", keys: [.character("y")],
      when: { $0.copyURLAvailability }, perform: { $0.copy(.url) }),
    Command(
      .copyID, "copy the session's id", in: .copy, keys: [.character("c")],
      when: { $0.selectionAvailability }, perform: { $0.copy(.id) }),
    Command(
      .expire, "expire the session, or all marked…", in: .act, hint: "expire",
      keys: [.character("x")],
      isDangerous: true,
      when: { $0.expireAvailability },
      perform: { state in
        state.marks.isEmpty && state.bulk == nil
          ? state.openExpireDialog() : state.openBulkDialog()
      }),
    Command(
      .refresh, "read the session again", in: .act, hint: "refresh", keys: [.character("r")],
      when: { $0.selectionAvailability }, perform: { $0.refreshSelected() }),
    Command(
      .buyer, "all sessions of this buyer", in: .find, hint: "buyer", keys: [.character("b")],
      when: { $0.buyerAvailability }, perform: { $0.showBuyer() }),
    Command(
      .reload, "read the list from the newest", in: .act, hint: "reload",
      keys: [.character("R"), .function(5), .control("r")],
      when: { $0.reloadAvailability },
      perform: { state in
        state.list.freshness = Freshness()
        return [state.list.fetch(.newest)]
      }),
  ]

  /// The program itself.
  static let program: [Command] = [
    Command(.help, "keys", hint: "help", keys: [.character("?"), .function(1)]) { state in
      state.overlays.push(Help())
      return []
    },
    Command(
      .redraw, "paint the screen again", keys: [.control("l")], perform: { _ in [.loop(.redraw)] }),
    Command(
      .suspend, "suspend to the shell", keys: [.control("z")], perform: { _ in [.loop(.suspend)] }),
    Command(.interrupt, "stop requests; idle: quit", in: .act, keys: [.control("c")]) { state in
      if state.bulk?.isRunning == true { return state.stopBulk() }
      return !state.unanswered.isEmpty ? [.system(.cancelRequests)] : [.loop(.quit)]
    },
    Command(
      .quit, "close, or quit", hint: "quit", keys: [.character("q")], perform: { $0.quit() }),
  ]
}

extension State {
  var selectionAvailability: Availability {
    selected == nil ? .disabled("no session is selected") : .enabled
  }

  var copyURLAvailability: Availability {
    guard let selected else { return .disabled("no session is selected") }
    if selected.hasURL { return .enabled }
    return switch selected.status {
    case .complete: .disabled("a complete session has no URL any more")
    case .expired: .disabled("an expired session has no URL any more")
    default: .disabled("this session has no hosted page")
    }
  }

  var expireAvailability: Availability {
    if bulk != nil { return .enabled }
    guard let selected else { return .disabled("no session is selected") }
    if let reason = account.readOnlyReason { return .readOnly(reason) }
    if !marks.isEmpty { return .enabled }
    guard selected.status == .open else {
      return .disabled("session is \(selected.status?.name ?? "of unknown status")")
    }
    return .enabled
  }

  mutating func refreshSelected() -> [Effect] {
    guard let id = selected?.id else { return [] }
    detail.refreshing.insert(id)
    return [.stripe(.refresh(id: id)), .stripe(.fetchLineItems(id: id))] + refreshRelated()
  }
}

extension String {
  package var trimmingSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
