import Checkout
package import Screen
package import Widgets

/// The commands declared by the user, for the selected session.
package struct OwnMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Your own commands" }

  package func items(_ state: State) -> [MenuItem] {
    zip(Self.letters, state.ownCommands).map { letter, command in
      MenuItem(
        letter, command.title, preview: command.preview(state),
        reason: command.availability(state).reason
      ) { command.start(&$0) }
    }
  }
}

extension OwnCommand {
  /// What would be started; with the privacy mask, the template as the user wrote it.
  fileprivate func preview(_ state: State) -> String {
    let words: [String]
    if !state.isMasked, let session = state.detail.content?.stored.session,
      let errand = try? errand(for: session)
    {
      words = errand.words
    } else {
      switch action {
      case .run(let templates): words = templates.map(\.source)
      case .open(let template): words = [template.source]
      }
    }
    return Sanitiser.display(words.joined(separator: " "))
  }
}

/// Asks before one of the user's own commands is run. It shows every word, and exactly these are
/// run.
package struct OwnDialog: Overlay {
  private let command: OwnCommand
  private let errand: OwnErrand
  private let session: String
  private(set) var confirmation: Question

  init(_ command: OwnCommand, _ errand: OwnErrand, for session: String) {
    self.command = command
    self.errand = errand
    self.session = session
    confirmation = Question("Run", key: "X")
  }

  package var id: OverlayID { OverlayID(Self.self, command.name) }
  package var holdsList: Bool { true }

  package func place(in state: State) -> Rect {
    state.layout.dialog(Size(width: 70, height: lines.count + 2))
  }

  package func hints(_ state: State) -> [KeyHint] {
    confirmation.hints(isReady: shows(leastSize, in: state))
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    confirmation.settle(isSeen: isOnTop && shows(leastSize, in: state), at: state.clock.uptime)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let isWhole = shows(leastSize, in: state)
    switch confirmation.take(key, at: state.clock.uptime, isWhole: isWhole) {
    case .refused:
      state.overlays.close(id)
      state.message = Message("nothing was run")
    case .tooEarly: state.message = .tooEarly(confirmation.key)
    case .taken, nil: break
    case .confirmed:
      state.overlays.close(id)
      return errand.begin(named: command.title, &state)
    }
    return []
  }

  private var lines: [(label: String, value: Segment)] {
    let words = errand.words.enumerated().map { index, word in
      (index == 0 ? "Runs" : "", Segment(Sanitiser.display(word), Style(.dialog)))
    }
    var lines = [("Session", Segment(Sanitiser.display(session), Style(.dialog)))] + words
    if command.readsJSON { lines.append(("Reads", Segment("the session as JSON", Style(.dialog)))) }
    if command.passesKey {
      lines.append(("Gets", Segment("the key of Stripe (STRIPE_API_KEY)", Style(.danger))))
    }
    return lines.map { (label: $0.0, value: $0.1) }
  }

  /// Every word must be visible before it can be confirmed.
  private var leastSize: Size {
    let end = confirmation.leastSize
    return Size(width: max(30, end.width), height: lines.count + 1 + end.height)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawDialog(title: "Run \(command.title)?", style: Style(.danger)) { box in
      guard shows(leastSize, in: state) else {
        box.drawNeededSize(Layout.screen(for: leastSize))
        return
      }
      box.drawFacts(lines)
      confirmation.draw(on: &box)
    }
  }
}

extension Command {
  /// Commands for what the user has declared.
  static let own: [Command] = [
    Command(
      .own, "your own commands…", in: .act, keys: [.character(";")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: { state in
        state.ownCommands.isEmpty
          ? .disabled("[commands.NAME] in the configuration declares one") : .enabled
      }, perform: { $0.open(OwnMenu()) })
  ]
}
