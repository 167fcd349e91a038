/// What a sandbox is like. The defaults are a small, quiet, reliable account in test mode.
package struct SandboxOptions: Sendable {
  /// The port on 127.0.0.1; 0 lets the system pick one.
  package var port: UInt16 = 0
  /// How many sessions exist at the start.
  package var sessions = 500
  /// The same seed gives the same account.
  package var seed: UInt64 = 1
  /// Milliseconds that every answer is held back.
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
  /// The version of the API that the account has chosen, for requests that name none and for events.
  package var apiVersion = StripeVersion.standard
  /// The folder that keeps what has happened; nil to forget it at the end.
  package var state: String?
  /// Requests to begin with.
  package var seedFile: SeedFile?
  /// Where events are sent; nil for nowhere.
  package var forwarding: Forwarding?

  package init() {}
}
