import CommandLine
import Dashboard
import Glibc
import Host
import Screen

/// The only way into the run loop: any thread posts, the loop drains.
///
/// A byte is written to the pipe only when the queue was empty, so a burst wakes the loop once.
final class Mailbox: Sendable {
  private let events = Locked<[Event]>([])
  private let readEnd: Int32
  private let writeEnd: Int32

  /// - Throws: `Failure` when the process has no file descriptors left.
  init() throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw Failure(.failed, "till could not open a pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Readable while something is waiting.
  var descriptor: Int32 { readEnd }

  /// Any thread.
  func post(_ event: Event) {
    let wasEmpty = events.withLock { events in
      defer { events.append(event) }
      return events.isEmpty
    }
    guard wasEmpty else { return }
    var byte: UInt8 = 1
    // A full pipe already wakes the loop: nothing is lost when this write fails.
    _ = write(writeEnd, &byte, 1)
  }

  /// The loop's thread.
  func drain() -> [Event] {
    var bytes = [UInt8](repeating: 0, count: 16)
    while read(readEnd, &bytes, bytes.count) > 0 {}
    return events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
