import ArgumentParser
import Checkout
import Host
import JSON
import Query
import Screen
import SessionLibrary
import Stripe
import Units

extension WatchGoal: ExpressibleByArgument {}

/// How changes are printed.
enum WatchFormat: String, CaseIterable, ExpressibleByArgument { case text, ndjson }

/// A length of time: `90s`, `10m`, `2h`, `1d`, or seconds.
struct LengthArgument: ExpressibleByArgument, Sendable {
  let text: String
  let seconds: Int

  init?(argument: String) {
    let units = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let unit = argument.last.flatMap { units[String($0)] }
    let digits = unit == nil ? argument[...] : argument.dropLast()
    guard let count = Int(digits), count > 0, count <= 1_000_000 else { return nil }
    text = unit == nil ? argument + "s" : argument
    seconds = count * (unit ?? 1)
  }
}

/// `till watch`: prints a line for each change until a goal is reached.
struct WatchCommand: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Print what changes with sessions, and wait until they are paid or closed.",
    discussion: """
      Of sessions by id, --until holds as soon as it holds of all of them. Of a query, it holds as \
      soon as it holds of one session that the query finds, also of one that is created meanwhile. \
      The exit code is 0 when it holds, 1 when it cannot hold any more, such as paid of an expired \
      session, and 124 when the time is up. ndjson: {"at", "id", "field", "from", "to"}, “at” in Unix \
      seconds when the change was seen, null for what was or is absent; fields are status, \
      payment_status, amount_total, currency, url and metadata.KEY. A new session of a query is its \
      status from null.
      """)

  @Argument(help: "The sessions' ids, cs_…, or anything that they stand in, such as their links.")
  var ids: [String] = []
  @Option(help: "Sessions that match a query, as in “till search”, in place of ids.")
  var query: String?
  @Option(help: "paid, complete, expired, or closed for any of the last two.")
  var until: WatchGoal?
  @Option(help: "How long to wait: 90s, 10m, 2h.")
  var timeout: LengthArgument?
  @Option(help: "How often Stripe is asked: 10s, 1m; every 5s without it.")
  var every: LengthArgument?
  @Option(help: "text or ndjson.")
  var format = WatchFormat.text
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if ids.isEmpty == (query == nil) {
      throw ValidationError("Give either ids of sessions or --query.")
    }
    for id in ids where Lookup(id).map({ $0.isUnmistakable || $0.idQuery != nil }) != true {
      throw ValidationError("“\(id)” is no id of a session: cs_…")
    }
  }

  func run(in world: World) async throws {
    let list = try query.map { text throws(Failure) in
      try ListQuery(text, SessionFilter(), in: world)
    }
    // Every session would match, and one of them has reached the goal long ago.
    if until != nil, let list, list.query == nil {
      throw Failure(.usage, "--query has no condition: say which sessions are meant, or give ids")
    }
    if let caution = list?.query?.caution() { world.console.say("till: \(caution)") }
    let plan = try await ConnectionPlan(options, .current(in: world), in: world)
    let connection = try Connection.open(plan, in: world)
    let subject =
      if let list { ChangeFeed.Subject.query(list) } else {
        ChangeFeed.Subject.ids(try await meantIDs(connection, world))
      }
    let watching = Watching(
      subject: subject, goal: until, interval: .seconds(every?.seconds ?? 5), format: format,
      connection: connection, plan: plan, world: world)
    let ending = try await Self.race(watching, timeout, world.stopSignals())
    switch ending {
    case .holds: return
    case .impossible(let id, let why):
      throw Failure(.failed, "\(id) is \(why): it will not be \(until?.rawValue ?? "") any more")
    case .timedOut:
      throw Failure(.timedOut, "\(timeout?.text ?? "the time") is up\(missing)")
    case .interrupted: throw Failure(.interrupted, "stopped")
    }
  }

  /// The whole ids of the sessions that are meant, each once. One that was found is named.
  private func meantIDs(_ connection: Connection, _ world: World) async throws -> [String] {
    var meant: [String] = []
    for text in ids {
      let id = try await connection.sessionID(meantBy: text)
      guard !meant.contains(id) else { continue }
      if id != text { world.console.say("till: watching \(id)") }
      meant.append(id)
    }
    return meant
  }

  /// What the time was not enough for. Of several sessions, some may have reached the goal.
  private var missing: SafeText {
    guard let goal = until?.rawValue else { return "" }
    switch ids.count {
    case 0: return ", and nothing is \(goal)"
    case 1: return ", and the session was not seen \(goal)"
    default: return ", and not all \(ids.count) sessions were seen \(goal)"
    }
  }

  /// Ends with what comes first: the end of the watch, the time limit, or a signal.
  private static func race(
    _ watching: Watching, _ timeout: LengthArgument?, _ signals: World.StopSignals
  ) async throws -> Watching.Ending {
    try await withThrowingTaskGroup(of: Watching.Ending.self) { group in
      group.addTask(executorPreference: Workers.shared) { try await watching.run() }
      group.addTask(executorPreference: Workers.shared) {
        await signals.first()
        return .interrupted
      }
      if let timeout {
        group.addTask(executorPreference: Workers.shared) {
          try await pause(for: .seconds(timeout.seconds))
          return .timedOut
        }
      }
      defer { group.cancelAll() }
      return try await group.next() ?? .interrupted
    }
  }
}

/// One watch, from start to end.
struct Watching: Sendable {
  enum Ending: Equatable, Sendable {
    case holds
    case impossible(id: String, why: String)
    case timedOut
    case interrupted
  }

  let subject: ChangeFeed.Subject
  let goal: WatchGoal?
  let interval: Duration
  let format: WatchFormat
  let connection: Connection
  let plan: ConnectionPlan
  let world: World

  /// A query is about what is cached, so it needs a copy of that where the disk is full. Sessions that
  /// are known by their ids need no room for it.
  func run() async throws -> Ending {
    do { return try await follow(connection.library) } catch let error as LibraryError {
      if let roomy = connection.library.withRoom(after: error) { return try await follow(roomy) }
      guard case .ids = subject else { throw error }
    }
    return try await Connection.withRoom(connection, plan, in: world) {
      try await follow($0.library)
    }
  }

  /// Asks again and again, also after a server could not be reached.
  private func follow(_ library: SessionLibrary) async throws -> Ending {
    var feed = try await ChangeFeed(subject, in: library)
    if let ending = try await knownEnding(in: library) { return ending }
    var payments = WatchedPayments()
    while true {
      if let round = try await next(&feed) {
        for change in round.changes { try print(change, round) }
        if let ending = ending(of: round.sessions) { return ending }
        if let ending = try await failure(among: round.sessions, in: library, &payments) {
          return ending
        }
      }
      try await pause(for: interval)
    }
  }

  /// Nil if the server cannot be reached at the moment.
  private func next(_ feed: inout ChangeFeed) async throws(LibraryError) -> ChangeFeed.Round? {
    do throws(LibraryError) { return try await feed.next() } catch {
      // After a cancellation nothing is asked again.
      guard error.isPassing, !Task.isCancelled else { throw error }
      world.console.say("till: \(Failure(error).sentence) Asking again.")
      return nil
    }
  }

  /// The sessions of a query may have reached the goal already.
  private func knownEnding(in library: SessionLibrary) async throws -> Ending? {
    guard let goal, case .query(let query) = subject else { return nil }
    _ = try await library.keepTrue()
    let reached = query.narrowed(to: goal.condition)
    let first = try await library.rows(reached, .top, limit: 1)
    guard let row = first.rows.first else { return nil }
    // It is no change, so it has no line of its own.
    let others: SafeText = first.reachesBottom ? "" : ", and so are others that the query finds"
    world.console.say("till: \(SafeText(row.id)) is \(SafeText(goal.rawValue)) already\(others)")
    return .holds
  }

  private func ending(of sessions: [SessionSummary]) -> Ending? {
    guard let goal else { return nil }
    let outlooks = sessions.map { goal.outlook($0.status, $0.paymentStatus) }
    guard case .ids = subject else { return outlooks.contains(.holds) ? .holds : nil }
    for (session, outlook) in zip(sessions, outlooks) {
      if case .impossible(let why) = outlook { return .impossible(id: session.id, why: why) }
    }
    return outlooks.allSatisfy { $0 == .holds } ? .holds : nil
  }

  /// Looks at the payments of sessions that wait for money: when it fails to come, the session
  /// itself does not change. A payment that cannot be read is said once, and not asked for again.
  private func failure(
    among sessions: [SessionSummary], in library: SessionLibrary,
    _ payments: inout WatchedPayments
  ) async throws(LibraryError) -> Ending? {
    guard let goal, case .ids = subject else { return nil }
    let waiting = payments.waiting(among: sessions, for: goal)
    for session in waiting.withoutIntent {
      payments.leaveOut(session.id)
      world.console.say(
        "till: the payment of \(session.id) is not seen if it fails: the session names no payment "
          + "intent")
    }
    for (session, intent) in waiting.payments {
      payments.last = session.id
      do throws(LibraryError) {
        let payment = try await library.loadRelatedObject(intent).json
        let outlook = goal.outlook(
          session.status, session.paymentStatus, payment: payment["status"]?.string)
        if case .impossible(let why) = outlook { return .impossible(id: session.id, why: why) }
      } catch {
        guard !Task.isCancelled, case .stripe = error else { throw error }
        // The next round says that the server cannot be reached.
        guard !error.isPassing else { return nil }
        payments.leaveOut(session.id)
        world.console.say(
          "till: the payment of \(session.id) cannot be read, so it is not seen if it fails: "
            + "\(Failure(error).sentence)")
      }
    }
    return nil
  }

  // MARK: - Printing

  private func print(_ change: RecordChange, _ round: ChangeFeed.Round) throws {
    switch format {
    case .ndjson: try world.console.data(change.json + "\n", .json)
    case .text:
      let session = round.sessions.first { $0.id == change.record }
      try world.console.print(SafeText(change.words(of: session, in: world.zone())))
    }
  }
}

extension LibraryError {
  /// Whether the error may go away after a while.
  fileprivate var isPassing: Bool {
    guard case .stripe(let error) = self else { return false }
    switch error.code {
    case .unreachable, .server, .rateLimited, .locked: return true
    case .unexpectedAnswer, .authentication, .permission, .missing, .otherMode, .invalidRequest,
      .refused, .stopped:
      return false
    }
  }
}

extension RecordChange {
  /// `{"at": …, "id": …, "field": …, "from": …, "to": …}`.
  var json: String {
    func text(_ value: String?) -> String { value.map { JSONEscapes.encode($0) } ?? "null" }
    return "{\"at\":\(at),\"id\":\(text(record)),\"field\":\(text(field)),"
      + "\"from\":\(text(from)),\"to\":\(text(to))}"
  }

  /// `2026-11-14 09:38:55 UTC  cs_…  status: open → complete`. Raw text: the caller must make it
  /// harmless before it prints it.
  func words(of session: SessionSummary?, in zone: ZoneRule) -> String {
    func shown(_ value: String?) -> String {
      guard let value else { return "–" }
      guard field == "amount_total", let amount = Int(value), let currency = session?.currency
      else { return value }
      return Money(amount, currency).text
    }
    let change = from == nil ? shown(to) : "\(shown(from)) → \(shown(to))"
    return "\(Moment(at).text(in: zone))  \(record)  \(field): \(change)"
  }
}
