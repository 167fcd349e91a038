import Checkout
import Screen

extension Command {
  /// Doing something with the selected session.
  static let actions: [Command] = [
    Command(
      .copyURL, "copy the checkout URL", in: .copy,
      hint: "copy URL", keys: [.character("y")],
      waitsForRows: .always,
      inDocuments: .own(when: { $0.documentURLAvailability }) { DocumentCopyMenu.copy(.url, &$0) },
      when: Availability.copyURL, perform: { Copyable.copy(.url, &$0) }),
    Command(
      .copyID, "copy the session's id", in: .copy, keys: [.character("c")],
      waitsForRows: .always,
      inDocuments: .own("copy the document's path", when: { $0.documentAvailability }) {
        DocumentCopyMenu.copy(.path, &$0)
      },
      when: Availability.selection, perform: { Copyable.copy(.id, &$0) }),
    Command(
      .expire, "expire the session, or all marked…", in: .act, hint: "expire",
      keys: [.character("x")],
      waitsForRows: .always, inDocuments: .ofSessions,
      isDangerous: true,
      when: Availability.expire,
      perform: { state in
        state.marks.isEmpty && state.bulk == nil
          ? ExpireDialog.open(&state) : BulkDialog.open(&state)
      }),
    Command(
      .refresh, "read the session again", in: .act, hint: "refresh", keys: [.character("r")],
      waitsForRows: .always,
      inDocuments: .own("read the document again", when: { $0.documentAvailability }) {
        $0.refreshDocument()
      },
      when: Availability.selection, perform: { $0.refreshSelected() }),
    Command(
      .buyer, "all sessions of this buyer", in: .find, hint: "buyer", keys: [.character("b")],
      waitsForRows: .always,
      inDocuments: .own("all documents of this user", when: { $0.documentAvailability }) {
        $0.showDocumentsOfUser()
      },
      when: Buyer.availability, perform: Buyer.show),
    Command(
      .reload, "read the list from the newest", in: .act, hint: "reload",
      keys: [.character("R"), .function(5), .control("r")],
      waitsForRows: .never,
      inDocuments: .own("read all documents again…", when: { $0.documentReadAvailability }) {
        $0.documents.reading.count()
      },
      when: Availability.reload,
      perform: { state in
        state.list.freshness = Freshness()
        return [state.list.fetch(.newest)]
      }),
  ]

  /// The program itself.
  static let program: [Command] = [
    Command(
      .help, "keys", hint: "help", keys: [.character("?"), .function(1)],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      state.overlays.push(Help())
      return []
    },
    Command(
      .redraw, "paint the screen again", keys: [.control("l")],
      waitsForRows: .never, inDocuments: .same, perform: { _ in [.loop(.redraw)] }),
    Command(
      .suspend, "suspend to the shell", keys: [.control("z")],
      waitsForRows: .never, inDocuments: .same, perform: { _ in [.loop(.suspend)] }),
    Command(
      .interrupt, "stop requests; idle: quit", in: .act, keys: [.control("c")],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      if state.unanswered.hasWrites { return state.stopChanges() }
      let isIdle = state.unanswered.isEmpty && !state.documents.reading.isUnderWay
      return isIdle ? [.loop(.quit)] : [.system(.cancelRequests)]
    },
    Command(
      .quit, "close, or quit", hint: "quit", keys: [.character("q")],
      waitsForRows: .never, inDocuments: .own("back to the sessions") { $0.closeDocuments() },
      perform: LeavingDialog.quit
    ),
  ]
}

extension Availability {
  static func selection(_ state: State) -> Availability {
    state.selected == nil ? .disabled("no session is selected") : .enabled
  }

  /// The URL of the checkout page, or the recovery link of an expired session.
  static func copyURL(_ state: State) -> Availability {
    if let selected = state.selected, selected.status == .expired,
      // Whether there is one is only known after the session has been read.
      state.detail.session(selected.id).map({ $0.recoveryURL != nil }) ?? true
    {
      return .enabled
    }
    return page(state)
  }

  static func page(_ state: State) -> Availability {
    guard let selected = state.selected else { return .disabled("no session is selected") }
    if selected.hasURL { return .enabled }
    return switch selected.status {
    case .complete: .disabled("a complete session has no URL any more")
    case .expired: .disabled("an expired session has no URL any more")
    default: .disabled("this session has no hosted page")
    }
  }

  static func expire(_ state: State) -> Availability {
    if state.bulk != nil { return .enabled }
    guard let selected = state.selected else { return .disabled("no session is selected") }
    if let reason = state.account.readOnlyReason { return .readOnly(reason) }
    if !state.marks.isEmpty { return .enabled }
    guard selected.status == .open else {
      return .disabled("session is \(selected.status?.name ?? "of unknown status")")
    }
    return .enabled
  }
}
