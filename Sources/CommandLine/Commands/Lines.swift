import ArgumentParser
import Checkout
import JSON
import Screen
import SessionLibrary
import Units

/// `till lines ID`: all line items of a session, and their sum.
struct Lines: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "List the line items of a session, all of them, and what they add up to.",
    discussion: """
      As text: quantity, description, price of one, total; below an item its recurrence, tiers, \
      discounts and taxes. json gives the items as Stripe sent them, in one array.
      """)

  @Argument(help: "The session's id, cs_…, or anything that it stands in, such as its link.")
  var id: String
  @Option(help: "text or json.")
  var format = ShowFormat.text
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let connection = try await Connection.open(options, in: world)
    let id = try await connection.sessionID(meantBy: id)
    let stored = try await connection.library.loadLineItems(id)
    guard format == .text else {
      let sources = stored.items.map(\.json.source).joined(separator: ",\n")
      return try world.console.data(stored.items.isEmpty ? "[]\n" : "[\n\(sources)\n]\n", .json)
    }
    if stored.items.isEmpty { world.console.say("till: this session has no line items") }
    let session = try await connection.library.refresh(id).session
    guard !stored.items.isEmpty else { return }
    let table = LineItemTable(in: world)
    let lines = stored.items.flatMap(table.lines) + table.totals(of: session, stored)
    for line in lines { try world.console.print(line) }
  }
}

/// Line items as lines for people. On a terminal, a long name is cut so that no amount wraps.
private struct LineItemTable {
  private static let gap: SafeText = "  "
  private let quantityWidth = 6
  private let unitWidth = 18
  private let totalWidth = 14
  private let nameWidth: Int

  init(in world: World) {
    let others = quantityWidth + unitWidth + totalWidth + 3 * Self.gap.cells
    nameWidth = min(40, max(8, (world.console.width(.output) ?? .max) - others))
  }

  func lines(of item: LineItem) -> [SafeText] {
    let every = item.price?.recurrence?.shortText ?? ""
    let line = line(
      item.quantity.map { "\($0) ×" } ?? "–", item.description ?? item.price?.productName ?? "–",
      item.unitText.map { $0 + every } ?? "–", item.total?.text ?? "–")
    return [line] + item.detailTexts.map { "        \($0)" }
  }

  func totals(of session: Session, _ stored: StoredLineItems) -> [SafeText] {
    let totals = LineItemTotals(
      of: session, items: stored.items, isComplete: stored.isComplete)
    let notes = [
      totals.includedTax.map { "\($0.text) of the tax is inside the prices" }, totals.warning,
      Presentment(of: session)?.text,
    ]
    return totals.rows.map { line("", $0.label, "", $0.money.text) }
      + notes.compactMap(\.self).map { "        \($0)" }
  }

  private func line(
    _ quantity: String, _ name: String, _ unit: String, _ total: String
  ) -> SafeText {
    [
      SafeText(quantity).padded(to: quantityWidth, align: .trailing),
      SafeText(name).fitted(to: nameWidth),
      SafeText(unit).padded(to: unitWidth, align: .trailing),
      SafeText(total).padded(to: totalWidth, align: .trailing),
    ].joined(separator: Self.gap)
  }
}
