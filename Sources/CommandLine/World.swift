import Dashboard
import Glibc
package import HTTP
package import Units

/// What a command gets from outside: streams, environment, clock, network, screen. It is a value,
/// so that a test can replace each part.
package struct World: Sendable {
  package var console: Console
  package var environment: [String: String]
  /// The home folder of the user database, for programs that are started without HOME.
  package var home: String?
  /// Unix seconds.
  package var now: @Sendable () -> Int
  /// The local time of this machine; read only when it is needed.
  package var zone: @Sendable () -> ZoneRule
  /// A connection to the network with these options.
  package var transport: @Sendable (HTTPOptions) -> Transport
  /// Opens the dashboard and returns when the user has left it.
  package var openDashboard: @Sendable (DashboardStart, World) async throws -> Void
  /// What the terminal can do; nil if that is not known.
  package var terminalFacts: @Sendable (Setup) async -> TerminalFacts?
  /// Lets the user choose one of several profiles on the screen; nil if none was chosen.
  package var chooseProfile: @Sendable (Setup, GlobalOptions) async throws -> String?
  /// Starts to listen for the signals that end a program.
  package var stopSignals: @Sendable () -> StopSignals
  /// What must be done before the process ends.
  package let closing = Closing()

  /// A connection to the network, and how to end it.
  package struct Transport: Sendable {
    package var client: HTTPClient
    package var shutdown: @Sendable () -> Void

    package init(client: HTTPClient, shutdown: @escaping @Sendable () -> Void = {}) {
      self.client = client
      self.shutdown = shutdown
    }
  }

  /// SIGINT, SIGTERM and SIGHUP. The program can wait for the first one; a second one ends it at
  /// once.
  package struct StopSignals: Sendable {
    /// Returns after the first signal, also one that came earlier, or when the task is cancelled.
    package var first: @Sendable () async -> Void

    package init(first: @escaping @Sendable () async -> Void) { self.first = first }
  }

  package init(
    console: Console, environment: [String: String], home: String? = nil,
    now: @escaping @Sendable () -> Int = { time(nil) },
    zone: @escaping @Sendable () -> ZoneRule = { .local },
    transport: @escaping @Sendable (HTTPOptions) -> Transport,
    openDashboard: @escaping @Sendable (DashboardStart, World) async throws -> Void,
    terminalFacts: @escaping @Sendable (Setup) async -> TerminalFacts? = { _ in nil },
    chooseProfile: @escaping @Sendable (Setup, GlobalOptions) async throws -> String? = { _, _ in
      nil
    },
    stopSignals: @escaping @Sendable () -> StopSignals
  ) {
    self.console = console
    self.environment = environment
    self.home = home
    self.now = now
    self.zone = zone
    self.transport = transport
    self.openDashboard = openDashboard
    self.terminalFacts = terminalFacts
    self.chooseProfile = chooseProfile
    self.stopSignals = stopSignals
  }
}

/// What a dashboard starts with.
package struct DashboardStart: Sendable {
  package var plan: ConnectionPlan
  package var setup: Setup
  package var options: GlobalOptions
  /// What is looked up at the start.
  package var sought: String?
  /// The view that is shown first; nil for the one that was shown last time.
  package var view: ChosenView?

  package init(
    _ plan: ConnectionPlan, _ setup: Setup, _ options: GlobalOptions,
    lookingFor sought: String? = nil, view: ChosenView? = nil
  ) {
    self.plan = plan
    self.setup = setup
    self.options = options
    self.sought = sought
    self.view = view
  }
}
