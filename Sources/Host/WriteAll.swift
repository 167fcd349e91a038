import Glibc

/// Opens a pipe whose ends never block and are not inherited; nil if no descriptors are left.
package func openPipe() -> (read: Int32, write: Int32)? {
  var ends: [Int32] = [-1, -1]
  guard unsafe pipe(&ends) == 0 else { return nil }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
  }
  return (ends[0], ends[1])
}

/// Writes all bytes to a descriptor: continues after a signal, and waits when the other end is slow
/// and the descriptor does not block. All such writes of till use it.
///
/// - Parameters:
///   - bytes: what is written.
///   - descriptor: where to.
///   - patience: milliseconds to wait for a reader that takes nothing; -1 for no limit.
/// - Returns: 0, or the error number. `ETIMEDOUT` when the reader took nothing for too long.
@discardableResult
package func writeAll(
  _ bytes: some Collection<UInt8>, to descriptor: Int32, patience: Int32 = -1
) -> Int32 {
  let outcome = bytes.withContiguousStorageIfAvailable { buffer in
    unsafe writeAll(UnsafeRawBufferPointer(buffer), to: descriptor, patience: patience)
  }
  if let outcome { return outcome }
  return unsafe Array(bytes).withUnsafeBytes { buffer in
    unsafe writeAll(buffer, to: descriptor, patience: patience)
  }
}

private func writeAll(
  _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, patience: Int32
) -> Int32 {
  var rest = unsafe bytes
  while unsafe !rest.isEmpty {
    let count = unsafe write(descriptor, rest.baseAddress, rest.count)
    if count >= 0 {
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      continue
    }
    switch errno {
    case EINTR: continue
    case EAGAIN:
      let error = waitForRoom(in: descriptor, patience: patience)
      guard error == 0 else { return error }
    case let error: return error
    }
  }
  return 0
}

/// Waits until a non-blocking descriptor accepts bytes again.
private func waitForRoom(in descriptor: Int32, patience: Int32) -> Int32 {
  var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  while true {
    let ready = unsafe poll(&target, 1, patience)
    if ready > 0 { return 0 }
    if ready == 0 { return ETIMEDOUT }
    guard errno == EINTR else { return errno }
  }
}

/// Empties a non-blocking pipe, and returns what was in it.
package func drain(_ descriptor: Int32) -> [UInt8] {
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
