import ArgumentParser
import Checkout
import Screen
import SessionLibrary
import Stripe
import JSON

/// `till create`: a new session.
struct Create: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create a session. In test mode, unless changes with a live key are allowed.",
    discussion: """
      Line items are prices by their id, or one product that exists for this session only:

        till create --price price_1Nv…:2 --success-url https://shop.example/thanks
        till create --product T-shirt --amount 10.99 --currency usd \\
          --success-url https://shop.example/thanks \\
          -d 'tax_id_collection[enabled]=true'

      The new session's id is printed, so that it can be handed on: till url $(till create …).
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case id, url, json }

  @OptionGroup var parameters: CreateParameters
  @Option(help: "What is printed: id, url or json.")
  var format = Format.id
  @Option(help: "Names this wish: with the same key it is carried out once.")
  var idempotencyKey: String?
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    try parameters.check()
    let plan = try await ConnectionPlan(options, .current(in: world), in: world)
    if case .refused(let reason) = plan.writes { throw Failure(.failed, "\(reason)") }
    let form = try parameters.form(in: world)
    if let problem = form.problems(at: world.now()).first { throw Failure(.usage, "\(problem)") }
    let connection = try Connection.open(plan, in: world)
    try await SessionChange(of: nil, key: idempotencyKey).carryOut(in: world) {
      key throws(LibraryError) in
      try await connection.library.create(form.parameters, key: key)
    } print: {
      try write($0, to: world.console)
    }
  }

  private func write(_ session: Session, to console: Console) throws {
    switch format {
    case .id: try console.print(SafeText(session.id))
    case .json: try console.data(session.json.source + "\n", .json)
    case .url:
      guard let url = session.url else {
        console.say("till: \(session.id) is created and has no URL")
        return
      }
      try console.print(SafeText(try URLCommand.checked(url)))
    }
  }
}
