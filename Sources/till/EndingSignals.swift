@preconcurrency import Dispatch
import Glibc

/// Lets a task wait for SIGTERM, SIGINT and SIGHUP. The second signal ends the program in the usual
/// way.
final class EndingSignals: Sendable {
  private static let numbers = [SIGTERM, SIGINT, SIGHUP]

  private let stream: AsyncStream<Int32>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    self.stream = stream
    sources = Self.numbers.map { number in
      // The default action would end the process before the source sees the signal.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in
        for number in Self.numbers { signal(number, SIG_DFL) }
        continuation.yield(number)
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// Returns at the first signal, even one that came earlier, or when the task is cancelled.
  func wait() async {
    for await _ in stream { return }
  }
}
