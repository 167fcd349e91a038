import ArgumentParser
import Checkout
import Dashboard
import Glibc
import Screen
import Stripe

/// `till expire ID…`: the same plan, checks, pacing and report as the dashboard's.
struct Expire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire",
    abstract: "Expire open sessions.",
    discussion: """
      Each session is read again before it is expired, and only an open one is. On a terminal \
      till shows its plan and asks first; elsewhere it needs --yes. Ctrl-C stops between two \
      sessions. The exit code is 1 if any was not expired.
      """)

  @Argument(help: "Ids of sessions, cs_…; - reads them from stdin, one on a line.")
  var ids: [String]
  @Flag(help: "Do not ask.")
  var yes = false
  @Flag(help: "Only say what would be done.")
  var dryRun = false
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let plan = try ConnectionPlan(options, .current)
    if case .refused(let reason) = plan.writes, !dryRun { throw Failure(.failed, reason) }
    let ids = try wantedIDs()
    if !yes, !dryRun { try requireTerminal() }
    let connection = try Connection.open(plan)
    let isLive = plan.key.isLive
    var report = ExpireReport()

    var expiring = ids
    // With --yes nobody reads the plan, and every session is read again anyway.
    if !yes || dryRun {
      let bulk = await BulkExpire(connection.library).plan(ids, isLive: isLive) { id, failure in
        report.fail(id, failure)
      }
      report.show(bulk, isDryRun: dryRun)
      expiring = bulk.expiring
      if dryRun { return try report.finish(of: ids) }
      if !expiring.isEmpty { try confirm(expiring.count, isLive: isLive) }
    }
    let run = await BulkExpire(connection.library).run(expiring) { row, failure, run in
      report.add(row, failure, run)
    }
    report.end(run)
    try report.finish(of: ids)
  }

  /// The ids of the arguments and of stdin, each once.
  private func wantedIDs() throws(Failure) -> [String] {
    var ids: [String] = []
    for id in self.ids {
      guard id == "-" else {
        ids.append(id)
        continue
      }
      while let line = readLine() {
        let word = line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        if !word.isEmpty, !word.hasPrefix("#") { ids.append(word) }
        guard ids.count <= Marks.capacity else {
          throw Failure(.usage, "more than \(Marks.capacity.grouped) ids are not taken at once")
        }
      }
    }
    var seen: Set<String> = []
    ids = ids.filter { seen.insert($0).inserted }
    guard !ids.isEmpty else { throw Failure(.usage, "there is no id to expire") }
    return ids
  }

  /// Where ids come from stdin, the answer cannot.
  private func requireTerminal() throws(Failure) {
    guard Standard.isTerminal(STDIN_FILENO), Standard.isTerminal(STDERR_FILENO) else {
      throw Failure(.failed, "nothing was expired: without a terminal to ask on, add --yes")
    }
  }

  private func confirm(_ count: Int, isLive: Bool) throws(Failure) {
    let what = count == 1 ? "the session" : "the \(count.grouped) sessions"
    let word = isLive ? String(count) : "expire"
    Standard.error(
      "\(isLive ? "LIVE: " : "")Type “\(word)” to expire \(what); anything else keeps them.")
    guard readLine()?.trimmingSpaces == word else {
      throw Failure(.failed, "nothing was expired")
    }
  }
}

/// What `till expire` prints: what was expired on stdout, everything else on stderr.
private struct ExpireReport {
  private var failures: [String: Failure] = [:]
  private var wasInterrupted = false
  private let showsProgress = Standard.isTerminal(STDERR_FILENO)

  mutating func fail(_ id: String, _ failure: Failure) {
    failures[id] = failure
    complain(id, failure.sentence)
  }

  mutating func show(_ plan: BulkPlan, isDryRun: Bool) {
    for row in plan.rows where failures[row.id] == nil {
      let text: String
      switch row.fate {
      case .expires: text = "would be expired"
      case .skipped(let reason):
        text = "skipped: \(reason)"
        failures[row.id] = Failure(.failed, reason)
      }
      let line = "\(Sanitiser.display(row.id))\t\(text)"
      if isDryRun { Standard.output(line + "\n") } else { Standard.error(line) }
    }
    Standard.error("till: \(plan.sentence("given"))")
  }

  mutating func add(_ row: BulkRun.Row, _ failure: Failure?, _ run: BulkRun) {
    clearProgress()
    switch row.outcome {
    case .expired: Standard.output("\(row.id)\texpired\n")
    default:
      let reason = row.outcome.reason ?? row.outcome.word
      failures[row.id] = failure ?? Failure(.failed, reason)
      complain(row.id, "not expired: \(reason)")
    }
    if run.rows.count > 1, run.isRunning { progress(run) }
  }

  mutating func end(_ run: BulkRun) {
    clearProgress()
    wasInterrupted = run.isStopping
    for row in run.rows where row.outcome == .waiting {
      failures[row.id] = Failure(.interrupted, "not tried")
    }
    if run.rows.count > 1 || wasInterrupted { Standard.error("till: \(run.sentence)") }
  }

  /// - Throws: the exit code. One id fails with its own, so that a script can tell an unknown id from
  ///   no network.
  func finish(of ids: [String]) throws {
    if wasInterrupted { throw ExitCode(Failure.Code.interrupted.rawValue) }
    guard !failures.isEmpty else { return }
    let code = ids.count == 1 ? failures.first?.value.code ?? .failed : .failed
    throw ExitCode(code.rawValue)
  }

  private func complain(_ id: String, _ sentence: String) {
    Standard.error("till: \(Sanitiser.display(id)): \(Sanitiser.display(sentence))")
  }

  private func progress(_ run: BulkRun) {
    guard showsProgress else { return }
    let tally = run.tally
    let done = run.rows.count - tally.left - tally.running
    let filled = 30 * done / run.rows.count
    Standard.errorPart(
      "\r" + String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        + " \(done.grouped) of \(run.rows.count.grouped)")
  }

  private func clearProgress() {
    if showsProgress { Standard.errorPart("\r\u{1B}[K") }
  }
}
