import Checkout
import Dashboard
import FoundationEssentials
import Glibc
import Screen
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

extension CopyRoute {
  fileprivate init(_ outcome: Clipboard.Outcome, of text: String) {
    self =
      switch outcome {
      case .taken(let program): .program(program)
      case .forTerminal(let bytes): .terminal(bytes)
      case .mustBeShown: .shown(text)
      }
  }
}

/// Puts the dashboard together and runs it.
enum DashboardRun {
  @MainActor
  static func start(
    _ plan: ConnectionPlan, _ options: DashboardOptions, lookingFor text: String? = nil
  ) async throws {
    let mailbox = try Mailbox()
    let monitor = RequestMonitor(limit: plan.requestLimit) { mailbox.post(.requests($0)) }
    let connection = try Connection.open(plan, monitor: monitor)
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal.open(
        TerminalOptions(isColorless: options.isColorless, isASCII: options.isASCII))
    } catch {
      throw Failure(.usage, error.description)
    }
    defer { terminal.close() }

    let state = State(
      size: terminal.size, clock: .now, zone: .local, account: connection.account,
      seed: .random(in: .min ... .max))
    let clipboard = Clipboard(environment: ProcessInfo.processInfo.environment)
    let browser = Browser(environment: ProcessInfo.processInfo.environment)
    let runner = EffectRunner(
      library: connection.library, mailbox: mailbox,
      copy: { CopyRoute(await clipboard.copy($0), of: $0) },
      browse: { url in
        guard case .opened(let program) = await browser.open(url) else { return nil }
        return program
      })

    // What is cached is on the first picture, before the network has been asked for anything.
    var events: [Event] = [.started]
    if let window = try? connection.cache.rowsNow(state.list.query, .top, limit: 300) {
      events.append(.rows(window, anchor: .top, generation: 0))
      if let first = window.rows.first, let stored = try? connection.cache.sessionNow(first.id) {
        events.append(.detail(SessionDetail(stored: stored), id: first.id))
      }
    }
    if let text { events.append(.lookUp(text)) }
    for sentence in terminal.notices + [connection.notice].compactMap(\.self) {
      events.append(.notice(Message(sentence, .warning)))
    }
    identify(connection, mailbox)
    let loop = RunLoop(terminal: terminal, mailbox: mailbox, runner: runner, state: state)
    loop.run(events)
    runner.cancelRequests()
  }

  /// Asks once whose key it is. A restricted key may not know; then the header does not say.
  private nonisolated static func identify(_ connection: Connection, _ mailbox: Mailbox) {
    Task.detached {
      guard let object = try? await connection.client.account() else { return }
      var account = connection.account
      account.id = object["id"]?.string.map(Sanitiser.display) ?? account.id
      mailbox.post(.account(account))
    }
  }
}
