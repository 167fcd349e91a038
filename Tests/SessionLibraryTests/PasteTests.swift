import Checkout
import Foundation
import Host
import JSON
import Query
import RecordCache
import SessionLibrary
import Stripe
import Support
import Testing

/// Whatever is pasted into a look-up or a query, nothing traps and no secret is sent.
///
/// `TILL_PASTES=10000 swift test --filter PasteTests` tries more.
@Suite struct PasteTests {
  private static let count =
    ProcessInfo.processInfo.environment["TILL_PASTES"].flatMap { Int($0) } ?? 600

  @Test func `random pastes trap nowhere and send no secret`() async throws {
    let sessions = PagingTests.sessions(40)
    let asked = Requests()
    let library = SessionLibrary(
      source: Self.source(FakeStripe(sessions), noting: asked),
      cache: try RecordCache.temporary(.session), now: { Session.morning + 10 })
    _ = try await library.sync()
    var paste = Paste(seed: 11, ids: sessions.map(\.id))
    for _ in 0..<Self.count {
      let text = paste.next()
      for lookup in Lookup.choices(in: text) {
        let outcome = try? await library.find(lookup)
        #expect(!Self.hasSecret(outcome?.asked ?? ""), "\(text)")
        #expect(!Self.hasSecret(lookup.sent), "\(text)")
      }
      if let query = try? SessionQuery(parsing: text, now: Session.morning) {
        _ = query.highlights(in: text)
        _ = try await library.rows(ListQuery(query: query), .top, limit: 5)
      }
      let sent = asked.take()
      #expect(!sent.contains(where: Self.hasSecret), "\(text)")
    }
  }

  private static func hasSecret(_ text: String) -> Bool {
    Paste.secrets.contains { text.contains($0) }
  }

  /// The same answers; the requests are recorded.
  private static func source(_ stripe: FakeStripe, noting asked: Requests) -> SessionSource {
    let answers = stripe.source
    let note: @Sendable (String) -> Void = { asked.note($0) }
    return SessionSource(
      list: { filter, page, priority throws(StripeError) in
        note("\(filter) \(page)")
        return try await answers.list(filter, page, priority)
      },
      retrieve: { id, expand, priority throws(StripeError) in
        note(id)
        return try await answers.retrieve(id, expand, priority)
      },
      lineItems: { id, page throws(StripeError) in
        note(id)
        return try await answers.lineItems(id, page)
      },
      expire: { id, key, priority throws(StripeError) in
        note(id)
        return try await answers.expire(id, key, priority)
      },
      events: { page, second throws(StripeError) in try await answers.events(page, second) },
      object: { kind, id throws(StripeError) in
        note(id)
        return try await answers.object(kind, id)
      })
  }
}

/// The requests, in words.
private final class Requests: Sendable {
  private let texts = Locked<[String]>([])

  func note(_ text: String) { texts.withLock { $0.append(text) } }

  func take() -> [String] {
    texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}

extension Lookup {
  /// The text that a look-up sends.
  fileprivate var sent: String {
    switch self {
    case .session(let text), .paymentIntent(let text), .subscription(let text),
      .customer(let text), .paymentLink(let text), .invoice(let text), .email(let text),
      .text(let text):
      text
    case .related(let id): id.text
    case .part(let beginning, let end): beginning + "…" + end
    }
  }
}

/// Texts as they come from chats, mails, logs and addresses, with secrets among them.
private struct Paste {
  /// The parts that must never be sent.
  static let secrets = [
    "51HuAbCdEfGhIjKlMnOpQrStUv", "fidkdWxOYHwnPyd1blpxYHZxWjA0", "9sEcReTwHsEcReT9sEcReT",
  ]
  private static let secretWords = [
    "sk_test_\(secrets[0])", "sk_live_\(secrets[0])", "rk_test_\(secrets[0])",
    "pk_test_\(secrets[0])", "whsec_\(secrets[2])",
    "pi_3TabcDEF0123456789_secret_\(secrets[2])",
    "cs_test_a1b2c3d4e5f6_secret_\(secrets[1])", "seti_1Tabc_secret_\(secrets[2])",
  ]
  private static let words = [
    "jane.doe@example.com", "Jane Doe <jane.doe@example.com>", "max@bücher.example", "order 6735",
    "1.927,38 €", "$21.98", "+49 (0) 151 1234", "26.11.2026", "status:open", "amount>=5",
    "cs_test_", "cs_test_a1iK…bHoWC", "pi_3TabcDEF0123456789", "ch_3TabcDEF0123456789",
    "evt_1Tabc123",
    "in_1Tabc12345", "cus_Nffrf12345", "“Jane”", "selfhosted:", "\u{0}", "\u{1B}[31m", "🇩🇪",
    "e\u{301}",
    "https://checkout.stripe.com/c/pay/", "https://dashboard.stripe.com/test/payments/", "mailto:",
    "tel:+49151", "=\r\n", "%", "%%25", "&amp;", "\\u0022", "id\":", "..", "-", "\"", "(", ",", "|",
  ]
  private static let frames = [
    ("<", "|Pay here>"), ("[Pay](", ")"), ("{\"id\": \"", "\", \"n\": 1}"), ("'", "'"), ("(", ")."),
    ("https://eur03.safelinks.protection.outlook.com/?url=", "&data=05"), ("session_id=", "&x=1"),
    ("2026-11-26T12:00:00Z INFO ", " done"), ("STRIPE_KEY=", ""),
    ("Authorization: Bearer ", "\r\n"),
    ("https://example.com/pay?client_secret=", "#end"), ("https://a:", "@example.com/"), ("", ""),
  ]

  private var random: SplitMix
  private let ids: [String]

  init(seed: UInt64, ids: [String]) {
    random = SplitMix(seed: seed)
    self.ids = ids
  }

  mutating func next() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let frame = Self.frames.randomElement(using: &random) ?? ("", "")
      text += frame.0 + coded(word()) + frame.1
      text += [" ", "\n", "", "\t", "?"].randomElement(using: &random) ?? ""
    }
    return text
  }

  private mutating func word() -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<3: Self.secretWords.randomElement(using: &random) ?? ""
    case 3..<5: ids.randomElement(using: &random) ?? ""
    case 5:
      (ids.randomElement(using: &random) ?? "")
        + (Self.secretWords.randomElement(using: &random) ?? "")
    default: Self.words.randomElement(using: &random) ?? ""
    }
  }

  /// Percent-escaped several times, as mail gateways do.
  private mutating func coded(_ word: String) -> String {
    var word = word
    for _ in 0..<Int.random(in: 0...2, using: &random) where Bool.random(using: &random) {
      word = word.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? word
    }
    return word
  }
}
