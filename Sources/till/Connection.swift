import Checkout
import Dashboard
import Glibc
import HTTP
import Screen
import RecordCache
import SessionLibrary
import Settings
import Stripe

/// One key and all that is reached with it: the client, the cache, the library over both.
struct Connection: Sendable {
  let account: Account
  let client: StripeClient
  let cache: RecordCache
  let library: SessionLibrary
  /// What has to be said once about the cache, such as that a damaged one was set aside.
  let notice: String?
  private let transport: CurlTransport

  /// Ends what is under way and closes the cache. Also done for all connections at the program's
  /// end, see `Closing`.
  func close() {
    transport.shutdown()
    try? cache.close()
  }
}

/// What a connection is made from.
struct ConnectionPlan: Sendable {
  var key: APIKey
  var keySource: String
  var base: APIBase = .stripe
  var connectedAccount: String?
  /// The key's own account, where it is known without asking.
  var ownAccount: String?
  /// The key's profile; nil when it is not a profile's.
  var profile: String?
  var isSandbox = false
  var writes: WritePermission
  /// The folder of the cache; nil for one that is forgotten at the end.
  var cacheFolder: String?
  /// Whether a cache that cannot be opened ends the command.
  var needsCache = false
  /// What the list shows at first, in the query language.
  var defaultFilter: String?
  /// The profile's colour.
  var accent: Color?
  /// What ought to be said aloud about the key, as sentences.
  var notes: [String] = []
  /// Where requests are noted; nil for nowhere.
  var log: LogFile?
  /// Whether headers are written out, too.
  var dumpsHeaders = false
  /// Requests a second; nil for what Stripe allows.
  var rateLimit: Double?
  var http = HTTPOptions()
}

extension Connection {
  static func open(
    _ plan: ConnectionPlan, monitor: RequestMonitor? = nil
  ) throws(Failure) -> Connection {
    if plan.key.isLive { CoreDumps.forbid() }
    // The dashboard says them on its screen.
    let hasScreen = monitor?.hasScreen == true
    if !hasScreen { for note in plan.notes { Standard.error("till: \(note)") } }
    let transport = CurlTransport(plan.http)
    Closing.add { transport.shutdown() }
    let http = transport.client(for: plan, monitor)
    let client = StripeClient(
      key: plan.key, keyOrigin: plan.keySource, base: plan.base, account: plan.connectedAccount,
      http: monitor?.watching(http) ?? http, version: Till.version, writes: plan.writes,
      pacer: plan.rateLimit.map { RequestPacer(rate: $0) },
      onRetry: { monitor?.retry($0) })
    do throws(CacheError) {
      let (cache, notice) = try plan.openCache()
      Closing.add { try? cache.close() }
      if !hasScreen, let notice { Standard.error("till: \(notice)") }
      let library = SessionLibrary(
        source: SessionSource(client), cache: cache, executor: Workers.shared,
        now: { time(nil) })
      return Connection(
        account: Account(plan), client: client, cache: cache, library: library,
        notice: notice, transport: transport)
    } catch {
      throw Failure(.failed, error.message)
    }
  }
}

extension CurlTransport {
  /// The client of a plan: every request is noted in the log and shown by the monitor.
  fileprivate func client(for plan: ConnectionPlan, _ monitor: RequestMonitor?) -> HTTPClient {
    let log = plan.log
    let noting = client.logging { exchange in
      let record = RequestRecord(exchange)
      log?.append(record.line)
      monitor?.note(record)
    }
    guard plan.dumpsHeaders else { return noting }
    // Under the dashboard stderr is the screen.
    return noting.dumpingHeaders { line in
      if monitor?.hasScreen == true { log?.append(line) } else { Standard.error(line) }
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension Account {
  fileprivate init(_ plan: ConnectionPlan) {
    // "Read-only: this is a live key. To change that, …": the first sentence fits the footer.
    var sentences: [String] = []
    if case .refused(let why) = plan.writes {
      sentences = why.split(separator: ". ").map(String.init)
    }
    let reason = sentences.first.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    self.init(
      name: plan.isSandbox ? "demo" : plan.profile ?? KeyFinder.variable, profile: plan.profile,
      id: plan.connectedAccount ?? plan.ownAccount, isLive: plan.key.isLive,
      keySource: plan.keySource, isSandbox: plan.isSandbox, apiBase: plan.base.url,
      readOnlyReason: reason?.lowercased())
    readOnlyAdvice = sentences.dropFirst().joined(separator: ". ").nonEmpty
  }
}
