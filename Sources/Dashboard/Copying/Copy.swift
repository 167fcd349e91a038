import Checkout
import Screen
import JSON
import Widgets

/// What can be copied of a session, in the order of the menu.
enum Copyable: CaseIterable, Equatable, Sendable {
  case id, url, email, customer, paymentIntent, reference, value, json, curl, command, card
}

/// A request to copy that waits until its session has been read.
struct AwaitedCopy: Equatable, Sendable {
  let what: Copyable
  let id: String
}

extension Copyable {
  /// Copies at once if the text is available, or else as soon as the cache has read it.
  static func copy(_ what: Copyable, _ state: inout State) -> [Effect] {
    guard let selected = state.selected else { return [] }
    if what == .id {
      return [
        .system(.copy(text: Sanitiser.copied(shownID(state)), label: "id \(label(shownID(state)))"))
      ]
    }
    guard state.detail.content?.stored.session.id == selected.id else {
      state.detail.awaitsCopy = AwaitedCopy(what: what, id: selected.id)
      return []
    }
    let name = label(of: what, state)
    switch text(of: what, state) {
    case .success(let text):
      let copied = what.isMultiline ? Sanitiser.copiedLines(text) : Sanitiser.copied(text)
      let lines = copied.split(separator: "\n", omittingEmptySubsequences: false).count
      let note = lines > 1 ? ", \(lines.grouped) lines," : ""
      return [
        .system(
          .copy(
            text: copied,
            label: "\(name)\(note) of \(label(what.isOfShown ? shownID(state) : selected.id))"
          ))
      ]
    case .failure(let problem):
      state.message = Message("copy \(name): \(problem.sentence)", .warning)
      return []
    }
  }

  /// Copies the link of a session, whichever is selected.
  static func copy(link: String, isRecovery: Bool, of id: String) -> [Effect] {
    let name = isRecovery ? recoveryLink : Copyable.url.label
    return [.system(.copy(text: Sanitiser.copied(link), label: "\(name) of \(label(id))"))]
  }

  private static let recoveryLink = "recovery link"

  /// Copies what had to wait for the session, or says why it could not be copied. Selecting another
  /// session cancels it.
  static func settle(_ state: inout State) -> [Effect] {
    guard let awaited = state.detail.awaitsCopy else { return [] }
    if state.selected?.id == awaited.id {
      if state.detail.session(awaited.id) != nil {
        state.detail.awaitsCopy = nil
        return copy(awaited.what, &state)
      }
      guard let problem = state.detail.problem, state.detail.id == awaited.id else { return [] }
      state.message = Message("copy \(awaited.what.label): \(problem.sentence)", .warning)
    } else {
      state.message = Message(
        "\(awaited.what.label) of \(label(awaited.id)) not copied: another session is selected",
        .warning)
    }
    state.detail.awaitsCopy = nil
    return []
  }

  /// The rows of the menu.
  static func menu(_ state: State) -> [MenuItem] {
    allCases.map { what in
      var text = ""
      var reason: String?
      switch preview(of: what, state) {
      case .success(let preview): text = state.shown(Sanitiser.display(preview))
      case .failure(let problem): reason = problem.sentence
      }
      return MenuItem(what.letter, label(of: what, state), preview: text, reason: reason) {
        Copyable.copy(what, &$0)
      }
    }
  }

  /// The preview in the menu: the text itself. A whole object is only described, because it would
  /// have to be formatted for every frame.
  private static func preview(of what: Copyable, _ state: State) -> Result<String, Problem> {
    guard state.selected != nil, state.detail.content != nil else { return text(of: what, state) }
    switch what {
    case .json where state.detail.shownJSON != nil:
      return .success("as Stripe sent it, indented, secrets hidden")
    case .card: return .success("for a ticket: names and e-mail masked")
    case .value where valueIsTree(state): return .success("with all that is inside, as JSON")
    case .value where state.isMasked && state.detail.json == nil:
      return state.detail.page.selectedText.map { text in
        state.detail.selectedField.map { state.shown($0).text } ?? text
      }
    default: return text(of: what, state)
    }
  }

  /// The name of the text in messages: an expired session has another link.
  private static func label(of what: Copyable, _ state: State) -> String {
    guard what == .url, let session = state.selected.flatMap({ state.detail.session($0.id) }),
      session.url == nil, session.recoveryURL != nil
    else { return what.label }
    return recoveryLink
  }

  private static func valueIsTree(_ state: State) -> Bool {
    guard let json = state.detail.json else {
      return state.detail.selectedField?.children.isEmpty == false
    }
    let row = state.detail.scroll.cursor
    return json.rows.indices.contains(row) && json[row].foldable != nil
  }

  /// The text to copy, or why there is none.
  private static func text(of what: Copyable, _ state: State) -> Result<String, Problem> {
    guard let selected = state.selected else { return .failure(Problem("no session is selected")) }
    if what == .id { return .success(shownID(state)) }
    guard let content = state.detail.content else {
      return .failure(Problem("the session is being read"))
    }
    let session = content.stored.session
    func found(_ text: String?, else reason: String) -> Result<String, Problem> {
      text.map { .success($0) } ?? .failure(Problem(reason))
    }
    switch what {
    case .id: return .success(shownID(state))
    case .url:
      return found(
        session.url ?? session.recoveryURL,
        else: Availability.page(state).reason ?? "this session has no URL")
    case .email: return found(session.email, else: "no e-mail address is known")
    case .customer: return found(session.id(of: "customer"), else: "this session has no customer")
    case .paymentIntent:
      return found(
        session.id(of: "payment_intent"),
        else: selected.status == .open
          ? "none while the session is open" : "this session has no payment intent")
    case .reference:
      return found(session.clientReferenceID, else: "this session has no client reference")
    case .value: return state.detail.page.selectedText
    case .json:
      return found(
        state.detail.shownJSON.map { JSONLines($0, maskingSecrets: true).text },
        else: "the object is being read")
    case .curl:
      return .success(request(state).curl(base: state.account.apiBase, version: APIVersion.current))
    case .command: return .success(request(state).stripeCommand)
    case .card: return .success(card(of: content.stored, state))
    }
  }

  private static func shownID(_ state: State) -> String {
    state.detail.related?.id.text ?? state.selected?.id ?? ""
  }

  /// The request that reads what is shown.
  private static func request(_ state: State) -> RequestText {
    let action: RequestText.Action =
      state.detail.related.map { .object($0.id) } ?? .retrieve(state.selected?.id ?? "")
    return RequestText(action, livemode: state.account.isLive)
  }

  private static func card(of stored: StoredSession, _ state: State) -> String {
    CaseCard(
      of: stored.session, items: state.lineItems.stored, fetchedAt: stored.fetchedAt,
      zone: state.zone,
      account: state.account.id.flatMap { StripeID($0) }
    ).markdown(at: state.clock.unix)
  }

  private static func label(_ id: String) -> String { Sanitiser.display(id).middleTruncated }

  static func takeCopied(_ label: String, _ route: CopyRoute, _ state: inout State) -> [Effect] {
    switch route {
    case .program(let name):
      state.message = Message("copied \(label) via \(name)", .success)
    case .terminal(let bytes):
      state.message = Message("sent \(label) to the terminal (OSC 52)", .success)
      return [.loop(.writeToTerminal(bytes))]
    case .shown(let text):
      // The user did not open it: a dialog that was opened meanwhile stays on top.
      state.overlays.slip(ShownText(label: label, text: Sanitiser.display(text)))
    }
    return []
  }
}

extension Copyable {
  private var letter: Character {
    switch self {
    case .id: "i"
    case .url: "u"
    case .email: "e"
    case .customer: "c"
    case .paymentIntent: "p"
    case .reference: "r"
    case .value: "v"
    case .json: "j"
    case .curl: "a"
    case .command: "s"
    case .card: "m"
    }
  }

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

  /// A newline pasted into a shell runs the text before it: only what has several lines keeps them.
  fileprivate var isMultiline: Bool { self == .json || self == .card || self == .value }

  /// Whether it is about the object that is shown, not about its session.
  fileprivate var isOfShown: Bool {
    [.id, .value, .json, .curl, .command].contains(self)
  }
}

extension DetailPage {
  /// The value under the cursor, as it is copied, or why there is none.
  var selectedText: Result<String, Problem> {
    let text: String?
    if let json {
      guard json.rows.indices.contains(scroll.cursor) else {
        return .failure(Problem("no line is selected"))
      }
      text = json.copyText(at: scroll.cursor)
    } else {
      guard let field = selectedField else {
        return .failure(Problem("the cursor of the detail pane is on no field"))
      }
      if case .blank = field.kind { return .failure(Problem("\(field.label) has no value")) }
      text = field.copyText
    }
    return text.map { .success($0) } ?? .failure(Problem("secrets are never copied"))
  }
}

extension JSONView {
  /// The value of a row: the text of a string, the source of everything else; nil for a secret.
  fileprivate func copyText(at row: Int) -> String? {
    let line = rows[row]
    if lines[line].pieces.contains(where: { $0.kind == .placeholder }) { return nil }
    guard let value = lines.json.value(at: lines.path(of: line)) else { return nil }
    return value.string ?? JSONLines(value, maskingSecrets: true).text
  }
}
