/// A request to Stripe, as text to paste into a shell. The key is never part of it: curl takes it
/// from the environment, and Stripe's CLI from its profile.
package struct RequestText: Equatable, Sendable {
  /// What the request asks of Stripe.
  package enum Action: Equatable, Sendable {
    case retrieve(String)
    case lineItems(String)
    case expire(String)
    case update(String)
    case create
    case list
    /// Retrieves an object other than a session.
    case object(StripeID)
  }

  package var action: Action
  package var parameters: [FormParameter]
  package var livemode: Bool

  package init(_ action: Action, _ parameters: [FormParameter] = [], livemode: Bool) {
    self.action = action
    self.parameters = parameters
    self.livemode = livemode
  }

  /// The request as a curl command, with the version of the API in its header.
  package func curl(base: String = "https://api.stripe.com", version: String) -> String {
    let isGet = !isPost
    let method = isGet ? (parameters.isEmpty ? [] : ["-G"]) : ["-X", "POST"]
    let fields = parameters.flatMap { parameter in
      ["--data-urlencode", Self.quoted("\(parameter.name)=\(parameter.value)")]
    }
    // Double quotes let the shell insert the key; the colon means that there is no password.
    let words =
      ["curl"] + method + [Self.quoted(base + path), "-u", "\"$STRIPE_API_KEY:\""]
      + ["-H", Self.quoted("Stripe-Version: \(version)")] + fields
    return words.joined(separator: " ")
  }

  /// For Stripe's CLI. Source: https://docs.stripe.com/cli
  package var stripeCommand: String {
    let fields = parameters.flatMap { ["-d", Self.quoted("\($0.name)=\($0.value)")] }
    let words =
      ["stripe"] + resource + [verb] + [id].compactMap { $0.map(Self.quoted) } + fields
      + (livemode ? ["--live"] : [])
    return words.joined(separator: " ")
  }

  private var isPost: Bool {
    switch action {
    case .expire, .update, .create: true
    case .retrieve, .lineItems, .list, .object: false
    }
  }

  private var id: String? {
    switch action {
    case .retrieve(let id), .lineItems(let id), .expire(let id), .update(let id): id
    case .object(let id): id.text
    case .create, .list: nil
    }
  }

  /// The name of the kind of object, both in the path and in Stripe's CLI.
  private var resource: [String] {
    guard case .object(let id) = action else { return ["checkout", "sessions"] }
    return switch id.kind {
    case .paymentIntent: ["payment_intents"]
    case .setupIntent: ["setup_intents"]
    case .paymentLink: ["payment_links"]
    default: ["\(id.kind)s"]
    }
  }

  private var path: String {
    let root = "/v1/\(resource.joined(separator: "/"))" + (id.map { "/\($0)" } ?? "")
    return switch action {
    case .lineItems: "\(root)/line_items"
    case .expire: "\(root)/expire"
    case .retrieve, .update, .create, .list, .object: root
    }
  }

  private var verb: String {
    switch action {
    case .retrieve, .object: "retrieve"
    case .lineItems: "list_line_items"
    case .expire: "expire"
    case .update: "update"
    case .create: "create"
    case .list: "list"
    }
  }

  /// Quotes a text so that a POSIX shell reads exactly this text.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: "_-./:=,@%+".utf8.contains(byte)
      }
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
