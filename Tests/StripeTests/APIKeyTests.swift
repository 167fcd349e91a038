import Checkout
import HTTP
import Support
import Testing

@testable import Stripe

@Suite("Keys and where they are sent")
struct APIKeyTests {
  @Test(
    arguments: [
      ("sk_test_till_sandbox_0001", .secret, false, "sk_test_…0001"),
      ("sk_live_0123456789abcdef", .secret, true, "sk_live_…cdef"),
      ("rk_test_0123456789abcdef", .restricted, false, "rk_test_…cdef"),
      (" rk_live_0123456789abcdef\n", .restricted, true, "rk_live_…cdef"),
      ("rkcs_test_0123456789abcdef", .claimable, false, "rkcs_test_…cdef"),
      ("rkcs_0123_456789abcdef", .claimable, false, "rkcs_0123_…cdef"),
      ("sk_live_test_456789abcdef", .secret, true, "sk_live_…cdef"),
      ("sk_org_live_0123456789abcdef", .secret, true, "sk_org_live_…cdef"),
      ("sk_org_test_0123456789abcdef", .secret, false, "sk_org_test_…cdef"),
      // A key that does not say it is for tests counts as live.
      ("sk_org_0123456789abcdef", .secret, true, "sk_org_…cdef"),
      // Four letters of a short key would be too many.
      ("sk_test_01234567", .secret, false, "sk_test_…"),
    ] as [(String, APIKey.Kind, Bool, String)])
  func `a key says its kind and mode, and is shown masked`(
    text: String, kind: APIKey.Kind, isLive: Bool, masked: String
  ) throws {
    let key = try APIKey(text)
    #expect(key.kind == kind)
    #expect(key.isLive == isLive)
    #expect(key.masked == masked)
  }

  @Test(
    arguments: [
      ("", .empty), (" \n", .empty), ("pk_test_0123456789abcdef", .publishable),
      ("pk_live_0123456789abcdef", .publishable), ("sk_live_*********cdef", .redacted),
      ("sk_test_…cdef", .redacted), ("sk_test_abc", .tooShort),
      ("sk_0123456789abcdef", .malformed), ("sk_foo_1234567890", .malformed),
      ("rk_Test_0123456789abcdef", .malformed),
      ("whsec_0123_456789abcdef", .webhookSecret), ("0123456789abcdef", .malformed),
      ("sk_test_0123456789\r\nX: y", .trailing), ("sk_test_0123456789 abc", .trailing),
      ("\"sk_test_0123456789ab\"", .quoted), ("‘sk_test_0123456789ab’", .quoted),
      ("<sk_test_0123456789ab>", .bracketed), ("[rk_live_x", .bracketed),
      ("STRIPE_KEY=sk_test_0123456789ab", .assignment), ("key: sk_test_0123456789", .assignment),
      ("op://vault/stripe/key", .reference), ("${STRIPE_KEY}", .reference),
      ("$(pass stripe)", .reference), ("{{ key }}", .reference),
      ("sk_test_0123456789ab # mine", .trailing), ("sk_test_", .tooShort), ("sk_test", .tooShort),
      ("sk_live_...cdef", .redacted),
      ("sk_test_0123456789äbc", .malformed),
    ] as [(String, APIKeyError)])
  func `what is not a key that can read sessions is refused with the reason`(
    text: String, reason: APIKeyError
  ) {
    #expect(throws: reason) { try APIKey(text) }
    #expect(reason.sentence.hasSuffix(".") || reason.sentence.hasSuffix("…"))
  }

  @Test func `no way to print a key, or a client that holds one, shows it`() throws {
    let key = try APIKey(testKey)
    let client = try StripeClient.make(FakeNetwork(.error(.connect)))
    var dumps = ["", ""]
    dump(key, to: &dumps[0])
    dump(client, to: &dumps[1])
    let texts = ["\(key)", String(reflecting: key), "\(Optional(key) as Any)", "\(client)"] + dumps
    for text in texts {
      #expect(!text.contains("till_sandbox"))
      #expect(text.contains("sk_test_…0001"))
    }
  }

  @Test(arguments: [
    ("https://api.stripe.com", true), ("https://API.stripe.com:443/", true),
    ("https://api.stripe.com:8443", false), ("https://stripe.example", false),
    ("http://127.0.0.1:4242", false),
  ])
  func `a base is https, or http to this machine`(text: String, isStripe: Bool) throws {
    #expect(try APIBase(text).isStripe == isStripe)
  }

  @Test(arguments: ["http://api.stripe.com", "api.stripe.com", "", "https://api.stripe.com?x=1"])
  func `every other base is refused`(text: String) {
    #expect {
      try APIBase(text)
    } throws: { error in
      (error as? HTTPError)?.code == .refusedAddress
    }
  }

  @Test
  func `fields are encoded in their order, with brackets, arrays and every byte that needs it`() {
    var fields: FormFields = ["b": "1", "a": "x y+z&=%/ü~"]
    fields.append("none", nil as String?)
    fields.append("expand", each: ["data.customer", "data.invoice"])
    fields.append("line_items[0]", nested: ["price": "p_1", "price_data[currency]": "eur"])
    #expect(
      fields.encoded
        == "b=1&a=x%20y%2Bz%26%3D%25%2F%C3%BC~&expand%5B%5D=data.customer"
        + "&expand%5B%5D=data.invoice&line_items%5B0%5D%5Bprice%5D=p_1"
        + "&line_items%5B0%5D%5Bprice_data%5D%5Bcurrency%5D=eur")
  }
}
