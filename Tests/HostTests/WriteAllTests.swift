import Glibc
import Testing

@testable import Host

@Suite struct WriteAllTests {
  @Test func `a reader that is slow gets all of it through a pipe that does not block`()
    async throws
  {
    let pipe = try #require(openPipe())
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let writing = Task.detached {
      let error = writeAll(bytes, to: pipe.write)
      close(pipe.write)
      return error
    }
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 10_000)
    while received.count < bytes.count {
      let count = read(pipe.read, &chunk, chunk.count)
      if count > 0 { received += chunk[..<count] } else { await Task.yield() }
    }
    close(pipe.read)
    #expect(await writing.value == 0)
    #expect(received == bytes)
  }

  @Test func `what cannot be written is said by its number`() throws {
    signal(SIGPIPE, SIG_IGN)
    // A socket that was shut down has no reader, even if a child has just inherited it.
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    shutdown(ends[0], Int32(SHUT_RDWR))
    #expect(writeAll([1, 2], to: ends[1]) == EPIPE)
    // A number that no descriptor of this process can have.
    #expect(writeAll([1], to: .max) == EBADF)
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    #expect(writeAll([1], to: full) == ENOSPC)
  }

  @Test func `patience has an end`() throws {
    let pipe = try #require(openPipe())
    defer {
      close(pipe.read)
      close(pipe.write)
    }
    let bytes = [UInt8](repeating: 0, count: 1 << 20)
    #expect(writeAll(bytes, to: pipe.write, patience: 1) == ETIMEDOUT)
  }
}
