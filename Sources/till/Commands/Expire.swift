import ArgumentParser
import Checkout
import Glibc
import Screen
import SessionLibrary
import Stripe

/// `till expire ID…`: the same checks as the dialog of the dashboard.
struct Expire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Expire open sessions.",
    discussion: """
      Each session is read again before it is expired, and only an open one is. On a terminal \
      till asks first; elsewhere it needs --yes. The exit code is 1 if any was not expired.
      """)

  @Argument(help: "Ids of sessions, cs_…")
  var ids: [String]
  @Flag(help: "Do not ask.")
  var yes = false
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let plan = try ConnectionPlan(options, .current)
    if case .refused(let reason) = plan.writes { throw Failure(.failed, reason) }
    let connection = try Connection.open(plan)
    var ids: [String] = []
    for id in self.ids where !ids.contains(id) { ids.append(id) }
    if !yes { try confirm(ids, isLive: plan.key.isLive) }
    var failures: [Failure] = []
    for id in ids {
      do throws(Failure) {
        try await expire(id, connection)
      } catch {
        failures.append(error)
        Standard.error("till: \(Sanitiser.display(id)): \(error.sentence)")
      }
    }
    // One id fails with its own code, so that a script can tell an unknown id from no network.
    if let only = failures.first, ids.count == 1 { throw ExitCode(only.code.rawValue) }
    if !failures.isEmpty { throw ExitCode(Failure.Code.failed.rawValue) }
  }

  private func confirm(_ ids: [String], isLive: Bool) throws(Failure) {
    guard Standard.isTerminal(STDIN_FILENO), Standard.isTerminal(STDERR_FILENO) else {
      throw Failure(.failed, "nothing was expired: without a terminal to ask on, add --yes")
    }
    for id in ids { Standard.error("  \(Sanitiser.display(id))") }
    let what = ids.count == 1 ? "this session" : "these \(ids.count) sessions"
    let word = isLive ? String(ids.count) : "expire"
    Standard.error(
      "\(isLive ? "LIVE: " : "")Type “\(word)” to expire \(what); anything else keeps \(ids.count == 1 ? "it" : "them")."
    )
    guard readLine()?.trimmingCharacter(" ") == word else {
      throw Failure(.failed, "nothing was expired")
    }
  }

  private func expire(_ id: String, _ connection: Connection) async throws(Failure) {
    let outcome: ExpireOutcome
    do throws(LibraryError) {
      outcome = try await connection.library.expire(id, key: .random())
    } catch { throw Failure(error) }
    switch outcome {
    case .expired: Standard.output("\(id)\texpired\n")
    case .notOpen(let stored):
      let status = stored.session.status?.name ?? "of unknown status"
      throw Failure(.failed, "not expired: the session is \(Sanitiser.display(status))")
    case .unknown:
      throw Failure(.failed, "the answer was lost; “till show \(id)” tells what became of it")
    }
  }
}

extension String {
  fileprivate func trimmingCharacter(_ character: Character) -> String {
    var rest = self[...]
    while rest.first == character { rest = rest.dropFirst() }
    while rest.last == character { rest = rest.dropLast() }
    return String(rest)
  }
}
