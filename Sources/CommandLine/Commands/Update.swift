import ArgumentParser
import Checkout
import JSON
import Screen
import SessionLibrary
import Stripe
import JSON

/// `till update ID --metadata name=value`: changes a session's metadata and its other fields that
/// can be changed.
struct Update: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change a session's metadata, and what else the API changes.",
    discussion: """
      Entries of metadata that are not named stay as they are; an empty value takes one away. Line \
      items, shipping options, the shipping address and what is asked of the payment can be changed \
      while a session is open and embedded. In test mode, unless changes with a live key are allowed.

        till update cs_test_… --metadata order=6735 --metadata draft=
        till update cs_test_… \\
          -d 'line_items[0][id]=li_…' -d 'line_items[0][quantity]=3'
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(help: "The session's id, cs_…")
  var id: String
  @Option(help: "name=value, or name= to take it away. Can be repeated.")
  var metadata: [NamedValue] = []
  @Option(
    name: [.customShort("d"), .customLong("data")],
    help: """
      Any other parameter of an update, of collected_information, line_items, payment_intent_data or \
      shipping_options: line_items[0][quantity]=3. Can be repeated.
      """)
  var data: [NamedValue] = []
  @Option(help: "text or json: the session as Stripe answers.")
  var format = Format.text
  @Option(help: "Names this wish: with the same key it is carried out once.")
  var idempotencyKey: String?
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if metadata.isEmpty, data.isEmpty {
      throw ValidationError("Give --metadata name=value, or -d parameter=value.")
    }
    for entry in data where !Self.roots.contains(String(entry.name.prefix { $0 != "[" })) {
      throw ValidationError(
        "-d \(entry.name): an update takes \(Self.roots.joined(separator: ", ")).")
    }
  }

  /// Source: https://docs.stripe.com/api/checkout/sessions/update
  private static let roots = [
    "collected_information", "line_items", "metadata", "payment_intent_data", "shipping_options",
  ]

  func run(in world: World) async throws {
    let plan = try await ConnectionPlan(options, .current(in: world), in: world)
    if case .refused(let reason) = plan.writes { throw Failure(.failed, "\(reason)") }
    let connection = try Connection.open(plan, in: world)
    let ids = IDReader.ids(in: id)
    guard let id = ids.first, ids.count == 1 else {
      throw Failure(.usage, "several ids are given, and one session is changed at a time")
    }
    try await connection.refuseParts(among: ids)
    let parameters =
      metadata.map { FormParameter("metadata[\($0.name)]", $0.value) }
      + data.map { FormParameter($0.name, $0.value) }
    try await SessionChange(of: id, key: idempotencyKey).carryOut(in: world) {
      key throws(LibraryError) in
      try await connection.library.update(id, parameters, key: key)
    } print: {
      try write($0, to: world.console)
    }
  }

  private func write(_ session: Session, to console: Console) throws {
    guard format == .text else { return try console.data(session.json.indented + "\n", .json) }
    for member in session.json["metadata"].map({ Array($0.members) }) ?? [] {
      let value = member.value.string ?? member.value.source
      try console.print("\(member.name)=\(value)")
    }
  }
}
