/// Where events are sent, and how.
package struct Forwarding: Sendable {
  /// http or https.
  package var url: String
  /// Exact names, or groups such as `charge.*`; empty for all.
  package var events: [String]
  /// Sent in addition to Stripe's own.
  package var headers: [(name: String, value: String)]
  /// `whsec_…`: what the receiver verifies signatures with.
  package var secret: String
  /// Sends one request and returns the status of the answer; nil if there is none.
  package var send: @Sendable (Webhook) async -> Int?
  /// Receives a line about each delivery, for the user.
  package var log: @Sendable (String) -> Void

  package init(
    url: String, events: [String] = [], headers: [(name: String, value: String)] = [],
    secret: String, send: @escaping @Sendable (Webhook) async -> Int?,
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.url = url
    self.events = events
    self.headers = headers
    self.secret = secret
    self.send = send
    self.log = log
  }

  func wants(_ type: EventType) -> Bool {
    events.isEmpty || events.contains { $0 == "*" || type.matches($0) }
  }

  /// Names in a list of events that match no event of the sandbox.
  package static func unknown(in events: [String]) -> [String] {
    events.filter { name in
      name != "*" && !EventType.allCases.contains { $0.matches(name) }
    }
  }
}

/// A request to a shop's server.
package struct Webhook: Sendable {
  package var url: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
}
