import Checkout
package import Screen
import Units
package import Widgets

/// The dialog of a bulk expire: first the plan and the question, then the progress, then the
/// outcome of each row. The rules of `ExpireDialog` apply: pasted text is ignored, and confirming
/// needs a key that does nothing elsewhere.
package struct BulkDialog: Overlay {
  /// What was marked when the dialog was opened, whatever is marked or listed later.
  let ids: [String]
  let isLive: Bool
  /// Nil until the cache has said what it knows.
  private(set) var plan: BulkPlan?
  private(set) var confirmation: Question
  /// Asks before the rest is tried again, once the run has ended.
  private(set) var again: Question?
  private(set) var scroll = Scroll()

  init(ids: [String], isLive: Bool) {
    self.ids = ids
    self.isLive = isLive
    confirmation = Question(
      "Expire", key: "X", refusal: "Keep", stage: .waiting("reading what is known of them…"))
  }

  package var holdsList: Bool { true }
  package func place(in state: State) -> Rect {
    let rows = state.bulk?.rows.count ?? plan?.rows.count ?? ids.count
    return state.layout.dialog(Size(width: 84, height: rows + max(4, otherLines)))
  }

  /// Takes what is known of the sessions. The plan is made only once.
  fileprivate mutating func take(_ known: [SessionSummary]) {
    guard plan == nil else { return }
    let known = Dictionary(
      known.map { ($0.id, $0.sanitised) }, uniquingKeysWith: { first, _ in first })
    let plan = BulkPlan(ids, isLive: isLive) { known[$0] }
    self.plan = plan
    let count = plan.expiring.count
    confirmation = Question(
      "Expire \(count.grouped)", key: "X", refusal: "Keep",
      lock: isLive && count > 0 ? Question.Lock(String(count)) : nil)
  }

  private var canExpire: Bool { plan.map { !$0.expiring.isEmpty } ?? false }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    let isSeen = isOnTop && shows(leastSize, in: state)
    let isReady = canExpire && state.bulk == nil
    confirmation.settle(isSeen: isSeen, isReady: isReady, at: state.clock.uptime)
    again?.settle(isSeen: isSeen, at: state.clock.uptime)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    if let again { return take(key, again, &state) }
    return state.bulk == nil ? takeForPlan(key, &state) : takeForRun(key, &state)
  }

  // MARK: - The plan

  private mutating func takeForPlan(_ key: Key, _ state: inout State) -> [Effect] {
    let isWhole = shows(leastSize, in: state)
    switch confirmation.take(key, at: state.clock.uptime, isWhole: isWhole) {
    case .refused:
      state.overlays.close(id)
      state.message = Message("kept: nothing was expired; the marks stay")
    case .confirmed:
      guard canExpire else { return [] }
      return BulkRun.begin(plan?.expiring ?? [], &state)
    case .tooEarly: if canExpire { state.message = .tooEarly(confirmation.key) }
    case .taken: break
    case nil: scroll.take(key, of: plan?.rows.count ?? 0, height: listHeight(state))
    }
    return []
  }

  // MARK: - The run

  private mutating func takeForRun(_ key: Key, _ state: inout State) -> [Effect] {
    guard let run = state.bulk else { return [] }
    switch key {
    case .escape, .enter, .control("c"), .character("q"):
      state.overlays.close(id)
      if run.isRunning {
        state.message = Message(
          run.isStopping
            ? "it is stopping: \(state.keymap[.expire]) shows it"
            : "it goes on: \(state.keymap[.expire]) shows it, \(state.keymap[.interrupt]) stops it")
      } else {
        BulkRun.end(&state)
      }
    case .character("r") where run.rest > 0:
      let count = String(run.rest)
      again = Question(
        "Expire \(run.rest.grouped)", key: "X", lock: isLive ? Question.Lock(count) : nil)
      // What will be expired is seen below the question, not what is done.
      scroll.cursor = run.rows.firstIndex { $0.outcome.isLeft } ?? 0
      scroll.top = scroll.cursor
    case .character("c"), .character("y"):
      return [
        .system(
          .copy(
            // Without the end of the last line, which runs it where it is pasted into a shell.
            text: String(run.report.dropLast()),
            label: "the outcome of \(run.rows.count.counted("row"))"))
      ]
    case .character("s"):
      return [.system(.save(text: run.report, name: "expired-\(state.clock.unix).tsv"))]
    default: scroll.take(key, of: run.rows.count, height: listHeight(state))
    }
    return []
  }

  /// Trying again sends what was stopped, so it is asked for like the first time.
  private mutating func take(_ key: Key, _ asked: Question, _ state: inout State) -> [Effect] {
    var question = asked
    let answer = question.take(
      key, at: state.clock.uptime, isWhole: shows(leastSize, in: state))
    again = question
    switch answer {
    case .refused: again = nil
    case .confirmed:
      again = nil
      return BulkRun.tryAgain(&state)
    case .tooEarly: state.message = .tooEarly(question.key)
    case .taken: break
    case nil: scroll.take(key, of: state.bulk?.rows.count ?? 0, height: listHeight(state))
    }
    return []
  }
}

// MARK: - Drawing

extension BulkDialog {
  /// Lines inside the dialog that are not rows: the sentence, the warning and the buttons, or the
  /// progress and its sentence.
  fileprivate var otherLines: Int { 3 + confirmation.leastSize.height }

  /// At least one row of the plan must be visible.
  fileprivate var leastSize: Size {
    Size(width: max(36, confirmation.leastSize.width), height: otherLines + 1)
  }

  /// Rows of the list that fit at once.
  fileprivate func listHeight(_ state: State) -> Int {
    max(1, inside(state).without(top: 2, bottom: (state.bulk == nil ? otherLines : 4) - 2).height)
  }

  package func hints(_ state: State) -> [KeyHint] {
    let isShown = shows(leastSize, in: state)
    let move = isShown ? [KeyHint("↓ ↑", "move")] : []
    if let again { return again.hints(isReady: isShown) + move }
    guard let run = state.bulk else {
      return confirmation.hints(isReady: canExpire && isShown) + move
    }
    let copies = [KeyHint("c", "copy"), KeyHint("s", "save")] + move
    guard !run.isRunning else {
      return (run.isStopping ? [] : [KeyHint("Ctrl-C", "stop")]) + [KeyHint("Esc", "hide")]
        + copies
    }
    return (run.rest > 0 ? [KeyHint("r", "try the rest again")] : []) + copies
      + [KeyHint("Esc", "close")]
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let count = state.bulk?.rows.count ?? plan?.rows.count ?? 0
    let height = listHeight(state)
    var shown = scroll
    shown.reveal(of: count, height: height)
    surface.drawDialog(
      title: title(state),
      style: Style(state.bulk == nil || again != nil ? .danger : .dialogBorder),
      scrolled: (shown, count, height)
    ) { box in
      if state.bulk == nil || again != nil, !shows(leastSize, in: state) {
        box.drawNeededSize(Layout.screen(for: leastSize))
      } else if let run = state.bulk {
        draw(run, on: &box, state)
      } else {
        drawPlan(on: &box, state)
      }
    }
  }

  private func title(_ state: State) -> String {
    guard let run = state.bulk else { return "Expire the marked sessions?" }
    if again != nil { return "Expire the rest?" }
    guard run.isRunning else { return "Expiring has ended" }
    return run.isStopping ? "Stopping" : "Expiring"
  }

  private func drawPlan(on box: inout Surface, _ state: State) {
    if let plan {
      box.drawParagraph(plan.sentence("marked"), y: 0, height: 2, style: Style(.dialog, .bold))
      let table = Table([
        Table.Column(.upTo(16)), Table.Column(.upTo(22), cut: .middle),
        Table.Column(.upTo(22), align: .trailing), Table.Column(.rest),
      ])
      let area = Rect(x: 0, y: 2, width: box.size.width, height: listHeight(state))
      table.draw(on: &box, scroll, of: plan.rows.count, in: area) {
        cells(of: plan.rows[$0], state)
      }
      box.writeTruncated(
        "Each is read again before it is expired. This is final.", x: 0, y: area.maxY,
        style: Style(.secondary))
    }
    confirmation.draw(on: &box, isReady: canExpire)
  }

  private func cells(of row: BulkPlan.Row, _ state: State) -> [Table.Cell] {
    let fate: Segment =
      switch row.fate {
      case .expires: Segment("expire", Style(.danger))
      case .skipped(let reason): Segment("skip: \(reason)", Style(.disabled))
      }
    return [[fate]] + Self.facts(of: row.id, row.summary, state)
  }

  /// Id, amount and customer.
  private static func facts(
    of id: String, _ summary: SessionSummary?, _ state: State
  ) -> [Table.Cell] {
    let shown = summary.map { state.shown($0) }
    let amount = shown.flatMap { shown in
      shown.amountTotal.flatMap { total in shown.currency.map { Money(total, $0).text } }
    }
    return [
      [Segment(id, Style(.secondary))], [Segment(amount ?? "", Style(.amount))],
      [Segment(shown?.customerText ?? "", Style(.dialog))],
    ]
  }

  private func draw(_ run: BulkRun, on box: inout Surface, _ state: State) {
    let tally = run.tally
    let done = run.rows.count - tally.left - tally.running - tally.stopped
    box.drawProgress(
      done, of: run.rows.count, text: "\(done.grouped) of \(run.rows.count.grouped)")
    box.write(run.sentence, x: 0, y: 1, style: Style(.dialog, .bold), maxWidth: box.size.width)
    let known = Dictionary(
      (plan?.rows ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let table = Table([
      Table.Column(.upTo(10)), Table.Column(.upTo(22), cut: .middle),
      Table.Column(.upTo(20), align: .trailing), Table.Column(.upTo(26)), Table.Column(.rest),
    ])
    let area = Rect(x: 0, y: 2, width: box.size.width, height: listHeight(state))
    table.draw(on: &box, scroll, of: run.rows.count, in: area) { index in
      let row = run.rows[index]
      return [[Segment(row.outcome.word, Style(row.outcome.role))]]
        + Self.facts(of: row.id, known[row.id]?.summary, state)
        + [[Segment(row.outcome.reason ?? "", Style(.dialog))]]
    }
    if let again { return again.draw(on: &box) }
    // A reason can be longer than its column: the one under the cursor is shown below in full. A row
    // without one says what is waited for, such as Stripe's limit on the rate.
    let reason =
      run.rows.indices.contains(scroll.cursor) ? run.rows[scroll.cursor].outcome.reason : nil
    let waiting = run.isRunning ? state.activity.waiting : nil
    box.drawParagraph(
      reason ?? waiting ?? "", y: area.maxY, height: 2,
      style: Style(reason == nil ? .warning : .secondary))
  }
}

extension BulkRun.Outcome {
  fileprivate var role: Role {
    switch self {
    case .waiting: .disabled
    case .running: .notice
    case .expired: .success
    case .skipped, .stopped: .warning
    case .failed, .unknown: .error
    }
  }
}

// MARK: - The work itself

extension BulkDialog {
  /// Opens the plan for what is marked, or shows the run in progress.
  static func open(_ state: inout State) -> [Effect] {
    let ids = state.bulk.map { $0.rows.map(\.id) } ?? state.marks.ids
    state.overlays.push(BulkDialog(ids: ids, isLive: state.account.isLive))
    return [.cache(.readSummaries(ids: ids))]
  }

  static func take(_ summaries: [SessionSummary], _ state: inout State) {
    guard var dialog = state.overlays.find(BulkDialog.self) else { return }
    dialog.take(summaries)
    state.overlays.replace(dialog)
  }
}
