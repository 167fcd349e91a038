import Dispatch

/// Threads for what the dashboard does beside the screen.
///
/// The pool that Swift brings along wakes up once a second, for ever, to see whether it needs more
/// threads: a dashboard that nobody touches would never sleep. Serial queues have threads that are
/// not watched, and that end when there is nothing to do.
package final class Workers: TaskExecutor {
  package static let shared = Workers(count: 4)

  private struct Work: Sendable {
    var jobs: [UnownedJob] = []
    var idle: [DispatchQueue]
  }

  private let work: Locked<Work>

  private init(count: Int) {
    work = Locked(Work(idle: (1...count).map { DispatchQueue(label: "till.worker.\($0)") }))
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let queue = work.withLock { work in
      work.jobs.append(job)
      return work.idle.popLast()
    }
    // Without an idle one, those that are at work take the job when they are done.
    guard let queue else { return }
    queue.async { [self] in
      while let job = next(on: queue) { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  /// The next job; without one the queue is idle.
  private func next(on queue: DispatchQueue) -> UnownedJob? {
    work.withLock { work in
      guard work.jobs.isEmpty else { return work.jobs.removeFirst() }
      work.idle.append(queue)
      return nil
    }
  }
}
