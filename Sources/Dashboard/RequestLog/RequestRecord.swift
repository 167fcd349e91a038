import Units

/// One try of a request and its result, in a line. Contains no key, no body and no customer data.
package struct RequestRecord: Equatable, Sendable {
  /// When it started, in milliseconds since 1970.
  package let started: Int
  /// The request and its result: `GET /v1/account 200 12 ms 912 B`.
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
