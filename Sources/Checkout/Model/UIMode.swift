import JSON

/// How a session is shown to the customer. Older versions of the API used other words.
/// Source: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-ui_mode
package enum UIMode: Hashable, Sendable {
  case hostedPage, embeddedPage, elements, form
  case other(String)

  package init(_ name: String) {
    switch name {
    case "hosted_page", "hosted": self = .hostedPage
    case "embedded_page", "embedded": self = .embeddedPage
    case "elements", "custom": self = .elements
    case "form": self = .form
    default: self = .other(name)
    }
  }

  /// The current word for one that 2026-03-25.dahlia removed; nil for any other.
  package static func successor(of name: String) -> String? {
    let mode = UIMode(name)
    if case .other = mode { return nil }
    return mode.name == name ? nil : mode.name
  }

  /// The current words.
  package static let names = [hostedPage, embeddedPage, elements, form].map(\.name)

  /// Stripe's word for it since 2026-03-25.dahlia.
  package var name: String {
    switch self {
    case .hostedPage: "hosted_page"
    case .embeddedPage: "embedded_page"
    case .elements: "elements"
    case .form: "form"
    case .other(let name): name
    }
  }
}

extension Session {
  package var uiMode: UIMode? { json["ui_mode"]?.string.map(UIMode.init) }
}
