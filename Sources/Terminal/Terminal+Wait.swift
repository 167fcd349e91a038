import CNCurses
import Glibc
import Screen

/// Why the loop woke up.
package struct Wakeup: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// There are keys to read.
  package static let keys = Wakeup(rawValue: 1)
  /// There is something in the mailbox.
  package static let mailbox = Wakeup(rawValue: 2)
  package static let deadline = Wakeup(rawValue: 4)
  /// The size changed, or the screen came back: render and present.
  package static let resize = Wakeup(rawValue: 8)
  /// Ctrl-C: SIGINT.
  package static let interrupt = Wakeup(rawValue: 16)
  /// Ctrl-Z: SIGTSTP. Answer with ``Terminal/stop()``.
  package static let suspend = Wakeup(rawValue: 32)
  /// SIGTERM: end cleanly.
  package static let terminate = Wakeup(rawValue: 64)
  /// SIGHUP, or the terminal is gone: end without writing to it.
  package static let hangup = Wakeup(rawValue: 128)

  /// Whether the program is to end.
  package var isEnd: Bool { contains(.terminate) || contains(.hangup) }
}

extension Terminal {
  /// Sleeps until there is something to do; without a deadline, as long as that takes.
  ///
  /// - Parameters:
  ///   - mailbox: a descriptor that is readable when there are events; -1 for none.
  ///   - deadline: when to wake up if nothing happens.
  /// - Returns: why it woke up. Signals that concern the screen are already handled.
  package func wait(mailbox: Int32, until deadline: ContinuousClock.Instant?) -> Wakeup {
    if !overdue.isEmpty { return overdue.contains(SIGHUP) ? .hangup : .terminate }
    var targets = [fileDescriptor, mailbox, signals.pipe].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = unsafe poll(&targets, nfds_t(targets.count), Self.timeout(until: deadline))
    if count == 0 { return .deadline }
    // Interrupted by a signal, whose byte is in the pipe.
    guard count > 0 else { return answerSignals() }
    var wakeup: Wakeup = []
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    if targets[0].revents & gone != 0 || isGone {
      wakeup.insert(.hangup)
    } else if targets[0].revents != 0 {
      wakeup.insert(.keys)
    }
    if targets[1].revents != 0 { wakeup.insert(.mailbox) }
    if targets[2].revents != 0 { wakeup.formUnion(answerSignals()) }
    return wakeup
  }

  private static func timeout(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let rest = ContinuousClock.now.duration(to: deadline).components
    guard rest.seconds >= 0, rest.attoseconds >= 0 else { return 0 }
    // Rounded up: waking a moment early would only poll again.
    let milliseconds =
      rest.seconds.multipliedReportingOverflow(by: 1000).partialValue
      + rest.attoseconds / 1_000_000_000_000_000 + 1
    return Int32(clamping: milliseconds)
  }

  private func answerSignals() -> Wakeup {
    let taken = Signals.take(from: signals.pipe)
    var wakeup: Wakeup = []
    if taken.contains(SIGCONT) {
      comeBack()
      wakeup.insert(.resize)
    }
    if taken.contains(SIGWINCH) {
      adoptSize()
      wakeup.insert(.resize)
    }
    let table: [(Int32, Wakeup)] = [
      (SIGINT, .interrupt), (SIGTSTP, .suspend), (SIGTERM, .terminate), (SIGHUP, .hangup),
    ]
    return table.reduce(wakeup) { taken.contains($1.0) ? $0.union($1.1) : $0 }
  }

  /// Tells ncurses how large the window is: it does not find out, because till handles SIGWINCH.
  func adoptSize() {
    var window = winsize()
    guard unsafe ioctl(output, UInt(TIOCGWINSZ), &window) == 0,
      window.ws_row > 0, window.ws_col > 0
    else { return }
    guard size != Size(width: Int(window.ws_col), height: Int(window.ws_row)) else { return }
    resizeterm(Int32(window.ws_row), Int32(window.ws_col))
    unsafe clearok(till_curscr(), true)
    presented = nil
  }
}
