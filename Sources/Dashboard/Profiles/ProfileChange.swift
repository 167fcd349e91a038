/// The change to another profile, from the wish until its screen takes over.
package enum ProfileChange: Equatable, Sendable {
  case none
  /// Its key is being found, which can take seconds.
  case opening(String)
  /// It is ready, and waits until nothing here can be cut off.
  case ready
}

extension State {
  /// Asks for a profile by its name.
  mutating func openProfile(_ name: String) -> [Effect] {
    profileChange = .opening(name)
    message = Message("opening the profile \(name)…")
    return [.system(.openProfile(name))]
  }

  mutating func takeOpenedProfile() {
    profileChange = .ready
    guard !canLeaveAccount else { return }
    message = Message("the profile is ready; it opens when what is being changed here is done")
  }

  /// Enters the profile that is ready. What is being changed here is finished first, its outcome
  /// has been seen, and no dialog is open.
  mutating func settleProfile() -> [Effect] {
    guard profileChange == .ready, canLeaveAccount else { return [] }
    profileChange = .none
    return [.loop(.enterProfile)]
  }

  private var canLeaveAccount: Bool { bulk == nil && !unanswered.hasWrites && !isFrozen }
}
