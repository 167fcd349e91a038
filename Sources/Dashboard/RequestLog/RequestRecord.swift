import Units

/// One try of a request and how it ended, in a line. Holds no key, no body and nothing about a
/// customer.
package struct RequestRecord: Equatable, Sendable {
  /// When it began, in milliseconds since 1970.
  package let started: Int
  /// What was asked and how it went: `GET /v1/account 200 12 ms 912 B`.
  package let text: String
  package let isFailure: Bool

  package init(started: Int, _ text: String, isFailure: Bool = false) {
    self.started = started
    self.text = text
    self.isFailure = isFailure
  }

  /// For the log file and for copying: `2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B`.
  package var line: String {
    let moment = Moment(started / 1000).utcText.replacing(" UTC", with: "")
    let thousandths = String(1000 + started % 1000).dropFirst()
    return "\(moment.replacing(" ", with: "T")).\(thousandths)Z \(text)"
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
