import Checkout
import Dashboard
import Screen
import Units
import Widgets

extension Surface {
  /// The plan of a bulk expire, or how it stands.
  mutating func drawBulk(_ dialog: BulkDialog, _ state: State) {
    let isRun = state.bulk != nil
    drawDialog(
      width: 84, height: size.height - 4,
      title: isRun ? "Expiring" : "Expire the marked sessions?",
      style: Style(isRun ? .dialogBorder : .danger)
    ) { box in
      if let run = state.bulk {
        box.draw(run, dialog.scroll)
      } else if let plan = dialog.plan {
        box.draw(plan, dialog, state)
      } else {
        box.write("reading what is known of them…", x: 0, y: 0, style: Style(.secondary))
      }
    }
  }

  /// The question whether to leave while rows are under way.
  mutating func drawLeaving(_ state: State) {
    drawDialog(width: 62, height: 6, title: "Still expiring", style: Style(.danger)) { box in
      let left = state.bulk?.tally.left ?? 0
      let text = "\(left.grouped) rows are not begun yet. Leaving begins no other."
      for (y, line) in TextWidth.wrap(text, to: max(1, box.size.width)).prefix(2).enumerated() {
        box.write(line, x: 0, y: y, style: Style(.dialog))
      }
      box.write(
        [
          Segment("[ Stay: Esc ]", Style(.focusedButton)), Segment("   ", Style(.dialog)),
          Segment("[ Stop and quit: q ]", Style(.danger)),
        ], x: 0, y: box.size.height - 1)
    }
  }

  // MARK: - The plan

  private mutating func draw(_ plan: BulkPlan, _ dialog: BulkDialog, _ state: State) {
    var y = 0
    for line in TextWidth.wrap(plan.sentence("marked"), to: max(1, size.width)).prefix(2) {
      write(line, x: 0, y: y, style: Style(.dialog, .bold))
      y += 1
    }
    let height = max(0, size.height - y - (dialog.isLive ? 4 : 3))
    var scroll = dialog.scroll
    scroll.reveal(of: plan.rows.count, height: max(1, height))
    for (offset, row) in plan.rows.dropFirst(scroll.top).prefix(height).enumerated() {
      within(Rect(x: 0, y: y + offset, width: size.width, height: 1)) { line in
        line.draw(row, state)
        if scroll.top + offset == scroll.cursor { line.addEmphasis(.selected, in: line.bounds) }
      }
    }
    writeTruncated(
      "Each is read again before it is expired. This is final.", x: 0, y: size.height - 2,
      width: size.width, style: Style(.secondary))
    if dialog.isLive, !plan.expiring.isEmpty {
      write(
        [
          Segment("LIVE", Style(.headerLive, .bold)),
          Segment(" type \(dialog.wanted) to unlock: ", Style(.dialog)),
          Segment(dialog.typed, Style(.input)),
        ], x: 0, y: size.height - 3)
    }
    let role: Role = dialog.isUnlocked ? .danger : .disabled
    write(
      [
        Segment("[ Keep: Esc ]", Style(.focusedButton)), Segment("   ", Style(.dialog)),
        Segment("[ Expire \(plan.expiring.count.grouped): X ]", Style(role)),
      ], x: 0, y: size.height - 1)
  }

  private mutating func draw(_ row: BulkPlan.Row, _ state: State) {
    let summary = row.summary.map { state.shown($0) }
    let isExpired = row.fate == .expires
    let text: String =
      switch row.fate {
      case .expires: "expire"
      case .skipped(let reason): "skip: \(reason)"
      }
    let amount = summary.flatMap { summary in
      summary.amountTotal.flatMap { total in summary.currency.map { Money(total, $0).text } }
    }
    writeField(text, x: 0, y: 0, width: 16, style: Style(isExpired ? .danger : .disabled))
    writeField(
      row.id, x: 17, y: 0, width: 20, style: Style(.secondary), cut: .middle)
    writeField(amount ?? "", x: 38, y: 0, width: 12, style: Style(.amount), align: .trailing)
    writeTruncated(
      summary?.customerText ?? "", x: 51, y: 0, width: size.width - 51, style: Style(.dialog))
  }

  // MARK: - The run

  private mutating func draw(_ run: BulkRun, _ scroll: Scroll) {
    drawProgress(run)
    write(run.sentence, x: 0, y: 1, style: Style(.dialog, .bold), maxWidth: size.width)
    let height = max(0, size.height - 4)
    var scroll = scroll
    scroll.reveal(of: run.rows.count, height: max(1, height))
    for (offset, row) in run.rows.dropFirst(scroll.top).prefix(height).enumerated() {
      within(Rect(x: 0, y: 2 + offset, width: size.width, height: 1)) { line in
        line.writeField(
          row.outcome.word, x: 0, y: 0, width: 10, style: Style(row.outcome.role))
        line.writeField(row.id, x: 11, y: 0, width: 20, style: Style(.secondary), cut: .middle)
        line.writeTruncated(
          row.outcome.reason ?? "", x: 32, y: 0, width: line.size.width - 32,
          style: Style(.dialog))
        if scroll.top + offset == scroll.cursor { line.addEmphasis(.selected, in: line.bounds) }
      }
    }
    let keys: [(String, String)] =
      run.isRunning
      ? [("Ctrl-C", "stop between rows"), ("Esc", "hide"), ("c", "copy"), ("s", "save")]
      : (run.canRetry ? [("r", "try the rest again")] : [])
        + [("c", "copy"), ("s", "save"), ("Esc", "close")]
    write(
      keys.flatMap { key, label in
        [Segment(key, Style(.key)), Segment(" \(label)  ", Style(.secondary))]
      }, x: 0, y: size.height - 1, maxWidth: size.width)
  }

  private mutating func drawProgress(_ run: BulkRun) {
    let tally = run.tally
    let done = run.rows.count - tally.left - tally.running
    let numbers = " \(done.grouped) of \(run.rows.count.grouped)"
    let width = max(0, size.width - TextWidth.cells(of: numbers))
    let filled = run.rows.isEmpty ? width : width * done / run.rows.count
    write(
      [
        Segment(String(repeating: "█", count: filled), Style(.success)),
        Segment(String(repeating: "░", count: width - filled), Style(.secondary)),
        Segment(numbers, Style(.dialog)),
      ], x: 0, y: 0)
  }
}

extension BulkRun.Outcome {
  fileprivate var role: Role {
    switch self {
    case .waiting: .disabled
    case .running: .notice
    case .expired: .success
    case .skipped: .warning
    case .failed, .unknown: .error
    }
  }
}
