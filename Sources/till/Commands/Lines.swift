import ArgumentParser
import Checkout
import Screen
import SessionLibrary
import JSON
import Units

/// `till lines ID`: a session's line items, all of them, and what they add up to.
struct Lines: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "List the line items of a session, all of them, and what they add up to.",
    discussion: """
      As text: quantity, description, price of one, total; below an item its recurrence, tiers,
      discounts and taxes. json gives the items as Stripe sent them, in one array.
      """)

  @Argument(help: "The session's id, cs_…")
  var id: String
  @Option(help: "text or json.")
  var format = ShowFormat.text
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let connection = try Connection.open(ConnectionPlan(options, .current))
    do throws(LibraryError) {
      let stored = try await connection.library.loadLineItems(id)
      guard format == .text else {
        let sources = stored.items.map(\.json.source).joined(separator: ",\n")
        Standard.output(stored.items.isEmpty ? "[]\n" : "[\n\(sources)\n]\n")
        return
      }
      if stored.items.isEmpty { Standard.error("till: this session has no line items") }
      let session = try await connection.library.refresh(id).session
      for item in stored.items { write(item) }
      if !stored.items.isEmpty { write(totalsOf: session, stored) }
    } catch { throw Failure(error) }
  }

  private func write(_ item: LineItem) {
    let every = item.price?.recurrence?.shortText ?? ""
    write(
      item.quantity.map { "\($0) ×" } ?? "–", item.description ?? item.price?.productName ?? "–",
      item.unitText.map { $0 + every } ?? "–", item.total?.text ?? "–")
    for detail in item.detailTexts { Standard.output("        \(Sanitiser.display(detail))\n") }
  }

  private func write(totalsOf session: Session, _ stored: StoredLineItems) {
    let totals = LineItemTotals(
      of: session, items: stored.items, isComplete: stored.isComplete)
    for row in totals.rows { write("", row.label, "", row.money.text) }
    let notes = [
      totals.includedTax.map { "\($0.text) of the tax is inside the prices" }, totals.warning,
      Presentment(of: session)?.text,
    ]
    for note in notes.compactMap(\.self) {
      Standard.output("        \(Sanitiser.display(note))\n")
    }
  }

  private func write(_ quantity: String, _ name: String, _ unit: String, _ total: String) {
    let columns = [
      TextWidth.pad(quantity, to: 6, align: .trailing),
      TextWidth.fit(Sanitiser.display(name), to: 40),
      TextWidth.pad(Sanitiser.display(unit), to: 18, align: .trailing),
      TextWidth.pad(total, to: 14, align: .trailing),
    ]
    Standard.output(columns.joined(separator: "  ") + "\n")
  }
}
