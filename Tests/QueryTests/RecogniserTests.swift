import Checkout
import Query
import Support
import Testing

@Suite struct RecogniserTests {
  static let session = "cs_test_a1iK2ZWeqhFWCEPxyNnLh3vRMkDq5sTbJ7uYcG0dHfA8gSjKlmPoQbHoWC"
  static let intent = "pi_3MtwBwLkdIwHu7ix28a3tqPa"

  static let pastes: [(String, Lookup)] = [
    ("<https://checkout.stripe.com/c/pay/\(session)|Pay here>", .session(session)),
    ("<\(session)>", .session(session)), ("(\(session))", .session(session)),
    ("\(session).", .session(session)),
    ("[Pay](https://checkout.stripe.com/c/pay/\(session)#fid)", .session(session)),
    ("No such checkout.session: '\(session)'", .session(session)),
    (#""id": "\#(session)","#, .session(session)), ("session \(session)", .session(session)),
    ("session_id=\(session)&x=1", .session(session)),
    (
      "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcheckout.stripe.com%2Fc%2Fpay%2F\(session)%23fid&data=05",
      .session(session)
    ),
    (
      "https://www.google.com/url?q=https%253A%252F%252Fcheckout.stripe.com%252Fc%252Fpay%252F\(session)",
      .session(session)
    ),
    (
      "https://urldefense.proofpoint.com/v2/url?u=https-3A__checkout.stripe.com_c_pay_\(session.replacing("_", with: "-5F"))&d=Dw",
      .session(session)
    ),
    (#"{"url":"https:\/\/checkout.stripe.com\/c\/pay\/\#(session)"}"#, .session(session)),
    ("\(session.prefix(40))\n\(session.dropFirst(40))", .session(session)),
    ("> \(session.prefix(40))=\n\(session.dropFirst(40))", .session(session)),
    ("\(intent)_secret_abcDEF123", .paymentIntent(intent)),
    (
      "2026-11-26 ERROR evt_1MtwBwLkdIwHu7ix for \(session) of cus_NffrFeUfNV2Hib",
      .session(session)
    ),
    (
      "https://dashboard.stripe.com/acct_1Nv0FGQ9RKHgCVdK/customers/cus_NffrFeUfNV",
      .customer("cus_NffrFeUfNV")
    ),
    ("cs_test_a1iK…bHoWC", .part(beginning: "cs_test_a1iK", end: "bHoWC")),
    ("cs_test_a1iK...bHoWC", .part(beginning: "cs_test_a1iK", end: "bHoWC")),
    ("Jane Doe <jane.doe@example.com>", .email("jane.doe@example.com")),
    ("mailto:jane.doe@example.com", .email("jane.doe@example.com")),
    ("jane.doe(at)example.com", .email("jane.doe@example.com")),
    ("jane.doe [at] example [dot] com", .email("jane.doe@example.com")),
    ("<mailto:jane.doe@example.com|jane.doe@example.com>", .email("jane.doe@example.com")),
    ("jane.doe@example.com,", .email("jane.doe@example.com")),
    ("From: \"Doe, Jane\" <jane+shop@sub.example.co.uk>;", .email("jane+shop@sub.example.co.uk")),
    ("selfhosted:jane.doe@example.com", .email("jane.doe@example.com")),
    ("https://shop.example/?email=jane%2Bx%40example.com", .email("jane+x@example.com")),
    ("_\(session)_", .session(session)), ("see __\(session)__!", .session(session)),
    ("_\(session)", .session(session)), ("cs_test_", .session("cs_test_")),
    (session.replacing("cs_test_", with: "cs_test "), .session(session)),
    (session.replacing("cs_test_", with: "cs_test_ "), .session(session)),
    ("cs_test a1iK…bHoWC", .part(beginning: "cs_test_a1iK", end: "bHoWC")),
    ("cs_test session", .session("cs_test")),
    ("in_stock", .text("in_stock")), ("order 6735", .text("order 6735")), ("a@b", .text("a@b")),
    ("email:jane@example.com status:open", .text("email:jane@example.com status:open")),
  ]

  @Test(arguments: pastes) func `what was pasted is understood`(
    _ pasted: String, _ expected: Lookup
  ) {
    #expect(Lookup(pasted) == expected)
  }

  @Test func `a coupon's id is known`() {
    #expect(Lookup("co_1NxYzAbCd") == StripeID("co_1NxYzAbCd").map(Lookup.related))
  }

  @Test func `several ids are all offered, the surest first`() {
    let all = Lookup.all(in: "cus_NffrFeUfNV2Hib, \(Self.session); \(Self.intent) \(Self.session)")
    #expect(
      all == [.session(Self.session), .paymentIntent(Self.intent), .customer("cus_NffrFeUfNV2Hib")])
  }

  /// A separate constant, so that no scanner takes these for real keys.
  private static let live = "live"

  @Test(arguments: [
    "sk_test_51abcDEF123456", "key=rk_\(live)_abcDEF1234567890", "whsec_abcDEF1234567890",
    "curl -u sk_\(live)_abcDEF1234567890: https://api.stripe.com/v1/checkout/sessions/\(session)",
    "%73k_test_51abcDEF123456", "\(intent)_secret_abcDEF",
  ])
  func `a secret is in nothing that is given`(_ pasted: String) {
    let recogniser = Recogniser(prefixes: StripeID.Kind.allCases.map(\.rawValue))
    let findings = recogniser.read(pasted)
    #expect(findings.droppedSecret)
    let all = findings.ids.map(\.beginning) + findings.emails + findings.links + [findings.text]
    #expect(!all.contains { SecretKey.isIn($0) || $0.contains("_secret_") })
  }

  @Test func `no text traps the recogniser`() {
    let pieces = [
      "cs_test_", "a1iK", "…", "...", "@", "example.com", "%40", "%25", "%", "<", ">", "|", "\n",
      "=",
      "_secret_", "sk_\(Self.live)_abc1234567", "\\u0040", "\\", "\"", "é", "🇩🇪", "urldefense",
      "/v2/",
      "-5F",
      "https://", "pi_3M", " ", ".", "&amp;", "\u{0}",
    ]
    var generator = SplitMix(seed: 5)
    for _ in 0..<10_000 {
      let text = (0..<Int.random(in: 0..<12, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      for lookup in Lookup.all(in: text) { #expect(!SecretKey.isIn("\(lookup)")) }
    }
  }
}
