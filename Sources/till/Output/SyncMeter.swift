import Checkout
import Dashboard
import SessionLibrary
import Synchronization

/// Shows how far a sync has come: a line that is rewritten on a terminal, else a plain line now and
/// then. Called from any thread.
final class SyncMeter: Sendable {
  private let throttle: Throttle
  private let lastReceived = Atomic<Int>(0)
  private let isTerminal: Bool

  init(isTerminal: Bool) {
    self.isTerminal = isTerminal
    throttle = Throttle(isTerminal ? .milliseconds(100) : .seconds(5))
  }

  var elapsed: Duration { throttle.elapsed }
  /// Sessions so far.
  var received: Int { lastReceived.load(ordering: .relaxed) }

  func show(_ progress: SyncProgress) {
    lastReceived.store(progress.received, ordering: .relaxed)
    guard throttle.isDue() else { return }
    let report = SyncReport(progress, after: elapsed)
    if isTerminal {
      Standard.errorPart("\r\u{1B}[K\(bar(report.fraction)) \(line(report))")
    } else {
      Standard.error("till: " + line(report))
    }
  }

  /// Takes the line away, for what is said at the end.
  func finish() {
    if isTerminal { Standard.errorPart("\r\u{1B}[K") }
  }

  private func line(_ report: SyncReport) -> String {
    [
      "\(Int(report.fraction * 100)) %", "\(report.received.grouped) sessions",
      report.oldest.map { "back to \(Moment($0).dateText(in: .utc))" },
      "\(Int(Double(report.requests) / max(0.1, elapsed.inSeconds))) requests/s",
      report.secondsLeft.map { "\(Moment.length(UInt($0))) left" },
    ].compactMap(\.self).joined(separator: " · ")
  }

  private func bar(_ fraction: Double) -> String {
    let width = 20
    let done = min(width, max(0, Int(fraction * Double(width))))
    return "[\(String(repeating: "=", count: done))\(String(repeating: " ", count: width - done))]"
  }
}

extension SyncReport {
  /// `elapsed` is the time that the sync has taken so far.
  init(_ progress: SyncProgress, after elapsed: Duration) {
    let seconds = elapsed.inSeconds
    // The first guesses are wild.
    let isSettled = seconds >= 1 && progress.requests > 0
    let left = isSettled ? seconds / Double(progress.requests) * progress.pagesLeft : nil
    self.init(
      received: progress.received, added: progress.added, requests: progress.requests,
      fraction: progress.fraction, oldest: progress.oldest,
      secondsLeft: left.flatMap { $0 < 1e6 ? Int($0) : nil })
  }
}

extension SyncReport {
  /// What a sync has come to, with all that belonged to it.
  init(_ totals: SyncTotals, after elapsed: Duration) {
    self.init(totals.sync, after: elapsed)
    received = totals.received
    added = totals.added
    dropped = totals.dropped
    requests = totals.requests
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// In seconds, with one digit after the point.
  var tenths: String {
    let tenths = Int((inSeconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
