import Query
import Checkout
package import Dashboard
import Screen
package import SessionLibrary
import Units

/// Shows the progress of a sync: a line that is rewritten on a terminal, else a plain line now and
/// then. Called from any thread.
final class SyncMeter: Sendable {
  private let console: Console
  private let throttle: Throttle
  private let isTerminal: Bool
  private let zone: ZoneRule
  private let now: @Sendable () -> Int

  init(in world: World) {
    console = world.console
    now = world.now
    zone = world.zone()
    isTerminal = console.terminals.contains(.errors)
    throttle = Throttle(isTerminal ? .milliseconds(100) : .seconds(5))
  }

  var elapsed: Duration { throttle.elapsed }

  func show(_ progress: SyncProgress) {
    guard throttle.isDue() else { return }
    let report = SyncReport(progress, after: elapsed)
    if isTerminal {
      // The last column stays empty: text in it makes some terminals start a new line.
      let line = line(report, width: (console.width(.errors) ?? 80) - 1)
      // The cursor waits in the first column. From there the line can be erased even if a terminal
      // that became narrower has wrapped it.
      console.sayPart("\(Self.erase)\(line)\r")
    } else {
      console.say("till: \(line(report, width: .max))")
    }
  }

  /// From the cursor to the end of the screen. Source: ECMA-48, ED.
  private static let erase: SafeText = "\r\u{1B}[J"

  /// Erases the line before the final message.
  func finish() {
    if isTerminal { console.sayPart(Self.erase) }
  }

  /// As many parts as fit, in cells.
  private func line(_ report: SyncReport, width: Int) -> String {
    let seconds = max(0.1, elapsed.inSeconds)
    let parts: [(text: String?, worth: Int)] = [
      ("\(Int(report.fraction * 100)) %", 6),
      (report.changes.received.counted("session"), 5),
      (report.oldest.map { "\(Moment($0).dayText(in: zone, now: now())) → now" }, 1),
      ("\(Int(Double(report.changes.requests) / seconds)) requests/s", 2),
      (report.secondsLeft.map { "\(Moment.length(UInt(max(0, $0)))) left" }, 4),
    ]
    let lines = (0...6).lazy.map { least in
      (self.isTerminal && least < 3 ? self.bar(report.fraction) + " " : "")
        + parts.filter { $0.worth > least }.compactMap(\.text).joined(separator: " · ")
    }
    return lines.first { TextWidth.cells(of: $0) <= width } ?? ""
  }

  private func bar(_ fraction: Double) -> String {
    let width = 20
    let done = min(width, max(0, Int(fraction * Double(width))))
    return "[\(String(repeating: "=", count: done))\(String(repeating: " ", count: width - done))]"
  }
}

extension SyncReport {
  /// `elapsed` is the time that the sync has taken so far.
  package init(_ progress: SyncProgress, after elapsed: Duration) {
    let seconds = elapsed.inSeconds
    // The first estimates are too unsteady to show.
    let isSettled = seconds >= 1 && progress.changes.requests > 0
    let left = isSettled ? seconds / Double(progress.changes.requests) * progress.pagesLeft : nil
    self.init(
      progress.changes, fraction: progress.fraction, oldest: progress.oldest,
      secondsLeft: left.flatMap { (0..<1e6).contains($0) ? Int($0) : nil })
  }

  /// The result of a sync, with everything that it did.
  package init(_ totals: SyncTotals, after elapsed: Duration) {
    self.init(totals.sync, after: elapsed)
    changes = totals.changes
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
