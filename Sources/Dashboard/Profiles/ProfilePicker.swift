import Screen
package import Widgets

/// A key that can be changed to. All text is already sanitised.
package struct ProfileChoice: Equatable, Sendable, Identifiable {
  /// The profile's name, or that of the variable which holds the key.
  package let id: String
  /// Where the key comes from; the key itself is masked.
  package let source: String
  /// Nil when the mode is not known before the key is.
  package let isLive: Bool?
  /// Why it cannot be used; nil when it can.
  package let problem: String?

  package init(id: String, source: String, isLive: Bool?, problem: String? = nil) {
    self.id = id
    self.source = source
    self.isLive = isLive
    self.problem = problem
  }
}

/// The overlay in which another account is chosen.
package struct ProfilePicker: Equatable, Sendable {
  package var scroll = Scroll()
}

extension Command {
  static let profiles: [Command] = [
    Command(
      .profile, "another profile…", hint: "profile", keys: [.character("P")],
      when: { $0.profileAvailability }
    ) { state in
      var picker = ProfilePicker()
      picker.scroll.cursor = state.profiles.firstIndex { $0.id == state.account.name } ?? 0
      state.overlays.append(.profiles(picker))
      return []
    }
  ]
}

extension State {
  fileprivate var profileAvailability: Availability {
    if account.isSandbox { return .disabled("the demo has one account only") }
    if bulk != nil { return .disabled("sessions are being expired") }
    if profiles.allSatisfy({ $0.id == account.name }) {
      return .disabled("the configuration has no other profile")
    }
    return .enabled
  }

  mutating func updateProfilePicker(_ picker: ProfilePicker, _ key: Key) -> [Effect] {
    var picker = picker
    switch key {
    case .escape, .control("c"), .character("q"), .character("P"):
      overlays.removeLast()
      return []
    case .enter:
      overlays.removeLast()
      guard profiles.indices.contains(picker.scroll.cursor) else { return [] }
      return change(to: profiles[picker.scroll.cursor])
    default:
      picker.scroll.take(key, of: profiles.count, height: max(1, size.height - 8))
      overlays[overlays.count - 1] = .profiles(picker)
      return []
    }
  }

  private mutating func change(to choice: ProfileChoice) -> [Effect] {
    if let problem = choice.problem {
      message = Message("profile \(choice.id): \(problem)", .warning)
      return []
    }
    return openProfile(choice.id)
  }
}
