#if compiler(>=6.3) && compiler(<6.4)
  @_spi(ExperimentalScheduling) import _Concurrency
  import Dispatch

  /// `Task.sleep` beside these threads. Without it Swift's own pool waits.
  extension Workers: SchedulingExecutor {
    package func enqueue<C: Clock>(
      _ job: consuming ExecutorJob, after delay: C.Duration, tolerance: C.Duration?, clock: C
    ) {
      let job = UnownedJob(job)
      // Swift's two clocks measure in this unit. Others bring their own way to sleep.
      let (seconds, attoseconds) = (delay as? Duration ?? .zero).components
      Self.timers.asyncAfter(
        deadline: .now() + .seconds(Int(clamping: seconds))
          + .nanoseconds(Int(attoseconds / 1_000_000_000))
      ) { [self] in
        add(job)
      }
    }

    private static let timers = DispatchQueue(label: "till.timers")
  }
#endif
