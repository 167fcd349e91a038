import Checkout
import Screen
import JSON
import Widgets

/// What can be copied of a session.
enum Copyable: Equatable, Sendable {
  case id, url, email, customer, paymentIntent, reference, value, json, curl, command, card
}

/// A wish to copy that waits for its session to be read.
struct AwaitedCopy: Equatable, Sendable {
  let what: Copyable
  let id: String
}

extension State {
  /// Copies at once when the text is at hand, else as soon as the cache has read it.
  mutating func copy(_ what: Copyable) -> [Effect] {
    guard let selected else { return [] }
    if what == .id {
      return [.system(.copy(text: Sanitiser.copied(shownID), label: "id \(label(shownID))"))]
    }
    guard detail.content?.stored.session.id == selected.id else {
      detail.awaitsCopy = AwaitedCopy(what: what, id: selected.id)
      return []
    }
    switch text(of: what) {
    case .success(let text):
      let copied = what.isMultiline ? Self.safeLines(text) : Sanitiser.copied(text)
      let lines = copied.split(separator: "\n", omittingEmptySubsequences: false).count
      let note = lines > 1 ? ", \(lines.grouped) lines," : ""
      return [
        .system(
          .copy(
            text: copied,
            label: "\(what.label)\(note) of \(label(what.isOfShown ? shownID : selected.id))"))
      ]
    case .failure(let problem):
      message = Message("copy \(what.label): \(problem.sentence)", .warning)
      return []
    }
  }

  /// Does what `copy` could not do before the session was read; another selection forgets it.
  mutating func settleCopy() -> [Effect] {
    guard let awaited = detail.awaitsCopy else { return [] }
    let isRead = detail.content?.stored.session.id == awaited.id
    guard isRead || selected?.id != awaited.id else { return [] }
    detail.awaitsCopy = nil
    return selected?.id == awaited.id ? copy(awaited.what) : []
  }

  // MARK: - The menu

  var copyItems: [MenuItem] {
    let keys: [(Character, Copyable)] = [
      ("i", .id), ("u", .url), ("e", .email), ("c", .customer), ("p", .paymentIntent),
      ("r", .reference), ("v", .value), ("j", .json), ("a", .curl), ("s", .command), ("m", .card),
    ]
    return keys.map { key, what in
      var text = ""
      var reason: String?
      switch preview(of: what) {
      case .success(let preview): text = Sanitiser.display(preview)
      case .failure(let problem): reason = problem.sentence
      }
      return MenuItem(key, what.label, preview: text, reason: reason) { $0.copy(what) }
    }
  }

  /// What the menu shows: the text itself, but not a whole object, which would be put together for
  /// every picture.
  private func preview(of what: Copyable) -> Result<String, Problem> {
    guard selected != nil, detail.content != nil else { return text(of: what) }
    switch what {
    case .json where detail.shownJSON != nil:
      return .success("as Stripe sent it, indented, secrets hidden")
    case .card: return .success("for a ticket: names and e-mail masked")
    case .value where valueIsTree: return .success("with all that is inside, as JSON")
    default: return text(of: what)
    }
  }

  private var valueIsTree: Bool {
    guard let json = detail.json else { return detail.selectedField?.children.isEmpty == false }
    let row = detail.scroll.cursor
    return json.rows.indices.contains(row) && json[row].foldable != nil
  }

  /// The text to copy, or why there is none.
  private func text(of what: Copyable) -> Result<String, Problem> {
    guard let selected else { return .failure(Problem("no session is selected")) }
    if what == .id { return .success(shownID) }
    guard let content = detail.content else {
      return .failure(Problem("the session is being read"))
    }
    let session = content.stored.session
    func found(_ text: String?, else reason: String) -> Result<String, Problem> {
      text.map { .success($0) } ?? .failure(Problem(reason))
    }
    switch what {
    case .id: return .success(shownID)
    case .url:
      return found(session.url, else: copyURLAvailability.reason ?? "this session has no URL")
    case .email: return found(session.email, else: "no e-mail address is known")
    case .customer: return found(session.id(of: "customer"), else: "this session has no customer")
    case .paymentIntent:
      return found(
        session.id(of: "payment_intent"),
        else: selected.status == .open
          ? "none while the session is open" : "this session has no payment intent")
    case .reference:
      return found(session.clientReferenceID, else: "this session has no client reference")
    case .value: return fieldText
    case .json:
      return found(
        detail.shownJSON.map { JSONLines($0, maskingSecrets: true).text + "\n" },
        else: "the object is being read")
    case .curl:
      return .success(request.curl(base: account.apiBase, version: APIVersion.current))
    case .command: return .success(request.stripeCommand)
    case .card: return .success(card(of: content.stored))
    }
  }

  /// The value under the cursor of the detail pane.
  private var fieldText: Result<String, Problem> {
    if let json = detail.json {
      guard json.rows.indices.contains(detail.scroll.cursor) else {
        return .failure(Problem("no line is selected"))
      }
      return json.copyText(at: detail.scroll.cursor).map { .success($0) }
        ?? .failure(Problem("secrets are never copied"))
    }
    guard let field = detail.selectedField else {
      return .failure(Problem("the cursor of the detail pane is on no field"))
    }
    if case .blank = field.kind { return .failure(Problem("\(field.label) has no value")) }
    return field.copyText.map { .success($0) } ?? .failure(Problem("secrets are never copied"))
  }

  private var shownID: String { detail.related?.id.text ?? selected?.id ?? "" }

  /// The request that reads what is shown.
  private var request: RequestText {
    let action: RequestText.Action =
      detail.related.map { .object($0.id) } ?? .retrieve(selected?.id ?? "")
    return RequestText(action, livemode: account.isLive)
  }

  private func card(of stored: StoredSession) -> String {
    CaseCard(
      of: stored.session, items: lineItems.stored, fetchedAt: stored.fetchedAt, zone: zone,
      account: account.id.flatMap { StripeID($0) }
    ).markdown(at: clock.unix)
  }

  private func label(_ id: String) -> String { Sanitiser.display(id).middleTruncated }

  /// Lines that were asked for as lines: each one is made harmless by itself. The last one has no end:
  /// pasted into a shell, it would run.
  private static func safeLines(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { Sanitiser.copied(String($0)) }.joined(separator: "\n")
  }

  // MARK: - Afterwards

  mutating func takeCopied(_ label: String, _ route: CopyRoute) -> [Effect] {
    switch route {
    case .program(let name):
      message = Message("copied \(label) via \(name)", .success)
    case .terminal(let bytes):
      message = Message("sent \(label) to the terminal (OSC 52)", .success)
      return [.loop(.writeToTerminal(bytes))]
    case .shown(let text):
      // It comes by itself: a dialog that was opened meanwhile stays on top.
      overlays.slip(ShownText(label: label, text: Sanitiser.display(text)))
    }
    return []
  }
}

extension Copyable {
  fileprivate var label: String {
    switch self {
    case .id: "id"
    case .url: "URL"
    case .email: "e-mail"
    case .customer: "customer"
    case .paymentIntent: "payment intent"
    case .reference: "client reference"
    case .value: "this field's value"
    case .json: "JSON"
    case .curl: "request as curl"
    case .command: "request as stripe …"
    case .card: "case card (Markdown)"
    }
  }

  /// A newline that is pasted into a shell runs what stands before it: only what has lines keeps
  /// them.
  fileprivate var isMultiline: Bool { self == .json || self == .card || self == .value }

  /// Whether it is about the object that is shown, and not about its session.
  fileprivate var isOfShown: Bool {
    [.id, .value, .json, .curl, .command].contains(self)
  }
}

extension JSONView {
  /// The value of a row: the text of a string, the source of everything else; nil for a secret.
  func copyText(at row: Int) -> String? {
    let line = rows[row]
    if lines[line].pieces.contains(where: { $0.kind == .placeholder }) { return nil }
    guard let value = lines.json.value(at: lines.path(of: line)) else { return nil }
    return value.string ?? JSONLines(value, maskingSecrets: true).text
  }
}
