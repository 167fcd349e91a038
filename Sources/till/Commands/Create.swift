import ArgumentParser
import Checkout
import Glibc
import Screen
import SessionLibrary
import Stripe
import JSON

/// `till create`: a new session.
struct Create: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create a session. In test mode, unless changes with a live key are allowed.",
    discussion: """
      Line items are prices by their id, or one product that exists for this session only:

        till create --price price_1Nv…:2 --success-url https://shop.example/thanks
        till create --product T-shirt --amount 10.99 --currency usd -d tax_id_collection[enabled]=true

      The new session's id is printed, so that it can be handed on: till url $(till create …).
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case id, url, json }

  @OptionGroup var parameters: CreateParameters
  @Option(help: "What is printed: id, url or json.")
  var format = Format.id
  @Option(help: "Names this wish: with the same key it is carried out once.")
  var idempotencyKey: String?
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try parameters.check()
    let plan = try ConnectionPlan(options, .current)
    if case .refused(let reason) = plan.writes { throw Failure(.failed, reason) }
    let form = try parameters.form()
    if let problem = form.problems(at: time(nil)).first { throw Failure(.usage, problem) }
    let connection = try Connection.open(plan)
    do throws(LibraryError) {
      let stored = try await connection.library.create(
        form.parameters, key: idempotencyKey.map { IdempotencyKey($0) } ?? .random())
      write(stored.session)
    } catch {
      // What is missing is a price or a customer, and no session.
      if case .stripe(let cause) = error, cause.code == .missing {
        throw Failure(.failed, cause.sentence)
      }
      throw Failure(error)
    }
  }

  private func write(_ session: Session) {
    switch format {
    case .id: Standard.output(Sanitiser.copied(session.id) + "\n")
    case .json: Standard.output(session.json.source + "\n")
    case .url:
      guard let url = session.url else {
        Standard.error("till: \(Sanitiser.display(session.id)) is created and has no URL")
        return
      }
      Standard.output(Sanitiser.copied(url) + "\n")
    }
  }
}
