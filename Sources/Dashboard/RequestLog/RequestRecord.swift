import Units

/// One try of a request and its result, in a line. Contains no key, no body and no customer data.
package struct RequestRecord: Equatable, Sendable {
  /// When it started, in milliseconds since 1970.
  package let started: Int
  /// `GET /v1/account`
  package let request: String
  /// `200`, or `timeout` if there was no answer.
  package let outcome: String
  package let milliseconds: Int
  /// `912 B try 2 req_…`
  package let details: String
  package let isFailure: Bool

  package init(
    started: Int, _ request: String, _ outcome: String, milliseconds: Int, _ details: String,
    isFailure: Bool = false
  ) {
    self.started = started
    self.request = request
    self.outcome = outcome
    self.milliseconds = milliseconds
    self.details = details
    self.isFailure = isFailure
  }

  package var duration: String { "\(milliseconds) ms" }

  /// The request and its result: `GET /v1/account 200 12 ms 912 B`.
  package var text: String { "\(request) \(outcome) \(duration) \(details)" }

  /// For the log file and for copying: `2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B`.
  package var line: String {
    let moment = Moment(started / 1000).utcText.replacing(" UTC", with: "")
    let thousandths = String(1000 + started % 1000).dropFirst()
    return "\(moment.replacing(" ", with: "T")).\(thousandths)Z \(text)"
  }
}

/// The latest requests, up to `capacity`.
package struct RequestLog: Equatable, Sendable {
  static let capacity = 500

  /// Oldest first.
  package private(set) var records: [RequestRecord] = []

  package init() {}

  mutating func note(_ record: RequestRecord) {
    // A quarter at a time: removing the first element of an array moves all others.
    if records.count >= Self.capacity { records.removeFirst(Self.capacity / 4) }
    records.append(record)
  }
}
