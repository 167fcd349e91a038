import Testing

@testable import Sandbox
import JSON

@Suite("Expiring")
struct ExpireTests {
  @Test func `An open session expires once`() throws {
    var account = TestAccount()
    let open = try #require(try account.everySession("status=open").first)
    let path = "/v1/checkout/sessions/\(open.id)/expire"
    let expired = try account.json("POST", path)
    #expect(expired.text("status") == "expired")
    #expect(expired["url"]?.isNull == true)
    #expect(try account.session(open.id) == expired)
    let error = try account.json("POST", path, status: 400).error
    #expect(
      error?.text("message") == "Only Checkout Sessions with a status in [\"open\"] can be expired."
        + " This Checkout Session has a status of `expired`.")
    #expect(error?["code"] == nil)
  }

  @Test func `A complete session does not expire`() throws {
    var account = TestAccount()
    let id = try account.sessions("status=complete").ids[0]
    let error = try account.json("POST", "/v1/checkout/sessions/\(id)/expire", status: 400).error
    #expect(error?.text("message")?.hasSuffix("has a status of `complete`.") == true)
  }

  @Test func `Recovery begins when a session has expired`() throws {
    var account = TestAccount()
    let created = try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest + "&after_expiration[recovery][enabled]=true")
    #expect(created["after_expiration"]?["recovery"]?["url"]?.isNull == true)
    let expired = try account.json("POST", "/v1/checkout/sessions/\(created.id)/expire")
    let recovery = expired["after_expiration"]?["recovery"]
    #expect(recovery?.text("url")?.hasPrefix("https://buy.stripe.com/r/") == true)
    #expect(recovery?["expires_at"]?.int == Int(TestAccount.start) + 30 * 86_400)
  }

  @Test func `The same idempotency key replays the answer, and belongs to one request`() throws {
    var account = TestAccount()
    let open = try account.sessions("status=open").ids
    let headers = [
      "authorization": "Bearer sk_test_till_sandbox_0001", "idempotency-key": "expire-1",
    ]
    func expire(_ id: String) -> SandboxResponse {
      account.send("POST", "/v1/checkout/sessions/\(id)/expire", headers: headers)
    }
    let first = expire(open[0])
    let second = expire(open[0])
    #expect(first.status == 200)
    #expect(second.status == 200)
    #expect(second.body == first.body)
    #expect(second.headers["Idempotent-Replayed"] == "true")
    #expect(second.headers["Request-Id"] != first.headers["Request-Id"])
    let other = expire(open[1])
    #expect(other.status == 400)
    #expect(try JSON(parsing: other.body).error?.text("type") == "idempotency_error")
    #expect(try account.session(open[1]).text("status") == "open")
  }
}
