// A timer is not marked as safe to share; cancelling one is, from any thread.
@unsafe @preconcurrency import Dispatch

/// Waits, as `Task.sleep` does, and leaves Swift's own threads alone: their pool, once it has run
/// anything, wakes up every second for as long as the program lives.
///
/// - Throws: `CancellationError`, as soon as the task is cancelled.
package func pause(for duration: Duration) async throws {
  let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "till.pause"))
  let (seconds, attoseconds) = duration.components
  timer.schedule(
    deadline: .now() + .seconds(Int(clamping: seconds))
      + .nanoseconds(Int(attoseconds / 1_000_000_000)))
  await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      // The end of the time cancels the timer, too: there is one way out, and it is taken once.
      timer.setEventHandler { timer.cancel() }
      timer.setCancelHandler { continuation.resume() }
      timer.activate()
    }
  } onCancel: {
    timer.cancel()
  }
  try Task.checkCancellation()
}
