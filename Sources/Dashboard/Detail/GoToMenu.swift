import Checkout
import JSON
import Screen
package import Widgets

/// The targets of `g`: the first row, and the objects around the session.
package struct GoToMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Go to" }

  package func items(_ state: State) -> [MenuItem] {
    let selected = state.selected
    return [
      MenuItem("g", "first row") { $0.jump(to: .top) },
      Self.link("p", "payment intent", "payment_intent", \.paymentIntent, state),
      Self.link("c", "customer", "customer", \.customer, state),
      Self.link("s", "subscription", "subscription", \.subscription, state),
      Self.link("i", "invoice", "invoice", \.invoice, state),
      Self.link("l", "payment link", "payment_link", \.paymentLink, state),
      DocumentGoMenu.document(of: selected, "d", "its document in Firestore", state),
      DocumentGoMenu.userDocument(of: selected, "u", "its user's own document", state),
    ]
  }
}

extension GoToMenu {
  /// A link of the shown object, else of its session, else of the list's row.
  fileprivate static func link(
    _ key: Character, _ label: String, _ field: String,
    _ column: (SessionSummary) -> String?, _ state: State
  ) -> MenuItem {
    let shown = state.detail.related?.stored?.json
    let session = state.detail.content?.stored.session
    let text =
      shown.flatMap { $0[field]?.string ?? $0[field]?["id"]?.string } ?? session?.id(of: field)
      ?? state.selected.flatMap(column)
    guard let id = text.flatMap({ StripeID($0) }) else {
      return MenuItem(key, label, reason: missingReason(of: field, state)) { _ in [] }
    }
    return MenuItem(key, label, preview: Sanitiser.display(id.text)) { $0.follow(id) }
  }

  private static func missingReason(of field: String, _ state: State) -> String {
    guard let selected = state.selected else { return "no session is selected" }
    guard state.detail.content != nil else { return "the session is being read" }
    if field == "payment_intent", selected.status == .open, selected.mode == .payment {
      return "none while the session is open"
    }
    return "this session has none"
  }
}
