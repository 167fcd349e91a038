import Checkout
import Screen
import JSON

/// A few things to choose from, each with a key of its own. What they are is worked out from the
/// state each time, so that an answer which arrives meanwhile shows.
package struct Menu: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case copy, goTo
    /// A link that no browser took.
    case link(String)
  }

  package let kind: Kind
  package var cursor = 0

  package var title: String {
    switch kind {
    case .copy: "Copy"
    case .goTo: "Go to"
    case .link: "No browser could be started"
    }
  }

  package struct Item: Equatable, Sendable {
    package let key: Character
    package let label: String
    /// What would be copied, or where it leads to. Sanitised.
    package let preview: String
    /// Why it cannot be chosen; nil when it can.
    package let reason: String?
    let choice: Choice
  }

  enum Choice: Equatable, Sendable {
    case firstRow
    case follow(StripeID)
    case copy(Copyable)
    case copyLink(String)
    case nothing
  }
}

extension State {
  package func items(of menu: Menu) -> [Menu.Item] {
    switch menu.kind {
    case .copy: copyItems
    case .goTo: goToItems
    case .link(let url):
      [
        Menu.Item(
          key: "y", label: "copy the link", preview: Sanitiser.display(url), reason: nil,
          choice: .copyLink(url))
      ]
    }
  }

  mutating func open(_ kind: Menu.Kind) -> [Effect] {
    overlays.append(.menu(Menu(kind: kind)))
    return []
  }

  mutating func updateMenu(_ menu: Menu, _ key: Key) -> [Effect] {
    var menu = menu
    let items = items(of: menu)
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
    case .enter where items.indices.contains(menu.cursor):
      return choose(items[menu.cursor])
    case .down, .up:
      menu.cursor = min(max(0, menu.cursor + (key == .down ? 1 : -1)), max(0, items.count - 1))
      overlays[overlays.count - 1] = .menu(menu)
    case .character(let character):
      if let item = items.first(where: { $0.key == character }) { return choose(item) }
      if character == "q" { overlays.removeLast() }
    default: break
    }
    return []
  }

  private mutating func choose(_ item: Menu.Item) -> [Effect] {
    if let reason = item.reason {
      message = Message("\(item.label): \(reason)", .warning)
      return []
    }
    overlays.removeLast()
    return switch item.choice {
    case .firstRow: jump(to: .top)
    case .follow(let id): follow(id)
    case .copy(let what): copy(what)
    case .copyLink(let url): [.system(.copy(text: Sanitiser.copied(url), label: "link"))]
    case .nothing: []
    }
  }

  // MARK: - After g

  private var goToItems: [Menu.Item] {
    [
      Menu.Item(key: "g", label: "first row", preview: "", reason: nil, choice: .firstRow),
      link("p", "payment intent", "payment_intent", \.paymentIntent),
      link("c", "customer", "customer", \.customer),
      link("s", "subscription", "subscription", \.subscription),
      link("i", "invoice", "invoice", \.invoice),
      link("l", "payment link", "payment_link", \.paymentLink),
    ]
  }

  /// A link of what is shown, else of its session, else of the list's row.
  private func link(
    _ key: Character, _ label: String, _ field: String,
    _ column: (SessionSummary) -> String?
  ) -> Menu.Item {
    let shown = detail.related?.stored?.json
    let session = detail.content?.stored.session
    let text =
      shown.flatMap { $0[field]?.string ?? $0[field]?["id"]?.string } ?? session?.id(of: field)
      ?? selected.flatMap(column)
    guard let id = text.flatMap({ StripeID($0) }) else {
      return Menu.Item(
        key: key, label: label, preview: "", reason: missingReason(label), choice: .nothing)
    }
    return Menu.Item(
      key: key, label: label, preview: Sanitiser.display(id.text), reason: nil,
      choice: .follow(id))
  }

  private func missingReason(_ label: String) -> String {
    guard let selected else { return "no session is selected" }
    guard detail.content != nil else { return "the session is being read" }
    if label == "payment intent", selected.status == .open, selected.mode == .payment {
      return "none while the session is open"
    }
    return "this session has none"
  }
}
