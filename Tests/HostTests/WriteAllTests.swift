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
    let pipe = try #require(openPipe())
    close(pipe.read)
    #expect(writeAll([1, 2], to: pipe.write) == EPIPE)
    close(pipe.write)
    #expect(writeAll([1], to: pipe.write) == EBADF)
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
