/// How a sandbox behaves. The defaults are a small, quiet, reliable account in test mode.
package struct SandboxOptions: Sendable {
  /// The port on 127.0.0.1; 0 lets the system pick one.
  package var port: UInt16 = 0
  /// How many sessions exist at the start.
  package var sessions = 500
  /// The same seed gives the same account.
  package var seed: UInt64 = 1
  /// Milliseconds by which every answer is delayed.
  package var latency = 0
  /// The share of requests, 0 to 1, that end in a 500, a 503 or a dropped connection.
  package var failRate = 0.0
  /// Requests a second before 429; nil for no limit.
  package var rateLimit: Double?
  /// Whether time passes: sessions appear, are paid, settle and expire.
  package var traffic = false
  package var livemode = false
  /// What a restricted key may do; nil for everything.
  package var permissions: Set<Permission>?
  /// The account's default API version, for events and for requests that name none.
  package var apiVersion = StripeVersion.standard
  /// The folder that keeps the state; nil to keep nothing after the end.
  package var state: String?
  /// Requests to play at the start.
  package var seedFile: SeedFile?
  /// Where events are sent; nil for nowhere.
  package var forwarding: Forwarding?

  package init() {}
}
