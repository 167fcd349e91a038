@preconcurrency import Dispatch
import Glibc

/// SIGTERM, SIGINT and SIGHUP as something to wait for. The second one ends the program as it ends
/// any other.
final class EndingSignals: Sendable {
  private static let numbers = [SIGTERM, SIGINT, SIGHUP]

  private let stream: AsyncStream<Int32>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    self.stream = stream
    sources = Self.numbers.map { number in
      // The default would end the process before the source is told.
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

  /// Returns with the first signal, also with one that came before, or when the task is cancelled.
  func wait() async {
    for await _ in stream { return }
  }
}
