@preconcurrency import Dispatch
import Glibc

/// SIGTERM, SIGINT and SIGHUP as something to wait for.
final class EndingSignals: Sendable {
  private let stream: AsyncStream<Int32>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    self.stream = stream
    sources = [SIGTERM, SIGINT, SIGHUP].map { number in
      // The default would end the process before the source is told.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in continuation.yield(number) }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// Returns with the first signal, also with one that came before.
  @discardableResult
  func wait() async -> Int32 {
    for await number in stream { return number }
    return SIGTERM
  }
}
