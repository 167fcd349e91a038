import Glibc
import Testing

@testable import Terminal

@Suite(.serialized) struct SignalsTests {
  /// Starts a program in a group of its own, which only a signal ends soon.
  private static func start() throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    // Dispatch blocks signals on the thread that starts it.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var arguments = [strdup("sleep"), strdup("60"), nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    try #require(posix_spawnp(&pid, "sleep", nil, &attributes, &arguments, environ) == 0)
    return pid
  }

  /// Sends a signal to this thread, and returns when the handler has run. Dispatch blocks signals on
  /// its threads.
  private static func deliver(_ signal: Int32) {
    var wanted = sigset_t()
    var before = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, signal)
    pthread_sigmask(SIG_UNBLOCK, &wanted, &before)
    raise(signal)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal that came before a pager had the terminal ends it, too`(signal: Int32) throws {
    let installed = Signals.install(terminal: -1, notice: "")
    defer { Signals.remove(installed) }
    Signals.use(of: .nothing)
    let pid = try Self.start()
    Self.deliver(signal)
    Signals.pass(on: pid)
    defer { Signals.pass(on: 0) }
    var status: Int32 = 0
    #expect(waitpid(pid, &status, 0) == pid)
    #expect(status & 0x7F == signal)
    #expect(Signals.take(from: installed.pipe) == [signal], "the loop ends afterwards")
  }

  @Test func `a signal that the loop has taken does not end the next pager`() throws {
    let installed = Signals.install(terminal: -1, notice: "")
    defer { Signals.remove(installed) }
    Signals.use(of: .nothing)
    Self.deliver(SIGTERM)
    _ = Signals.take(from: installed.pipe)
    Self.deliver(SIGINT)
    let pid = try Self.start()
    Signals.pass(on: pid)
    defer { Signals.pass(on: 0) }
    kill(pid, SIGKILL)
    var status: Int32 = 0
    #expect(waitpid(pid, &status, 0) == pid)
    #expect(status & 0x7F == SIGKILL)
  }
}
