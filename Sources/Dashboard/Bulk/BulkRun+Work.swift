import Checkout
import Screen

/// Sends the requests of a run and takes their results.
extension BulkRun {
  static func begin(_ ids: [String], _ state: inout State) -> [Effect] {
    var keys = state.idempotency
    state.bulk = BulkRun(ids) { keys.next() }
    state.idempotency = keys
    return goOn(&state)
  }

  /// Tries the failed rows again.
  static func tryAgain(_ state: inout State) -> [Effect] {
    var keys = state.idempotency
    state.bulk?.retry { keys.next() }
    state.idempotency = keys
    return goOn(&state)
  }

  /// Sends the next requests, if any may be sent.
  private static func goOn(_ state: inout State) -> [Effect] {
    guard var run = state.bulk else { return [] }
    state.bulk = nil
    let started = run.start()
    state.bulk = run
    return started.map { .stripe(.expireRow(id: $0.id, idempotencyKey: $0.idempotencyKey)) }
  }

  static func takeRow(_ id: String, _ result: Result<ExpireOutcome, Problem>, _ state: inout State)
    -> [Effect]
  {
    guard state.bulk != nil else { return [] }
    state.bulk?.take(id, result)
    state.list.noteChange()
    if id == state.detail.id { state.detail.following.noteChange() }
    let effects = goOn(&state)
    guard let run = state.bulk, !run.isRunning else { return effects }
    if run.quitsAfterwards { return [.loop(.quit)] }
    let isClean = run.tally.failed + run.tally.unknown == 0
    state.message = Message(run.sentence, isClean ? .success : .error)
    if state.overlays.find(BulkDialog.self) == nil { end(&state) }
    return effects
  }

  /// Unmarks what was expired or did not need it; what failed stays marked.
  static func end(_ state: inout State) {
    guard let run = state.bulk, !run.isRunning else { return }
    let done = run.rows.filter { row in
      switch row.outcome {
      case .expired, .skipped: true
      case .waiting, .running, .failed, .unknown, .stopped: false
      }
    }
    state.marks.remove(Set(done.map(\.id)))
    state.bulk = nil
  }
}
