import ArgumentParser
import Dashboard
import Screen
import Units

/// What `till expire` prints: what was expired on stdout, everything else on stderr.
struct ExpireReport: Sendable {
  private let console: Console
  private let showsProgress: Bool
  private var failures: [String: Failure] = [:]
  private var wasInterrupted = false
  private var lostOutput: OutputError?

  init(_ console: Console) {
    self.console = console
    showsProgress = console.terminals.contains(.errors)
  }

  mutating func fail(_ id: String, _ failure: Failure) {
    failures[id] = failure
    complain(id, failure.sentence)
  }

  mutating func show(_ plan: BulkPlan, isDryRun: Bool) throws(OutputError) {
    for row in plan.rows where failures[row.id] == nil {
      let text: SafeText
      switch row.fate {
      case .expires: text = "would be expired"
      case .skipped(let reason):
        text = "skipped: \(reason)"
        failures[row.id] = Failure(.failed, "\(reason)")
      }
      let line: SafeText = "\(SafeText(row.id))\t\(text)"
      if isDryRun { try console.print(line) } else { console.say(line) }
    }
    console.say("till: \(plan.sentence("given"))")
  }

  /// Prints what happened to a row.
  ///
  /// - Returns: false if that could not be printed, so that no further row may start.
  mutating func add(_ row: BulkRun.Row, _ failure: Failure?, _ run: BulkRun) -> Bool {
    clearProgress()
    switch row.outcome {
    case .expired:
      do throws(OutputError) { try console.print("\(row.id)\texpired") } catch {
        lostOutput = lostOutput ?? error
      }
    default:
      let reason = row.outcome.reason ?? row.outcome.word
      let isUnknown = if case .unknown = row.outcome { true } else { false }
      failures[row.id] = failure ?? Failure(isUnknown ? .unreachable : .failed, "\(reason)")
      complain(row.id, isUnknown ? "not known: \(reason)" : "not expired: \(reason)")
    }
    if run.rows.count > 1, run.isRunning { progress(run) }
    return lostOutput == nil
  }

  mutating func end(_ run: BulkRun, isInterrupted: Bool) {
    clearProgress()
    wasInterrupted = isInterrupted
    for row in run.rows where row.outcome == .waiting {
      failures[row.id] = Failure(.interrupted, "not tried")
    }
    if run.rows.count > 1 || run.isStopping { console.say("till: \(run.sentence)") }
  }

  /// - Throws: the error of the output, or the exit code. What all failed with is the code, so that
  ///   a script can tell an unknown id from a missing network.
  func finish(of ids: [String]) throws {
    if let lostOutput { throw lostOutput }
    if wasInterrupted { throw ExitCode(Failure.Code.interrupted.rawValue) }
    guard !failures.isEmpty else { return }
    let codes = Set(failures.values.map(\.code))
    let isSame = failures.count == ids.count && codes.count == 1
    let code = isSame ? codes.first ?? .failed : .failed
    throw ExitCode(code.rawValue)
  }

  private func complain(_ id: String, _ sentence: SafeText) {
    console.say("till: \(id): \(sentence)")
  }

  private func progress(_ run: BulkRun) {
    guard showsProgress else { return }
    let tally = run.tally
    let done = run.rows.count - tally.left - tally.running
    let filled = 30 * done / run.rows.count
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    console.sayPart("\r\(bar) \(done.grouped) of \(run.rows.count.grouped)")
  }

  private func clearProgress() {
    if showsProgress { console.sayPart("\r\u{1B}[K") }
  }
}
