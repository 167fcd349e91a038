import Checkout
import Testing

@Suite struct LookupTests {
  @Test(arguments: [
    ("status:open", true), ("jane status:opne", true), ("meta.a:7", true), ("ref: 77", false),
    ("amount >50", true), ("email:", true), ("is: open", true), ("meta.a: 7", false),
    ("jane doe", false), ("order:77", false), ("\"status:open", false), ("jane@x.org", false),
    ("https://status:open", false),
  ])
  func `a query is known by its fields`(_ text: String, _ isQuery: Bool) {
    #expect(Lookup(text)?.isQuery == isQuery)
  }

  @Test(arguments: [
    ("cs_test_a11YYuf", Lookup.session("cs_test_a11YYuf")),
    ("  pi_3MtwBwLkdIwHu7ix \n", .paymentIntent("pi_3MtwBwLkdIwHu7ix")),
    ("pi_3MtwBwLkd_secret_abc", .paymentIntent("pi_3MtwBwLkd")),
    ("sub_1MowQVLkd", .subscription("sub_1MowQVLkd")),
    ("cus_NffrFeUfNV", .customer("cus_NffrFeUfNV")),
    ("plink_1MoC3ULkd", .paymentLink("plink_1MoC3ULkd")),
    ("in_1MtHbELkd", .invoice("in_1MtHbELkd")),
    ("jane.doe@example.com", .email("jane.doe@example.com")),
    ("https://dashboard.stripe.com/test/payments/pi_3MtwBwLkd", .paymentIntent("pi_3MtwBwLkd")),
    (
      "https://dashboard.stripe.com/acct_1Nv0FGQ/customers/cus_NffrFeUfNV",
      .customer("cus_NffrFeUfNV")
    ),
    ("https://checkout.stripe.com/c/pay/cs_test_a11YYuf#fidkdWxOYHwn", .session("cs_test_a11YYuf")),
    ("Email: jane.doe@example.com", .email("jane.doe@example.com")),
    ("Customer: Jane Doe <jane.doe@example.com>", .email("jane.doe@example.com")),
    ("Name: Jane\nEmail: jane@example.com\nAmount: $5", .email("jane@example.com")),
    ("email:jane status:open jane@example.com", .text("email:jane status:open jane@example.com")),
    ("Jane  Doe", .text("Jane Doe")), ("order 6735", .text("order 6735")),
    ("in_stock!", .text("in_stock!")),
    ("a@b", .text("a@b")),
  ])
  func `a look-up is read from what was pasted`(_ pasted: String, _ expected: Lookup) {
    #expect(Lookup(pasted) == expected)
  }

  @Test(arguments: [
    ("Jane Doe <jane@privat.example>", "Jane Doe"),
    ("Order #6735 from jane@privat.example", "Order #6735"),
    ("jane@privat.example +1 555 010 2030", "+1 555 010 2030"),
    ("Jane Doe - jane@privat.example", "Jane Doe"),
    ("RE/2026/11-007 pi_3abcDEF123", "RE/2026/11-007"), ("Jane Doe cus_NffrFeUfNV", "Jane Doe"),
    ("From: Jane Doe <jane@privat.example>", "From: Jane Doe"),
    ("Name: Jane\nEmail: jane@privat.example", "Name: Jane"),
    ("Jane Doe;jane@privat.example;1927.38", "Jane Doe 1927.38"),
    ("Jane Doe,jane@privat.example", "Jane Doe"), ("Jane Doe;cs_test_a11YYuf", "Jane Doe"),
    ("Jane Doe: jane@privat.example", "Jane Doe"), ("李明 jane@privat.example", "李明"),
  ])
  func `the words beside an id or an address are known`(_ pasted: String, _ rest: String) {
    #expect(Lookup.rest(of: pasted) == rest)
  }

  @Test(arguments: [
    "jane@privat.example", "Email: jane@privat.example", "<jane@privat.example>",
    "session cs_test_a11YYuf", "checkout session_id=cs_test_a11YYuf", "customer id: cus_NffrFeUfNV",
    "<https://checkout.stripe.com/c/pay/cs_test_a11YYuf#fid|Pay here>",
    "[Pay here](https://checkout.stripe.com/c/pay/cs_test_a11YYuf)",
    "{\"id\": \"cs_test_a11YYuf\", \"object\": \"checkout.session\"}",
    "Hi, jane@privat.example", "5 jane@privat.example", "1. jane@privat.example",
    "cs_test_a11YYuf: 5", "J. jane@privat.example", "or jane@privat.example",
    "Kunde: jane@privat.example",
    "jane@privat.example 26.11.2026", "paid by jane@privat.example", "EUR jane@privat.example",
    "Jane Doe", "status:open jane@privat.example",
  ])
  func `words that say nothing of one session are not looked for`(_ pasted: String) {
    #expect(Lookup.rest(of: pasted) == nil)
  }

  @Test(arguments: [
    "email=jane.doe%2Bshop%40example.com&x=1", "x=1&customer_email=jane.doe+shop@example.com",
    "?email=jane.doe%2Bshop%40example.com",
  ])
  func `an address is taken out of the query of a URL`(_ pasted: String) {
    #expect(Lookup.all(in: pasted) == [.email("jane.doe+shop@example.com")])
    for query in ["email=jane@example.com", "status=open name=Smith&Sons"] {
      #expect(Lookup(query) == .text(query))
    }
  }

  @Test func `nothing is no look-up`() { #expect(Lookup(" \n") == nil) }

  @Test func `the other mode is explained`() throws {
    let live = try #require(Lookup("cs_live_a1abcdefgh"))
    #expect(live.mismatch(livemode: true) == nil)
    #expect(live.mismatch(livemode: false)?.contains("live session") == true)
    #expect(live.isUnmistakable)
  }
}
