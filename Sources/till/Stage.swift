import CommandLine
import Dashboard
import Host
import JSON
import Screen
import Stripe

/// An account that can be shown: its connection, and the mailbox for its events.
struct Stage: Sendable {
  let plan: ConnectionPlan
  let connection: Connection
  let mailbox: Mailbox
  let monitor: RequestMonitor
  let documents: Documents

  /// The account's documents in Firestore.
  enum Documents: Sendable {
    case none
    case desk(DocumentDesk)
    /// Why they cannot be read.
    case failed(Problem)

    var desk: DocumentDesk? { if case .desk(let desk) = self { desk } else { nil } }
  }

  /// Bringing a large cache up to date takes a while: not on the main thread once a screen is shown.
  init(
    _ plan: ConnectionPlan, _ options: GlobalOptions, _ setup: Setup, in world: World
  ) throws(Failure) {
    self.plan = plan
    let mailbox = try Mailbox()
    self.mailbox = mailbox
    monitor = RequestMonitor(limit: plan.requestLimit) { mailbox.post($0) }
    connection = try Connection.open(plan, in: world, monitor: monitor)
    documents = Self.documents(
      of: plan, beside: connection, monitor: monitor, options, setup, in: world)
  }

  private static func documents(
    of plan: ConnectionPlan, beside connection: Connection, monitor: RequestMonitor,
    _ options: GlobalOptions, _ setup: Setup, in world: World
  ) -> Documents {
    do throws(Failure) {
      let firestore: FirestoreConnection
      if plan.isSandbox {
        firestore = try .sandbox(at: plan.base.url, options, setup, in: world, monitor: monitor)
      } else if try FirestoreConnection.isNamed(options, setup, in: world, profile: plan.profile) {
        firestore = try .open(options, setup, in: world, profile: plan.profile, monitor: monitor)
      } else {
        return .none
      }
      return .desk(
        try DocumentDesk(
          firestore, beside: connection, isSandbox: plan.isSandbox, options, setup, in: world))
    } catch { return .failed(Problem(error.sentence.text)) }
  }

  /// Asks once which account the key belongs to. A restricted key may not know.
  func identify() {
    Task.detached(executorPreference: Workers.shared) { [self] in
      guard let id = try? await connection.client.account()["id"]?.string else { return }
      if plan.connectedAccount == nil { plan.rememberAccount(id) }
      var account = connection.account
      account.id = Sanitiser.display(id)
      mailbox.post(.stripe(.account(account)))
    }
  }
}
