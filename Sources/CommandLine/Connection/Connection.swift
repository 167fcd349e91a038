package import Checkout
package import Dashboard
package import HTTP
import Host
package import RecordCache
package import Screen
package import SessionLibrary
package import Settings
package import Stripe

/// One key and everything that uses it: the client, the cache, and the library over both.
package struct Connection: Sendable {
  package let account: Account
  package let client: StripeClient
  package let cache: RecordCache
  package let library: SessionLibrary
  /// How far this machine's clock is from the server's.
  let clock: ClockDifference
  /// What the user should be told once about the cache, such as that a damaged one was set aside.
  package let notice: String?
  private let transport: World.Transport

  /// Stops what is under way and closes the cache. At the end of the program this is done for all
  /// connections, see ``Closing``.
  package func close() {
    transport.shutdown()
    try? cache.close()
  }
}

/// What a connection is made from.
package struct ConnectionPlan: Sendable {
  package var key: APIKey
  package var keySource: String
  package var base: APIBase = .stripe
  package var connectedAccount: String?
  /// The key's own account, if it is known without a request.
  package var ownAccount: String?
  /// The key's profile; nil if it does not come from a profile.
  package var profile: String?
  package var isSandbox = false
  package var writes: WritePermission
  /// The folder of the cache; nil for a temporary cache.
  package var cacheFolder: String?
  /// Whether the command fails if the cache cannot be opened.
  package var needsCache = false
  /// Hosts besides Stripe's own whose checkout pages may be opened.
  package var checkoutHosts: [String] = []
  /// How many sessions a look-up returns at most.
  package var mostFound = 100
  /// What the list shows at first, in the query language.
  package var defaultFilter: String?
  /// The profile's colour.
  package var accent: Color?
  /// Warnings about the key, as sentences.
  package var notes: [String] = []
  /// Where requests are logged; nil for no log.
  package var log: LogFile?
  /// Whether headers are written, too.
  package var dumpsHeaders = false
  /// Requests a second; nil for what Stripe allows.
  package var rateLimit: Double?
  package var http = HTTPOptions()

  package init(key: APIKey, keySource: String, writes: WritePermission) {
    self.key = key
    self.keySource = keySource
    self.writes = writes
  }
}

extension Connection {
  /// Opens the cache of a plan and makes a client for its key. Sends no request.
  ///
  /// - Parameters:
  ///   - plan: the key, and what may be done with it.
  ///   - world: provides the network, and prints notices.
  ///   - monitor: told about requests; nil for one that says on stderr what it waits for.
  /// - Returns: the connection, which the world's closing closes.
  /// - Throws: `Failure` if the cache cannot be opened.
  package static func open(
    _ plan: ConnectionPlan, in world: World, monitor: RequestMonitor? = nil
  ) throws(Failure) -> Connection {
    if plan.key.isLive { CoreDumps.forbid() }
    let monitor = monitor ?? RequestMonitor(limit: plan.requestLimit, console: world.console)
    // The dashboard shows them on its screen.
    if !monitor.hasScreen { for note in plan.notes { world.console.say("till: \(note)") } }
    let transport = world.transport(plan.http)
    world.closing.add { transport.shutdown() }
    let clock = ClockDifference()
    let dated = clock.watching(transport.client, world.now) { monitor.warn($0) }
    let client = StripeClient(
      key: plan.key, keyOrigin: plan.keySource, base: plan.base, account: plan.connectedAccount,
      http: monitor.watching(plan.observed(dated, monitor, world.console)),
      version: Till.version, writes: plan.writes,
      pacer: plan.rateLimit.map { RequestPacer(rate: $0) },
      onRetry: { monitor.retry($0) })
    do throws(CacheError) {
      let (cache, notice) = try plan.openCache(in: world, staysOpen: monitor.hasScreen)
      world.closing.add { try? cache.close() }
      if !monitor.hasScreen, let notice { world.console.say("till: \(notice)") }
      let library = SessionLibrary(
        source: SessionSource(client), cache: cache, executor: Workers.shared,
        ahead: { clock.secondsAhead }, zone: world.zone, mostFound: plan.mostFound,
        onUnkept: { monitor.warn("\($0.message). This answer of Stripe is not kept") },
        now: world.now)
      return Connection(
        account: Account(plan), client: client, cache: cache, library: library,
        clock: clock, notice: notice, transport: transport)
    } catch { throw Failure(error) }
  }

  /// Runs work that reads from the cache what Stripe has just answered. Where the disk takes nothing
  /// more, it runs again with a temporary cache.
  static func withRoom<T>(
    _ connection: Connection, _ plan: ConnectionPlan, in world: World,
    _ work: (Connection) async throws -> T
  ) async throws -> T {
    do { return try await work(connection) } catch LibraryError.cache(let error)
      where error.isOnlyOfWriting && plan.cacheFolder != nil
    {
      world.console.say("till: \(error.message). Nothing is kept this time")
      var plan = plan
      plan.cacheFolder = nil
      return try await work(try open(plan, in: world))
    }
  }

  /// A connection for the options of a command.
  static func open(_ options: GlobalOptions, in world: World) async throws -> Connection {
    try open(try await ConnectionPlan(options, .current(in: world), in: world), in: world)
  }
}

extension ConnectionPlan {
  /// The client, with every request noted in the log and shown by the monitor.
  fileprivate func observed(
    _ client: HTTPClient, _ monitor: RequestMonitor, _ console: Console
  ) -> HTTPClient {
    let log = log
    let noting = client.logging { exchange in
      let record = RequestRecord(exchange)
      log?.append(record.line)
      monitor.note(record)
    }
    guard dumpsHeaders else { return noting }
    // While the dashboard runs, stderr is the screen.
    return noting.dumpingHeaders { line in
      if monitor.hasScreen { log?.append(line) } else { console.say("\(line)") }
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
      sentences = why.split(separator: ". ", maxSplits: 1).map(String.init)
    }
    let reason = sentences.first.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    self.init(
      name: plan.isSandbox ? "demo" : plan.profile ?? KeyFinder.variable, profile: plan.profile,
      id: plan.connectedAccount ?? plan.ownAccount, isLive: plan.key.isLive,
      keySource: plan.keySource, isSandbox: plan.isSandbox, apiBase: plan.base.url,
      readOnlyReason: reason?.lowercased())
    checkoutHosts = plan.checkoutHosts
    readOnlyAdvice = sentences.dropFirst().first
  }
}
