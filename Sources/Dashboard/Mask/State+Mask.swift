package import Checkout
import Screen

/// The privacy mask: what stands on the screen while others look at it. What is copied stays whole.
extension Command {
  static let mask: [Command] = [
    Command(.mask, "privacy mask", hint: "mask", keys: [.character("m")]) { state in
      state.mask(!state.isMasked)
      state.message = Message(
        state.isMasked
          ? "e-mails, names, phones and addresses are masked; what is copied is not"
          : "nothing is masked any more")
      return []
    }
  ]
}

extension State {
  /// Puts the mask on or takes it off.
  package mutating func mask(_ isMasked: Bool) {
    self.isMasked = isMasked
    detail.page.mask(isMasked)
  }

  /// The row as it is shown.
  package func shown(_ session: SessionSummary) -> SessionSummary {
    guard isMasked else { return session }
    var masked = session
    masked.email = session.email.map(PersonalData.email.masked)
    masked.customerName = session.customerName.map(PersonalData.name.masked)
    return masked
  }

  /// The field as it is shown.
  package func shown(_ field: Field) -> Field { isMasked ? field.masked() : field }

  /// A text of till's own, in which somebody's address may occur, as it is shown.
  package func shown(_ text: String) -> String {
    guard isMasked, text.contains("@") else { return text }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    return words.map { $0.contains("@") ? PersonalData.email.masked(String($0)) : String($0) }
      .joined(separator: " ")
  }
}
