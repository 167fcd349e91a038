import Checkout
import Dashboard
import Screen
import Units

extension Surface {
  /// The dialog before a session is expired.
  mutating func drawExpire(_ dialog: ExpireDialog, _ state: State) {
    drawDialog(
      width: 66, height: 12, title: "Expire this session?", style: Style(.danger)
    ) { box in
      var y = 0
      for (label, value) in dialog.facts(state) {
        box.writeField(label, x: 0, y: y, width: 11, style: Style(.secondary))
        box.writeTruncated(
          value, x: 11, y: y, width: box.size.width - 11, style: Style(.dialog), cut: .middle)
        y += 1
      }
      for line in dialog.warning(width: box.size.width, height: box.size.height - y - 3) {
        box.write(line, x: 0, y: y + 1, style: Style(.dialog))
        y += 1
      }
      if dialog.isLive, dialog.phase == .asking {
        box.write(
          [
            Segment("LIVE", Style(.headerLive, .bold)),
            Segment(" type \(dialog.wanted) to unlock: ", Style(.dialog)),
            Segment(dialog.typed, Style(.input)),
          ], x: 0, y: y + 1)
      }
      box.drawButtons(dialog)
    }
  }

  private mutating func drawButtons(_ dialog: ExpireDialog) {
    let y = size.height - 1
    switch dialog.phase {
    case .reading:
      write("reading it again, X will work then…", x: 0, y: y, style: Style(.secondary))
    case .expiring: write("expiring…", x: 0, y: y, style: Style(.secondary))
    case .asking:
      write(
        [
          Segment("[ Keep: Esc ]", Style(.focusedButton)), Segment("   ", Style(.dialog)),
          Segment("[ Expire: X ]", Style(dialog.isUnlocked ? .danger : .disabled)),
        ], x: 0, y: y)
    }
  }
}

extension ExpireDialog {
  /// What cannot be undone, as much of it as there is room for.
  fileprivate func warning(width: Int, height: Int) -> [String] {
    let final = "This is final."
    let lines = TextWidth.wrap(
      final + " A customer who has the page open is told only on pressing Pay.",
      to: max(1, width))
    return lines.count <= height ? lines : [final]
  }

  fileprivate func facts(_ state: State) -> [(String, String)] {
    let amount =
      summary.amountTotal.flatMap { total in
        summary.currency.map { Money(total, $0).fullText }
      } ?? "–"
    let left =
      summary.expiresAt.map { Moment($0).relative(to: state.clock.unix, .long) } ?? "unknown"
    return [
      ("Session", id), ("Customer", state.shown(summary).customerText), ("Amount", amount),
      ("Expires", "\(left) by itself"),
    ]
  }
}
