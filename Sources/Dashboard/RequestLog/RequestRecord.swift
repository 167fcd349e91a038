import Checkout
import Units

/// One try of a request and how it ended. Holds no key, no body and nothing about a customer.
package struct RequestRecord: Equatable, Sendable {
  /// When it began, in milliseconds since 1970.
  package var started: Int
  package var method: String
  /// Path and query, without secrets.
  package var target: String
  /// Counted from 1.
  package var attempt: Int
  /// The status, or what happened instead of an answer.
  package var outcome: String
  package var isFailure: Bool
  package var milliseconds: Int
  /// Of the body, unpacked.
  package var bytes: Int
  package var requestID: String?

  package init(
    started: Int, method: String, target: String, attempt: Int = 1, outcome: String,
    isFailure: Bool = false, milliseconds: Int, bytes: Int, requestID: String? = nil
  ) {
    self.started = started
    self.method = method
    self.target = target
    self.attempt = attempt
    self.outcome = outcome
    self.isFailure = isFailure
    self.milliseconds = milliseconds
    self.bytes = bytes
    self.requestID = requestID
  }
}

extension RequestRecord {
  /// For the log file and for copying: `2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B`,
  /// with the number of the try from the second on, and Stripe's id of the request.
  package var line: String {
    let moment = Moment(started / 1000).utcText.replacing(" UTC", with: "")
    let thousandths = String(1000 + started % 1000).dropFirst()
    let time = "\(moment.replacing(" ", with: "T")).\(thousandths)Z"
    return "\(time) \(method) \(target) \(facts)"
  }

  /// How it went: `200 12 ms 912 B try 2 req_…`
  package var facts: String {
    var facts = "\(outcome) \(milliseconds) ms \(bytes) B"
    if attempt > 1 { facts += " try \(attempt)" }
    if let requestID { facts += " \(requestID)" }
    return facts
  }
}

/// The requests so far, as many as one looks at.
package struct RequestLog: Equatable, Sendable {
  static let capacity = 500

  /// Oldest first.
  package private(set) var records: [RequestRecord] = []

  package init() {}

  mutating func note(_ record: RequestRecord) {
    // A quarter at a time: removing the first of an array moves all others.
    if records.count >= Self.capacity { records.removeFirst(Self.capacity / 4) }
    records.append(record)
  }
}
