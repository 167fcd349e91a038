import JSON
import Testing

@testable import Sandbox

@Suite("The version of what the sandbox answers")
struct BehaviorTests {
  /// The digest of the answers to the script below, for this version.
  private static let known = "version 4: 70d9ae25506d5de7"

  /// A little of everything. What is in braces is the id in the answer of that line.
  private static let script = """
    POST /v1/products name=Tea&id=prod_tea
    POST /v1/prices currency=usd&unit_amount=900&product=prod_tea&lookup_key=tea
    POST /v1/customers email=jo%40example.org&address[country]=DE
    POST /v1/coupons percent_off=25&id=QUARTER&applies_to[products][0]=prod_tea
    POST /v1/promotion_codes promotion[type]=coupon&promotion[coupon]=QUARTER&code=TEA
    POST /v1/checkout/sessions mode=payment&success_url=https%3A%2F%2Fe.com&customer={2}\
    &line_items[0][price]={1}&line_items[0][quantity]=2&discounts[0][promotion_code]={4}
    POST /v1/test_helpers/checkout/sessions/{5}/pay card=4000000000000002
    POST /v1/test_helpers/checkout/sessions/{5}/pay
    POST /v1/test_helpers/checkout/sessions/{5}/refund amount=100
    POST /v1/checkout/sessions mode=subscription&success_url=https%3A%2F%2Fe.com\
    &line_items[0][quantity]=1&line_items[0][price_data][currency]=eur\
    &line_items[0][price_data][product_data][name]=Box\
    &line_items[0][price_data][unit_amount]=1200\
    &line_items[0][price_data][recurring][interval]=month
    POST /v1/test_helpers/checkout/sessions/{9}/pay card=AT611904300234573201
    POST /v1/test_helpers/checkout/sessions/{9}/settle
    POST /v1/test_helpers/checkout/sessions/{9}/renew
    POST /v1/checkout/sessions mode=setup&success_url=https%3A%2F%2Fe.com&currency=eur
    POST /v1/checkout/sessions/{13}/expire
    POST /v1/customers/{2} name=Jo
    DELETE /v1/products/prod_tea
    GET /v1/checkout/sessions limit=100&expand[]=data.line_items&expand[]=data.payment_intent
    GET /v1/charges limit=100
    GET /v1/refunds limit=100
    GET /v1/disputes limit=100
    GET /v1/customers limit=100
    GET /v1/prices limit=100
    GET /v1/events limit=100
    """

  @Test func `the same requests have the same answers as long as the version is the same`() throws {
    var account = TestAccount(sessions: 60)
    var ids: [String] = []
    var digest: UInt64 = 0
    for line in Self.script.split(separator: "\n") {
      var words = line.split(separator: " ").map(String.init)
      for (number, id) in ids.enumerated() {
        words = words.map { $0.replacing("{\(number)}", with: id) }
      }
      account.now += 1
      let response = account.send(words[0], words[1], words.count > 2 ? words[2] : "")
      #expect(response.status == 200 || response.status == 402, "\(line)")
      ids.append((try? JSON(parsing: response.body).id) ?? "")
      digest = response.body.reduce(digest) { Dice.mix($0 ^ UInt64($1)) }
    }
    #expect(
      "version \(Journal.behavior): \(String(digest, radix: 16))" == Self.known,
      """
      Answers of the sandbox have changed. If that is meant, raise Journal.behavior, unless it was \
      raised since the last release, and write the new digest here.
      """)
  }
}
