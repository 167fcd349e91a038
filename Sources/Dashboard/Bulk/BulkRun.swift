package import Checkout
import Screen

/// A bulk expire under way, row by row. It decides what is sent next and remembers what became of
/// it; whoever runs it does the sending.
package struct BulkRun: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    case waiting, running, expired
    /// It was not open any more.
    case skipped(String)
    case failed(String)
    /// The answer was lost, and reading the session again did not help.
    case unknown
  }

  package struct Row: Equatable, Sendable, Identifiable {
    package let id: String
    /// The same for every try of this row, until Stripe has said no to it.
    package fileprivate(set) var idempotencyKey: String
    package fileprivate(set) var outcome = Outcome.waiting
  }

  /// Rows under way at once: enough to hide the network, few enough to stop soon. The rate is held
  /// by the client's pacer.
  static let width = 4

  package private(set) var rows: [Row]
  package private(set) var isStopping = false
  private let places: [String: Int]
  /// Whether the program ends when the rows under way have ended.
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

  /// Starts as many rows as may be under way.
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

  /// What became of a row.
  package mutating func take(_ id: String, _ result: Result<ExpireOutcome, Problem>) {
    guard let place = places[id], rows[place].outcome == .running else { return }
    running -= 1
    rows[place].outcome =
      switch result {
      case .success(.expired): .expired
      case .success(.notOpen(let stored)): .skipped(stored.session.notOpenText)
      case .success(.unknown): .unknown
      case .failure(let problem): .failed(problem.sentence)
      }
  }

  /// Starts no further row; those under way are finished.
  package mutating func stop() { isStopping = true }

  /// Makes what failed, and what was not tried, wait again. An expire whose outcome is not known
  /// keeps its key, so that it cannot happen twice; one that Stripe refused gets a new one, because
  /// Stripe repeats its answer to the old one.
  package mutating func retry(key: () -> String) {
    guard !isRunning else { return }
    for place in rows.indices {
      switch rows[place].outcome {
      case .failed:
        rows[place].idempotencyKey = key()
        rows[place].outcome = .waiting
      case .unknown: rows[place].outcome = .waiting
      case .waiting, .running, .expired, .skipped: break
      }
    }
    isStopping = false
    next = 0
  }

  package var isRunning: Bool { running > 0 || (!isStopping && next < rows.count) }

  // MARK: - How it stands

  package struct Tally: Equatable, Sendable {
    package var expired = 0
    package var skipped = 0
    package var failed = 0
    package var unknown = 0
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
      }
    }
  }

  /// Whether there is something that `retry` would try.
  package var canRetry: Bool {
    let tally = tally
    return !isRunning && tally.failed + tally.unknown + tally.left > 0
  }

  /// `6 of 9 expired, 2 skipped, 1 failed`
  package var sentence: String {
    let tally = tally
    var parts = ["\(tally.expired.grouped) of \(rows.count.grouped) expired"]
    if tally.skipped > 0 { parts.append("\(tally.skipped.grouped) skipped") }
    if tally.failed > 0 { parts.append("\(tally.failed.grouped) failed") }
    if tally.unknown > 0 { parts.append("\(tally.unknown.grouped) not known") }
    if tally.left > 0, !isRunning { parts.append("\(tally.left.grouped) not tried") }
    return parts.joined(separator: ", ")
  }

  /// A line for each row, in columns parted by tabs: id, outcome, reason.
  package var report: String {
    rows.map { "\($0.id)\t\($0.outcome.word)\t\($0.outcome.reason ?? "")" }
      .joined(separator: "\n") + "\n"
  }
}

extension BulkRun.Outcome {
  package var word: String {
    switch self {
    case .waiting: "not tried"
    case .running: "under way"
    case .expired: "expired"
    case .skipped: "skipped"
    case .failed: "failed"
    case .unknown: "not known"
    }
  }

  package var reason: String? {
    switch self {
    case .waiting, .running, .expired: nil
    case .skipped(let reason), .failed(let reason): reason
    case .unknown: "the answer was lost: read the session again to learn what became of it"
    }
  }
}

extension Session {
  /// Why it was not expired, for people.
  fileprivate var notOpenText: String {
    if status == .complete, paymentStatus == .paid { return "the session is complete and paid" }
    return "the session is \(Sanitiser.display(status?.name ?? "of unknown status"))"
  }
}
