import Checkout
import JSON
import Screen
package import Widgets

/// What `g` leads to: the first row, and the objects around the session.
package struct GoToMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Go to" }

  package func items(_ state: State) -> [MenuItem] {
    let selected = state.selected
    return [
      MenuItem("g", "first row") { $0.jump(to: .top) },
      state.link("p", "payment intent", "payment_intent", \.paymentIntent),
      state.link("c", "customer", "customer", \.customer),
      state.link("s", "subscription", "subscription", \.subscription),
      state.link("i", "invoice", "invoice", \.invoice),
      state.link("l", "payment link", "payment_link", \.paymentLink),
      state.document(of: selected, "d", "its document in Firestore"),
      state.userDocument(of: selected, "u", "its user's own document"),
    ]
  }
}

extension State {
  /// A link of what is shown, else of its session, else of the list's row.
  fileprivate func link(
    _ key: Character, _ label: String, _ field: String,
    _ column: (SessionSummary) -> String?
  ) -> MenuItem {
    let shown = detail.related?.stored?.json
    let session = detail.content?.stored.session
    let text =
      shown.flatMap { $0[field]?.string ?? $0[field]?["id"]?.string } ?? session?.id(of: field)
      ?? selected.flatMap(column)
    guard let id = text.flatMap({ StripeID($0) }) else {
      return MenuItem(key, label, reason: missingReason(of: field)) { _ in [] }
    }
    return MenuItem(key, label, preview: Sanitiser.display(id.text)) { $0.follow(id) }
  }

  private func missingReason(of field: String) -> String {
    guard let selected else { return "no session is selected" }
    guard detail.content != nil else { return "the session is being read" }
    if field == "payment_intent", selected.status == .open, selected.mode == .payment {
      return "none while the session is open"
    }
    return "this session has none"
  }
}
