import Checkout
import Query
import Testing

@Suite("Recognising keys where none belongs")
struct SecretKeyTests {
  @Test(
    arguments: [
      "sk_live_abcdefghij1234", "sk_test_a", "rk_live_x1", "pk_test_51Nv", "rkcs_test_9",
      "sk_org_live_abc", "sk_foo_1234567890", "whsec_abcdefghijkl", "sk_abcdefghij1234",
      "--key=sk_live_abc", "my key is “sk_live_abc”, look", "https://shop.example/?k=rk_test_a1",
    ])
  func `recognised`(text: String) {
    #expect(SecretKey.isIn(text))
  }

  @Test(
    arguments: [
      ("sk_live_abcdefghij1234", "sk_live_…"), ("sk_org_live_abc", "sk_org_…"),
      ("sk_abcdefghij1234", "sk_…"), ("whsec_abcdefghijkl", "whsec_…"),
      ("no “sk_test_a1”, é rk_live_b2!", "no “sk_test_…”, é rk_live_…!"),
      ("cs_test_a1sk_test_51HuAbCdEfGhIjKlMnOpQr", "cs_test_a1…"), ("jane", "jane"), ("", ""),
    ])
  func `a mask shows the kind of a key and nothing more`(text: String, masked: String) {
    #expect(SecretKey.masked(text) == masked)
    #expect(!SecretKey.isIn(masked))
  }

  @Test(
    arguments: [
      "", "sk_", "sk_test_", "cs_test_a1b2c3d4e5", "pi_3Nv_secret_abc", "task_live_1234567890",
      "meta.pk_order_name:5", "sku_live_1234567890", "whsec_", "jane@example.com", "risk_test_a",
    ])
  func `other text is left alone`(text: String) {
    #expect(!SecretKey.isIn(text))
  }

  @Test func `a key right behind an id is no part of it`() {
    for key in ["sk_test_51HuAbCdEfGhIjKlMnOpQr", "whsec_9sEcReTwHsEcReT9sEcReT"] {
      let findings = Recogniser(prefixes: ["cs"]).read("cs_test_a1b2c3d4e5\(key) jane")
      #expect(findings.ids.map(\.beginning) == ["cs_test_a1b2c3d4e5"])
      #expect(findings.text == "jane")
      #expect(findings.droppedSecret)
    }
  }

  @Test func `a key in the place of a user's name makes no address`() {
    let key = "sk_test_51HuAbCdEfGhIjKlMnOpQr"
    let findings = Recogniser(prefixes: ["cs"]).read(
      "curl https://\(key)@api.stripe.com/v1/charges")
    #expect(findings.emails == [])
    #expect(findings.links == [])
    #expect(!findings.text.contains(key))
    #expect(findings.droppedSecret)
  }
}
