import ArgumentParser
import Checkout
import Screen
import Stripe

/// `till lines ID`: a session's line items, all of them.
struct Lines: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the line items of a session, all of them.")

  @Argument(help: "The session's id, cs_…")
  var id: String
  @Option(help: "text or json.")
  var format = ShowFormat.text
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let connection = try Connection.open(ConnectionPlan(options, .current))
    var cursor = PageRequest.Cursor.newest
    var count = 0
    if format == .json { Standard.output("[") }
    do throws(StripeError) {
      while true {
        let page = try await connection.client.lineItems(of: id, PageRequest(cursor))
        for item in page.elements {
          write(item, isFirst: count == 0)
          count += 1
        }
        guard page.hasMore, let last = page.elements.last else { break }
        cursor = .after(last.id)
      }
    } catch { throw Failure(error) }
    if format == .json { Standard.output(count == 0 ? "]\n" : "\n]\n") }
    if format == .text, count == 0 { Standard.error("till: this session has no line items") }
  }

  private func write(_ item: LineItem, isFirst: Bool) {
    switch format {
    case .json: Standard.output((isFirst ? "\n" : ",\n") + item.json.source)
    case .text:
      let total = item.amountTotal.flatMap { amount in
        item.currency.map { Money(amount, $0).text }
      }
      let quantity = item.quantity.map { "\($0) ×" } ?? "–"
      Standard.output(
        TextWidth.pad(quantity, to: 6, align: .trailing) + "  "
          + TextWidth.fit(Sanitiser.display(item.description ?? "–"), to: 48) + "  "
          + TextWidth.pad(total ?? "–", to: 14, align: .trailing) + "\n")
    }
  }
}
