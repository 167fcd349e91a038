package import Checkout
import Screen

/// A bulk expire in progress, row by row. It decides what to send next and records the results; the
/// caller sends the requests.
package struct BulkRun: Equatable, Sendable {
  /// How far one session has come.
  package enum Outcome: Equatable, Sendable {
    case waiting, running, expired
    /// The session was no longer open.
    case skipped(String)
    case failed(String)
    /// No answer tells whether it was carried out, and reading the session again did not help.
    /// The sentence says what was wrong with the answer.
    case unknown(String)
    /// The user stopped the run before its request was sent, or after a refusal.
    case stopped
  }

  /// A session of the run.
  package struct Row: Equatable, Sendable, Identifiable {
    package let id: String
    /// The same for every try of this row, until Stripe refuses the request.
    package fileprivate(set) var idempotencyKey: String
    package fileprivate(set) var outcome = Outcome.waiting
  }

  /// Rows in progress at once: enough to hide the network's delay, few enough to stop soon. The
  /// client's pacer limits the rate.
  static let width = 4

  package private(set) var rows: [Row]
  package private(set) var isStopping = false
  private let places: [String: Int]
  /// Whether the program quits when the rows in progress have ended.
  var quitsAfterwards = false
  private var next = 0
  private var running = 0

  /// - Parameters:
  ///   - ids: each once.
  ///   - key: makes a new idempotency key.
  package init(_ ids: [String], key: () -> String) {
    rows = ids.map { Row(id: $0, idempotencyKey: key()) }
    places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  package subscript(id: String) -> Row? { places[id].map { rows[$0] } }

  /// Starts as many rows as may be in progress.
  ///
  /// - Returns: the rows to expire now.
  package mutating func start() -> [Row] {
    var started: [Row] = []
    while !isStopping, running < Self.width, next < rows.count {
      if rows[next].outcome == .waiting {
        rows[next].outcome = .running
        started.append(rows[next])
        running += 1
      }
      next += 1
    }
    return started
  }

  /// Takes the result of a row.
  package mutating func take(_ id: String, _ result: Result<ExpireOutcome, Problem>) {
    guard let place = places[id], rows[place].outcome == .running else { return }
    running -= 1
    rows[place].outcome =
      switch result {
      case .success(.expired): .expired
      case .success(.notOpen(let stored)): .skipped(stored.session.notOpenText)
      case .success(.unknown(let problem)): .unknown(Sanitiser.display(problem))
      case .success(.stopped): .stopped
      case .failure(let problem): .failed(problem.sentence)
      }
  }

  /// Starts no more rows. The caller stops those in progress, and still reports their results.
  package mutating func stop() { isStopping = true }

  /// Queues again what failed, was stopped or not tried. An expire with an unknown outcome keeps its
  /// key, so that it cannot happen twice. One that Stripe refused gets a new key, because Stripe repeats
  /// its answer to the old one.
  package mutating func retry(key: () -> String) {
    guard !isRunning else { return }
    for place in rows.indices {
      switch rows[place].outcome {
      case .failed:
        rows[place].idempotencyKey = key()
        rows[place].outcome = .waiting
      case .unknown, .stopped: rows[place].outcome = .waiting
      case .waiting, .running, .expired, .skipped: break
      }
    }
    isStopping = false
    next = 0
  }

  /// Whether a row is in progress, or another one will be sent.
  package var isRunning: Bool { running > 0 || (!isStopping && next < rows.count) }

  // MARK: - Progress

  /// How many rows have each outcome.
  package struct Tally: Equatable, Sendable {
    package var expired = 0
    package var skipped = 0
    package var failed = 0
    package var unknown = 0
    package var stopped = 0
    /// Waiting, or not tried.
    package var left = 0
    package var running = 0
  }

  package var tally: Tally {
    rows.reduce(into: Tally()) { tally, row in
      switch row.outcome {
      case .waiting: tally.left += 1
      case .running: tally.running += 1
      case .expired: tally.expired += 1
      case .skipped: tally.skipped += 1
      case .failed: tally.failed += 1
      case .unknown: tally.unknown += 1
      case .stopped: tally.stopped += 1
      }
    }
  }

  /// How many rows `retry` would try.
  package var rest: Int { isRunning ? 0 : rows.count(where: \.outcome.isLeft) }

  /// `6 of 9 expired, 2 skipped, 1 failed`
  package var sentence: String {
    let tally = tally
    var parts = ["\(tally.expired.grouped) of \(rows.count.grouped) expired"]
    if tally.skipped > 0 { parts.append("\(tally.skipped.grouped) skipped") }
    if tally.failed > 0 { parts.append("\(tally.failed.grouped) failed") }
    if tally.unknown > 0 { parts.append("\(tally.unknown.grouped) not known") }
    if tally.stopped > 0 { parts.append("\(tally.stopped.grouped) stopped") }
    if tally.left > 0, !isRunning { parts.append("\(tally.left.grouped) not tried") }
    return parts.joined(separator: ", ")
  }

  /// A line for each row, with columns separated by tabs: id, outcome, reason.
  package var report: String {
    rows.map { "\($0.id)\t\($0.outcome.word)\t\($0.outcome.reason ?? "")" }
      .joined(separator: "\n") + "\n"
  }
}

extension BulkRun.Outcome {
  /// Whether `retry` would try it.
  var isLeft: Bool {
    switch self {
    case .waiting, .failed, .unknown, .stopped: true
    case .running, .expired, .skipped: false
    }
  }

  /// The outcome in a word or two, for lists and reports.
  package var word: String {
    switch self {
    case .waiting: "not tried"
    case .running: "under way"
    case .expired: "expired"
    case .skipped: "skipped"
    case .failed: "failed"
    case .unknown: "not known"
    case .stopped: "stopped"
    }
  }

  /// Why the row was not expired; nil if it was, or has not ended.
  package var reason: String? {
    switch self {
    case .waiting, .running, .expired: nil
    case .skipped(let reason), .failed(let reason): reason
    case .unknown(let problem):
      "no answer says whether it was carried out: read the session again to learn what became of it. "
        + problem
    case .stopped: "it was stopped, and nothing was changed"
    }
  }
}

extension Session {
  /// Why the session was not expired, in words for the user.
  fileprivate var notOpenText: String {
    if status == .complete, paymentStatus == .paid { return "the session is complete and paid" }
    return "the session is \(Sanitiser.display(status?.name ?? "of unknown status"))"
  }
}
