import Dispatch

/// Threads for the dashboard's work beside the screen.
///
/// Swift's own pool wakes up every second to see whether it needs more threads, so an idle
/// dashboard would never sleep. The threads of serial queues are not watched, and end when
/// there is nothing to do.
package final class Workers: TaskExecutor {
  /// How many jobs run at once.
  package static let count = 4
  /// The workers of this process.
  package static let shared = Workers(count: count)

  private struct Work: Sendable {
    var jobs: [UnownedJob] = []
    var idle: [DispatchQueue]
  }

  private let work: Locked<Work>

  private init(count: Int) {
    work = Locked(Work(idle: (1...count).map { DispatchQueue(label: "till.worker.\($0)") }))
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    add(UnownedJob(job))
  }

  func add(_ job: UnownedJob) {
    let queue = work.withLock { work in
      work.jobs.append(job)
      return work.idle.popLast()
    }
    // If no queue is idle, a busy one takes the job when it is done.
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
