import Checkout
import Screen
package import Widgets

/// The dialog of a bulk expire: first the plan and the question, then the progress, then the outcome
/// row by row. Its rules are those of `ExpireDialog`: deaf at first, no paste, a key of its own.
package struct BulkDialog: Equatable, Sendable {
  /// What was marked when the dialog was opened, whatever is marked or listed later.
  let ids: [String]
  package let isLive: Bool
  /// Nil while the cache is asked what it knows.
  package internal(set) var plan: BulkPlan?
  /// Live mode: the number of sessions, typed by hand.
  package internal(set) var typed = ""
  package internal(set) var scroll = Scroll()
  let openedAt: Int

  /// What has to be typed in live mode.
  package var wanted: String { String(plan?.expiring.count ?? 0) }

  package var isUnlocked: Bool {
    guard let plan, !plan.expiring.isEmpty else { return false }
    return !isLive || typed == wanted
  }
}

extension State {
  /// Opens the plan for what is marked, or shows the run that is under way.
  mutating func openBulkDialog() -> [Effect] {
    overlays.append(
      .bulk(BulkDialog(ids: marks.ids, isLive: account.isLive, openedAt: clock.uptime)))
    return bulk == nil ? [.cache(.readSummaries(ids: marks.ids))] : []
  }

  mutating func takeSummaries(_ summaries: [SessionSummary]) {
    guard case .bulk(var dialog) = overlays.last, dialog.plan == nil, bulk == nil else { return }
    let known = Dictionary(
      summaries.map { ($0.id, $0.sanitised) }, uniquingKeysWith: { first, _ in first })
    dialog.plan = BulkPlan(dialog.ids, isLive: dialog.isLive) { known[$0] }
    overlays[overlays.count - 1] = .bulk(dialog)
  }

  mutating func updateBulkDialog(_ dialog: BulkDialog, _ key: Key) -> [Effect] {
    guard clock.uptime - dialog.openedAt >= ExpireDialog.deafness else { return [] }
    return bulk == nil ? updatePlan(dialog, key) : updateRun(dialog, key)
  }

  // MARK: - The plan

  private mutating func updatePlan(_ dialog: BulkDialog, _ key: Key) -> [Effect] {
    var dialog = dialog
    switch key {
    case .escape, .enter, .control("c"), .character("q"), .character("n"):
      return keepMarked()
    case .character("X") where dialog.isUnlocked:
      return startBulk(dialog.plan?.expiring ?? [])
    case .backspace:
      dialog.typed = String(dialog.typed.dropLast())
    case .character(let digit) where dialog.isLive && digit.isASCII && digit.isWholeNumber:
      if dialog.typed.count < 6 { dialog.typed.append(digit) }
    default:
      dialog.scroll.take(key, of: dialog.plan?.rows.count ?? 0, height: bulkHeight)
    }
    overlays[overlays.count - 1] = .bulk(dialog)
    return []
  }

  private mutating func keepMarked() -> [Effect] {
    overlays.removeLast()
    message = Message("kept: nothing was expired; the marks stay")
    return []
  }

  private mutating func startBulk(_ ids: [String]) -> [Effect] {
    bulk = BulkRun(ids) { idempotency.next() }
    return continueBulk()
  }

  // MARK: - The run

  private mutating func updateRun(_ dialog: BulkDialog, _ key: Key) -> [Effect] {
    guard let run = bulk else { return [] }
    switch key {
    case .control("c"):
      return stopBulk()
    case .escape, .enter, .character("q"):
      overlays.removeLast()
      if run.isRunning {
        message = Message("it goes on: x shows it, Ctrl-C stops it")
      } else {
        endBulk()
      }
    case .character("r") where run.canRetry:
      bulk?.retry { idempotency.next() }
      return continueBulk()
    case .character("c"), .character("y"):
      return [
        .system(.copy(text: run.report, label: "the outcome of \(run.rows.count.grouped) rows"))
      ]
    case .character("s"):
      return [.system(.save(text: run.report, name: "expired-\(clock.unix).tsv"))]
    default:
      var dialog = dialog
      dialog.scroll.take(key, of: run.rows.count, height: bulkHeight)
      overlays[overlays.count - 1] = .bulk(dialog)
    }
    return []
  }

  /// Sends what may be sent next.
  private mutating func continueBulk() -> [Effect] {
    guard var run = bulk else { return [] }
    bulk = nil
    let started = run.start()
    bulk = run
    return started.map { .stripe(.expireRow(id: $0.id, idempotencyKey: $0.idempotencyKey)) }
  }

  mutating func takeRow(_ id: String, _ result: Result<ExpireOutcome, Problem>) -> [Effect] {
    guard bulk != nil else { return [] }
    bulk?.take(id, result)
    list.noteChange()
    if id == detail.id { detail.following.noteChange() }
    let effects = continueBulk()
    guard let run = bulk, !run.isRunning else { return effects }
    if quitsAfterBulk { return [.loop(.quit)] }
    let isClean = run.tally.failed + run.tally.unknown == 0
    message = Message(run.sentence, isClean ? .success : .error)
    if !showsBulk { endBulk() }
    return effects
  }

  mutating func stopBulk() -> [Effect] {
    guard let run = bulk, run.isRunning else { return [] }
    bulk?.stop()
    message = Message("stopping: the rows under way are finished, no other is begun", .warning)
    return []
  }

  /// What was expired or needs no expiring is marked no longer; what failed still is.
  private mutating func endBulk() {
    guard let run = bulk, !run.isRunning else { return }
    let done = run.rows.filter { row in
      switch row.outcome {
      case .expired, .skipped: true
      case .waiting, .running, .failed, .unknown: false
      }
    }
    marks.remove(Set(done.map(\.id)))
    bulk = nil
  }

  private var showsBulk: Bool {
    overlays.contains { overlay in if case .bulk = overlay { true } else { false } }
  }

  /// Rows of the dialog's list that show at once.
  private var bulkHeight: Int { max(1, size.height - 11) }
}

// MARK: - Leaving while it runs

extension State {
  /// Quits, but not in the middle of a bulk expire without asking.
  mutating func quit() -> [Effect] {
    guard bulk?.isRunning == true else { return [.loop(.quit)] }
    overlays.append(.leaving(since: clock.uptime))
    return []
  }

  mutating func updateLeaving(since openedAt: Int, _ key: Key) -> [Effect] {
    guard clock.uptime - openedAt >= ExpireDialog.deafness else { return [] }
    switch key {
    case .escape, .enter, .character("n"):
      overlays.removeLast()
      return []
    case .character("q"):
      overlays.removeLast()
      guard bulk?.isRunning == true else { return [.loop(.quit)] }
      quitsAfterBulk = true
      return stopBulk()
    default: return []
    }
  }
}
