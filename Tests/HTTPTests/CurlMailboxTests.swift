import Glibc
import Testing

@testable import HTTP

@Suite struct CurlMailboxTests {
  private let mailbox = CurlMailbox()

  /// Posts a command. Returns whether a thread was to be started for it.
  private func post(thread: pthread_t? = 1) throws(HTTPError) -> Bool {
    var isStarted = false
    try mailbox.post(.cancel(7)) {
      isStarted = true
      return thread
    }
    return isStarted
  }

  @Test func `the first command starts the thread, which the end waits for`() throws {
    #expect(try post())
    #expect(try !post())
    #expect(mailbox.close() == 1)
    #expect(mailbox.close() == nil, "one waits for it")
    #expect(throws: HTTPError.shutDown) { try post() }
    #expect(mailbox.leave().thread == nil)
  }

  @Test func `what was never used has no thread to wait for, and starts none afterwards`() {
    #expect(mailbox.close() == nil)
    #expect(throws: HTTPError.shutDown) { try post() }
  }

  @Test func `after libcurl has failed, the next command starts another thread`() throws {
    _ = try post()
    let (commands, thread) = mailbox.leave()
    #expect(commands.count == 1 && thread == 1)
    #expect(try post(thread: 2))
    #expect(mailbox.take().commands.count == 1)
    #expect(mailbox.close() == 2)
  }

  @Test func `only the end of the transport looks like a cancellation`() throws {
    #expect(throws: HTTPError.noLibrary) { try post(thread: nil) }
    #expect(try post())
    #expect(HTTPError.shutDown.code == .cancelled)
    #expect(HTTPError.noLibrary.code != .cancelled && HTTPError.broken.code != .cancelled)
  }
}
