import Checkout
import Dashboard
import Glibc
import SessionCache
import Stripe
import Terminal

/// Options of the dashboard that do not concern Stripe.
struct DashboardOptions: Sendable {
  var isColorless: Bool
  var isASCII: Bool

  init(_ options: GlobalOptions) {
    isColorless = options.noColor || getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    isASCII = options.ascii
  }
}

/// Puts the dashboard together and runs it.
enum DashboardRun {
  @MainActor
  static func start(_ plan: ConnectionPlan, _ options: DashboardOptions) async throws {
    let mailbox = try Mailbox()
    let connection = try Connection.open(plan) { notice in
      mailbox.post(.requests(RequestActivity(running: 1, waiting: notice.sentence)))
    }
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal.open(
        TerminalOptions(isColorless: options.isColorless, isASCII: options.isASCII))
    } catch {
      throw Failure(.usage, error.description)
    }
    defer { terminal.close() }

    var state = State(
      size: terminal.size, clock: .now, zone: .local, account: connection.account,
      seed: .random(in: .min ... .max))
    let query = state.list.query
    state.list.fetching.insert(.newest)
    let runner = EffectRunner(
      library: connection.library, mailbox: mailbox, copy: { .shown($0) })
    runner.start(Effect.fetch(.newest, query.filter, generation: 0))

    // What is cached is on the first picture, before the network has been asked for anything.
    var events: [Event] = []
    if let window = try? connection.cache.rowsNow(query, .top, limit: 300) {
      events.append(.rows(window, anchor: .top, generation: 0))
    }
    for sentence in terminal.notices + [connection.notice].compactMap(\.self) {
      events.append(.notice(Message(sentence, .warning)))
    }
    let loop = RunLoop(terminal: terminal, mailbox: mailbox, runner: runner, state: state)
    loop.run(events)
    runner.cancelRequests()
  }
}
