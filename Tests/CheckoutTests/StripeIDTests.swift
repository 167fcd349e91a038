import Checkout
import Testing

@Suite struct StripeIDTests {
  @Test(
    arguments: [
      ("cs_test_a1", .session), ("pi_3Mtw", .paymentIntent), ("seti_1", .setupIntent),
      ("cus_1", .customer), ("sub_1", .subscription), ("in_1", .invoice), ("plink_1", .paymentLink),
      ("ch_1", .charge), ("price_1", .price), ("prod_1", .product), ("req_1", .request),
    ] as [(String, StripeID.Kind)])
  func `an id is told by its prefix`(text: String, kind: StripeID.Kind) {
    #expect(StripeID(text)?.kind == kind)
  }

  @Test(arguments: [
    "", "pi", "pi_", "_1", "PI_1", "pi-1", "pi_1/../x", "pi_1 ", "pi_é", "xy_1", "jane@example.com",
    "pi_1_secret_2", "cs_test_1_secret_2", "pi_" + String(repeating: "a", count: 300),
  ])
  func `anything else is no id`(text: String) {
    #expect(StripeID(text) == nil)
  }

  @Test(arguments: [
    ("pi_1_secret_2", true), ("__secret_", true), ("_secret__secret_", true),
    ("_secre_secret_", true),
    ("_secret", false), ("secret_", false), ("", false), ("_secre_t_", false),
  ])
  func `a secret is told by its mark`(text: String, isSecret: Bool) {
    #expect(StripeID.isSecret(text) == isSecret)
  }

  @Test func `a session's id names its mode`() {
    #expect(StripeID("cs_live_1")?.livemode == true)
    #expect(StripeID("cs_test_1")?.livemode == false)
    #expect(StripeID("cs_1")?.livemode == nil && StripeID("pi_live_1")?.livemode == nil)
  }

  @Test func `the Dashboard has other paths in test mode, and knows accounts`() {
    let intent = StripeID("pi_1")
    #expect(intent?.dashboardURL(livemode: true) == "https://dashboard.stripe.com/payments/pi_1")
    #expect(
      intent?.dashboardURL(livemode: false, account: StripeID("acct_1"))
        == "https://dashboard.stripe.com/acct_1/test/payments/pi_1")
    #expect(
      StripeID("cs_test_1")?.dashboardURL(livemode: false)
        == "https://dashboard.stripe.com/test/search?query=cs_test_1")
    #expect(StripeID("li_1")?.dashboardURL(livemode: true) == nil)
  }

  @Test func `every page of the Dashboard may be opened`() {
    let pages = StripeID.Kind.allCases.compactMap { kind in
      StripeID("\(kind.rawValue)_1")?.dashboardURL(livemode: false)
    }
    #expect(pages.count > 5)
    #expect(pages.filter { !BrowserAddress.isAllowed($0) } == [])
  }

  @Test(arguments: [
    "https://checkout.stripe.com/c/pay/cs_test_1#fid", "https://stripe.com",
    "HTTPS://Dashboard.Stripe.com/test", "https://a.b.stripe.com?x=1",
  ])
  func `Stripe's own addresses may be opened`(address: String) {
    #expect(BrowserAddress.isAllowed(address))
  }

  @Test(arguments: [
    "", "https://", "http://stripe.com", "https://stripe.com.evil.example",
    "https://evilstripe.com", "https://stripe.com@evil.example/", "https://stripe.com:443/",
    "https://evil.example/stripe.com", "https://evil.example#.stripe.com",
    "https://evil.example\\.stripe.com", "https://.stripe.com", "https://a..stripe.com",
    "https://stripe.com.", "https://evil.example%2f.stripe.com", "https://ѕtripe.com",
    "https://checkout.stripe.com/ --flag", "https://checkout.stripe.com/\n", "javascript:alert(1)",
    "file:///etc/passwd", "-https://stripe.com", "https://evil.example?.stripe.com",
  ])
  func `everything else may not`(address: String) {
    #expect(!BrowserAddress.isAllowed(address))
  }

  @Test func `the pages of a sandbox may be opened, and nothing else of this machine`() {
    let sandbox = "http://127.0.0.1:4242"
    #expect(BrowserAddress.isAllowed("\(sandbox)/c/pay/cs_test_1#fid", besides: sandbox))
    for address in [
      "\(sandbox)/v1/account", "http://127.0.0.1:42425/c/pay/x", "\(sandbox)/c/a b",
      "\(sandbox).evil.example/c/pay", "http://localhost:4242/c/pay/x",
    ] {
      #expect(!BrowserAddress.isAllowed(address, besides: sandbox), "\(address)")
    }
    #expect(!BrowserAddress.isAllowed("http://shop.example/c/pay", besides: "http://shop.example"))
  }
}
