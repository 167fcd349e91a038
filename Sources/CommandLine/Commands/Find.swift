import ArgumentParser
import Checkout
import Dashboard
import Query
import RecordCache
import Screen
import SessionLibrary

/// `till find ANYTHING`: the dashboard, opened on a look-up.
struct Find: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Open the dashboard on what an id, an e-mail, an address or text finds.",
    discussion: """
      Takes the ids of sessions, payments, charges, refunds, disputes, subscriptions, invoices, \
      customers, payment links, setup intents and events, e-mails, addresses of the Dashboard and of \
      checkout pages, and text. The cache answers first; Stripe is asked where it has a filter. \
      “till ANYTHING” means the same when it can be nothing else. Without a terminal, and with \
      --format, --all or --limit, what is found is printed like a list, with the documents of the \
      Firebase extension that are kept and match. Without --all or --limit the first 20 sessions and \
      the first 20 documents are listed; whether there are more is said on stderr. The exit code is 1 \
      if nothing is found, and 64 if a query has a mistake.
      """)

  @Argument(help: "What to look for.")
  var words: [String]
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  private var text: String { words.joined(separator: " ") }

  func validate() throws {
    guard Lookup(text) != nil else {
      throw ValidationError("Say what to look for: an id, an e-mail, an address or text.")
    }
  }

  func run(in world: World) async throws {
    let setup = try Setup.current(in: world)
    let isPrinted =
      output.isGiven || !world.console.terminals.isSuperset(of: [.input, .output])
    var plan =
      isPrinted
      ? try await ConnectionPlan(options, setup, in: world)
      : try await ConnectionPlan(forScreen: options, setup, in: world)
    guard !isPrinted else {
      plan.mostFound = output.count
      let connection = try Connection.open(plan, in: world)
      return try await Connection.withRoom(connection, plan, in: world) { [plan] in
        try await list(with: $0.library, plan, setup, in: world)
      }
    }
    if let mismatch = Lookup(text)?.mismatch(livemode: plan.key.isLive) {
      throw Failure(.usage, "\(mismatch): nothing was asked")
    }
    try await world.openDashboard(
      DashboardStart(plan, setup, options, lookingFor: text), world)
  }

  /// Prints what is found, and says where it was looked for.
  private func list(
    with library: SessionLibrary, _ plan: ConnectionPlan, _ setup: Setup, in world: World
  ) async throws {
    var library = library
    let lookups = Lookup.choices(in: text)
    var documents = await FoundDocuments(
      lookups, plan, setup, options, limit: output.count, in: world)
    var problem: Shortfall?
    var outcomes: [FoundSessions] = []
    for lookup in lookups {
      if let mismatch = lookup.mismatch(livemode: plan.key.isLive) {
        // The id of the other mode may be a text of a session, as after a copy of its data.
        outcomes.append(try await library.findCached(lookup))
        if outcomes.allSatisfy(\.ids.isEmpty), lookup == lookups.last {
          throw Failure(.usage, "\(mismatch): nothing was asked")
        }
        continue
      }
      outcomes.append(try await Self.find(lookup, in: &library, noting: &problem))
    }
    // If Stripe finds nothing, the document still names its session.
    if outcomes.allSatisfy(\.ids.isEmpty), let id = documents?.session(isLive: plan.key.isLive) {
      outcomes.append(try await Self.find(.session(id), in: &library, noting: &problem))
    }
    if outcomes.allSatisfy(\.ids.isEmpty), let last = outcomes.popLast() {
      outcomes.append(try await library.found(last, orBy: Lookup.rest(of: text)))
    }
    var seen: Set<String> = []
    let found = outcomes.flatMap(\.ids).filter { seen.insert($0).inserted }
    let ids = found.prefix(output.count)
    let hasMore = found.count > ids.count || outcomes.contains(where: \.hasMore)
    let hasDocuments = documents.map { !$0.rows.isEmpty } ?? false
    if ids.isEmpty, !hasDocuments {
      if let problem { throw Failure(problem.error) }
      try Self.refuse(lookups, outcomes)
    }
    var writer = SessionWriter(output.form, in: world)
    for id in ids {
      guard let stored = try await library.session(id) else { continue }
      try writer.write(stored.session)
    }
    if !ids.isEmpty || output.form.chosen != .table { try writer.finish() }
    if output.form.chosen == .table { try await documents?.print(in: world) }
    let cached = try await library.count(ListQuery())
    let coverage = try await library.coverage(of: .all)
    let scope = coverage.scopeWithAge(of: cached, in: world.zone(), now: world.now())
    for line in Self.report(
      outcomes, ids.count, hasMore: hasMore, in: scope, hasDocuments: hasDocuments)
    { world.console.say("till: \(line)") }
    if let caution = Lookup.caution(on: text) { world.console.say("till: \(caution)") }
    if outcomes.contains(where: \.isOfText) {
      world.console.say("till: \(try await library.cache.knownParts(of: .all))")
    }
    if let documents { for line in documents.report { world.console.say("till: \(line)") } }
    if output.form.chosen == .table, documents?.isCut == true {
      world.console.say("till: not all of these documents are listed; --all lists them")
    }
    if library.damagedCount > 0 {
      let count = library.damagedCount.counted("session")
      world.console.say("till: \(count) of the cache could not be read, and came from Stripe")
    }
    if let problem {
      let failure = Failure(problem.error)
      throw Failure(failure.code, "\(problem.what): \(failure.sentence)")
    }
    if ids.isEmpty, !hasDocuments {
      throw ExitCode(Failure.Code.failed.rawValue)
    }
  }

  /// Why Stripe's answer is not listed, or only a part of it.
  struct Shortfall {
    let error: LibraryError
    let what: SafeText
  }

  /// What is found. If the disk has no room for Stripe's answer, the library becomes one that has. If
  /// Stripe gives no answer, or there is no room at all, that is noted, and the cache has answered
  /// alone. Pages that came before an error are in the cache, too.
  static func find(
    _ lookup: Lookup, in library: inout SessionLibrary, noting problem: inout Shortfall?
  ) async throws(LibraryError) -> FoundSessions {
    let known = try await library.findCached(lookup)
    guard !known.isFinal else { return known }
    do throws(LibraryError) {
      return try await library.ask(for: lookup, beyond: known)
    } catch {
      if let roomy = library.withRoom(after: error) {
        library = roomy
        return try await find(lookup, in: &library, noting: &problem)
      }
      switch error {
      case .stripe:
        let kept = try await library.findCached(lookup)
        let isPart = kept.ids != known.ids || kept.hasMore != known.hasMore
        problem = Shortfall(
          error: error,
          what: isPart ? "Stripe gave only a part of its answer" : "Stripe gave no answer")
        return kept
      case .cache(let reason) where reason.isOnlyOfWriting && !known.ids.isEmpty:
        problem = Shortfall(error: error, what: "Stripe's answer is not kept")
        return known
      case .cache: throw error
      }
    }
  }

  /// Throws an error that shows the place of a mistake below the query, if a look-up has one.
  private static func refuse(_ lookups: [Lookup], _ outcomes: [FoundSessions]) throws(Failure) {
    for case (.text(let text), let outcome) in zip(lookups, outcomes) {
      guard let mistake = outcome.mistake else { continue }
      throw Failure(.usage, mistake.pointing(at: text))
    }
  }

  /// What was found and where it was looked for. If nothing was found, also why, and what was
  /// perhaps meant.
  private static func report(
    _ outcomes: [FoundSessions], _ count: Int, hasMore: Bool, in scope: String, hasDocuments: Bool
  ) -> [SafeText] {
    let asked = outcomes.map(\.asked).filter { !$0.isEmpty }.joined(separator: ", ")
    let requests = outcomes.reduce(0) { $0 + $1.requests }
    let stripe: SafeText =
      requests == 0 ? "" : ", and Stripe (\(asked)): \(requests.counted("request"))"
    let more: SafeText =
      hasMore ? "; there are more; --all lists them, --limit N lists N" : ""
    let nothing = hasDocuments ? "no session is found" : "nothing is found"
    var lines: [SafeText] = [
      "\(count > 0 ? count.counted("session") : nothing); looked at: \(scope)"
        + stripe + more
    ]
    lines += outcomes.compactMap(\.part).map { "the whole text is in none: found by “\($0)”" }
    lines += outcomes.filter { $0.part == nil }
      .compactMap { $0.query?.caution(besideHits: count > 0) }.map { "\($0)" }
    guard count == 0 else { return lines }
    lines += outcomes.compactMap(\.reason).map { "\($0)" }
    let near = outcomes.flatMap(\.near)
    if !near.isEmpty { lines.append("did you mean \(near.joined(separator: ", "))?") }
    if requests == 0, outcomes.allSatisfy({ $0.reason == nil }) {
      let isQuery = outcomes.contains { $0.query?.source.isSessionQuery == true }
      lines.append(
        isQuery
          ? "Stripe has no filter for all of this: what is not cached was not looked at"
          : "Stripe cannot search text: what is not cached was not looked at")
    }
    return lines
  }
}

extension String {
  fileprivate var isSessionQuery: Bool { Lookup.text(self).isQuery }
}

extension FoundSessions {
  /// Whether nothing was found by a text, or something by what comes with other objects.
  fileprivate var isOfText: Bool {
    requests == 0 && (ids.isEmpty || areHolding || query?.asksForNoted == true)
  }
}
