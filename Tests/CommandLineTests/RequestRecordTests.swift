import Dashboard
import HTTP
import Testing

@testable import CommandLine

struct RequestRecordTests {
  @Test func `a request in a line says what was asked, how it went, and which try it was`() {
    let exchange = HTTPExchange(
      started: 1_794_649_135_042, method: .get, target: "/v1/account", attempt: 2,
      outcome: .status(200), milliseconds: 12, bytes: 912, requestID: "req_1")
    let record = RequestRecord(exchange)
    #expect(record.line == "2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B try 2 req_1")
    #expect(!record.isFailure)
  }

  @Test(arguments: [HTTPExchange.Outcome.status(404), .failed(.timeout)])
  func `a refusal and a failure are failures`(outcome: HTTPExchange.Outcome) {
    let exchange = HTTPExchange(
      started: 0, method: .post, target: "/v1/x", outcome: outcome, milliseconds: 1, bytes: 0)
    #expect(RequestRecord(exchange).isFailure)
  }
}
