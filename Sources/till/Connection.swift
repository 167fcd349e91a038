import Checkout
import Dashboard
import Glibc
import HTTP
import SessionCache
import SessionLibrary
import Stripe

/// One key and all that is reached with it: the client, the cache, the library over both.
struct Connection: Sendable {
  let account: Account
  let client: StripeClient
  let cache: SessionCache
  let library: SessionLibrary
  /// What has to be said once about the cache, such as that a damaged one was set aside.
  let notice: String?
}

/// What a connection is made from.
struct ConnectionPlan: Sendable {
  var key: APIKey
  var keySource: String
  var base: APIBase = .stripe
  var connectedAccount: String?
  var profile = "default"
  var isSandbox = false
  var writes: WritePermission
  /// The folder of the cache; nil for one that is forgotten at the end.
  var cacheFolder: String?
  /// Requests a second; nil for what Stripe allows.
  var rateLimit: Double?
}

extension Connection {
  static func open(
    _ plan: ConnectionPlan, monitor: RequestMonitor? = nil
  ) throws(Failure) -> Connection {
    let http = CurlTransport().client
    let client = StripeClient(
      key: plan.key, base: plan.base, account: plan.connectedAccount,
      http: monitor?.watching(http) ?? http, version: Till.version, writes: plan.writes,
      pacer: plan.rateLimit.map { RequestPacer(rate: $0) },
      onRetry: { monitor?.retry($0) })
    do throws(CacheError) {
      let (cache, notice) = try plan.openCache()
      let library = SessionLibrary(
        source: SessionSource(client), cache: cache, now: { time(nil) })
      return Connection(
        account: Account(plan), client: client, cache: cache, library: library,
        notice: notice?.message)
    } catch {
      throw Failure(.failed, error.message)
    }
  }
}

extension ConnectionPlan {
  func openCache() throws(CacheError) -> (SessionCache, CacheNotice?) {
    guard let cacheFolder else { return (try SessionCache.temporary(), nil) }
    return try SessionCache.open(
      directory: cacheFolder, account: cacheName, livemode: key.isLive, now: time(nil))
  }
}

extension Account {
  fileprivate init(_ plan: ConnectionPlan) {
    var reason: String?
    if case .refused(let why) = plan.writes { reason = why }
    self.init(
      name: plan.profile, id: plan.connectedAccount, isLive: plan.key.isLive,
      keySource: plan.keySource, isSandbox: plan.isSandbox,
      apiBase: plan.base.url, readOnlyReason: reason)
  }
}
