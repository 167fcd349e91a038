package import Screen
package import Widgets

/// A key that can be switched to. All text is already sanitised.
package struct ProfileChoice: Equatable, Sendable, Identifiable {
  /// The profile's name, or that of the variable which holds the key.
  package let id: String
  /// Where the key comes from; the key itself is masked.
  package let source: String
  /// Nil if the mode is not known before the key has been read.
  package let isLive: Bool?
  /// Why it cannot be used; nil if it can.
  package let problem: String?

  package init(id: String, source: String, isLive: Bool?, problem: String? = nil) {
    self.id = id
    self.source = source
    self.isLive = isLive
    self.problem = problem
  }
}

/// The overlay in which another account is chosen.
package struct ProfilePicker: Overlay {
  private var picker = Picker(isNarrowed: false)

  fileprivate init(_ state: State) {
    picker.scroll.cursor = state.profiles.firstIndex { $0.id == state.account.name } ?? 0
  }

  package func place(in state: State) -> Rect {
    state.layout.dialog(Self.inside(of: state.profiles))
  }

  static func inside(of choices: [ProfileChoice]) -> Size {
    Size(width: 72, height: choices.count)
  }

  package func hints(_ state: State) -> [KeyHint] {
    [KeyHint("↵", "change to it"), KeyHint("↓ ↑", "choose"), KeyHint("Esc", "stay")]
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    if state.keymap.isKey(key, of: .profile) {
      state.overlays.close(id)
      return []
    }
    switch picker.take(key, of: state.profiles.count, height: inside(state).height) {
    case .left: state.overlays.close(id)
    case .chosen(let index):
      state.overlays.close(id)
      return index.map { Self.change(to: state.profiles[$0], &state) } ?? []
    case .narrowed, .moved, nil: break
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawProfiles("Profiles", state.profiles, picker, inUse: state.account.name)
  }
}

extension Surface {
  /// Draws a dialog with the available profiles.
  mutating func drawProfiles(
    _ title: String, _ choices: [ProfileChoice], _ picker: Picker, inUse: String? = nil
  ) {
    let height = Dialog.inside(of: bounds).height
    drawDialog(title: title, scrolled: (picker.scroll, choices.count, height)) { box in
      let table = Table([
        Table.Column(.fixed(1)), Table.Column(.fixed(16)), Table.Column(.fixed(6)),
        Table.Column(.rest),
      ])
      picker.draw(
        on: &box, of: choices.count, empty: Segment("no profile", Style(.secondary)), in: table
      ) { choices[$0].cells(isInUse: choices[$0].id == inUse) }
    }
  }
}

extension ProfileChoice {
  fileprivate func cells(isInUse: Bool) -> [Table.Cell] {
    let isUsable = problem == nil
    let mode = isLive.map { $0 ? " LIVE " : " TEST " } ?? ""
    return [
      [Segment(isInUse ? "●" : "", Style(.success))],
      [Segment(id, Style(isUsable ? .dialog : .disabled))],
      mode.isEmpty
        ? [] : [Segment(mode, Style(isLive == true ? .headerLive : .headerTest, .bold))],
      [Segment(problem ?? source, Style(isUsable ? .secondary : .disabled))],
    ]
  }
}

extension Command {
  static let profiles: [Command] = [
    Command(
      .profile, "another profile…", hint: "profile", keys: [.character("P")],
      waitsForRows: .never, inDocuments: .same,
      when: ProfilePicker.availability
    ) { state in
      state.overlays.push(ProfilePicker(state))
      return []
    }
  ]
}

extension ProfilePicker {
  fileprivate static func availability(_ state: State) -> Availability {
    if state.account.isSandbox { return .disabled("the demo has one account only") }
    if state.bulk != nil { return .disabled("sessions are being expired") }
    if state.profiles.allSatisfy({ $0.id == state.account.name }) {
      return .disabled("the configuration has no other profile")
    }
    return .enabled
  }

  fileprivate static func change(to choice: ProfileChoice, _ state: inout State) -> [Effect] {
    if let problem = choice.problem {
      state.message = Message("profile \(choice.id): \(problem)", .warning)
      return []
    }
    return state.openProfile(choice.id)
  }
}
