import Glibc

/// A descriptor that is closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  init?(opening path: String, _ flags: Int32) {
    number = unsafe open(path, flags | O_CLOEXEC)
    if number < 0 { return nil }
  }

  deinit { close(number) }
}

/// Writes all of it to a descriptor, waiting where it must. Errors are left to the next reader: a
/// terminal that is gone says so there.
func writeAll(_ bytes: some Sequence<UInt8>, to descriptor: Int32) {
  var rest = Array(bytes)[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if count < 0 && errno == EAGAIN {
      var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if unsafe poll(&target, 1, 1000) <= 0 { return }
    } else if count == 0 || errno != EINTR {
      return
    }
  }
}

/// Opens a pipe whose ends never block and are not inherited.
func openPipe() -> (read: Int32, write: Int32)? {
  var ends: [Int32] = [-1, -1]
  guard unsafe pipe(&ends) == 0 else { return nil }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
  }
  return (ends[0], ends[1])
}

/// Empties a pipe that does not block.
func drain(_ descriptor: Int32) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64)
  while true {
    let count = unsafe read(descriptor, &buffer, buffer.count)
    if count > 0 {
      bytes += buffer.prefix(count)
    } else if count == 0 || errno != EINTR {
      return bytes
    }
  }
}
