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

  init(_ plan: ConnectionPlan, in world: World) throws(Failure) {
    self.plan = plan
    let mailbox = try Mailbox()
    self.mailbox = mailbox
    monitor = RequestMonitor(limit: plan.requestLimit) { mailbox.post($0) }
    connection = try Connection.open(plan, in: world, monitor: monitor)
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
