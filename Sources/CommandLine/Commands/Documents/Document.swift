import ArgumentParser
import Checkout
import Firestore
import JSON
import Screen
import Stripe
import Units

/// `till document PATH`: one document.
struct Document: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Show one document of the Firebase extension, as text or as Firestore's JSON.",
    discussion: """
      Says what became of it, and shows what the app wrote and what the extension answered. Where \
      there is a key of Stripe's in the same mode, the session is looked at, too, and whether it is \
      this user's.
      """)

  @Argument(help: "The document's path, such as customers/UID/checkout_sessions/ID.")
  var path: String
  @Option(help: "text or json.")
  var format = ShowFormat.text
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard segments != nil else {
      throw ValidationError(
        "PATH is the path of a document, such as customers/UID/checkout_sessions/ID.")
    }
  }

  /// A path, with or without the project and database before it.
  private var segments: [String]? {
    let segments =
      DocumentName(path)?.segments
      ?? path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard !segments.isEmpty, segments.count % 2 == 0,
      segments.allSatisfy(CustomersCollection.isSegment)
    else { return nil }
    return segments
  }

  func run(in world: World) async throws {
    let setup = try Setup.current(in: world)
    let client = try FirestoreConnection.open(options, setup, in: world).client
    guard let segments else { return }
    if let name = DocumentName(path), name != client.database.documentName(segments) {
      throw Failure(
        .usage,
        "this document is in the project \(name.project), database \(name.database): the profile "
          + "reads \(client.database.project), \(client.database.database)")
    }
    let found = try await client.document(segments)
    guard let document = CheckoutDocument(found.json, in: client.customers) else {
      throw FirestoreError(
        .invalidRequest,
        "this is not a session of a user in the collection \(client.customers.path)")
    }
    guard format == .text else {
      return try world.console.data(document.json.source + "\n", .json)
    }
    var facts = DocumentFacts(document, at: world.now())
    let user = try await client.users([document.user]).first
    facts.userCustomer = user?.fields["stripeId"]?.string
    await look(at: document, setup, in: world, &facts)
    for line in DocumentLines(of: facts, in: world.zone()).lines {
      try world.console.print(SafeText(line))
    }
  }

  /// Adds what Stripe knows, if there is a key to ask with.
  private func look(
    at document: CheckoutDocument, _ setup: Setup, in world: World, _ facts: inout DocumentFacts
  ) async {
    guard let id = document.sessionID,
      let plan = try? await ConnectionPlan(options, setup, in: world)
    else { return }
    facts.isKeyLive = plan.key.isLive
    guard document.isLive == plan.key.isLive,
      let connection = try? Connection.open(plan, in: world)
    else { return }
    do throws(StripeError) { facts.session = try await connection.client.session(id) } catch {
      facts.lacksSession = error.code == .missing
      world.console.say("till: the session was not read: \(Failure(error).sentence)")
    }
  }
}
