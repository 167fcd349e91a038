import Units
import JSON

/// Sessions as CSV, with the column names of Stripe's own export where it has one.
///
/// Source: https://docs.stripe.com/reports/payment-data, RFC 4180
package enum SessionCSV {
  /// The first line, without a line break.
  package static var header: String { columns.map(\.name).map(escape).joined(separator: ",") }

  /// One session, without a line break.
  package static func row(_ session: Session) -> String {
    columns.map { escape($0.value(session) ?? "") }.joined(separator: ",")
  }

  private struct Column: Sendable {
    let name: String
    let value: @Sendable (Session) -> String?
  }

  private static let columns: [Column] = [
    Column(name: "Checkout Session ID") { $0.id },
    Column(name: "Created (UTC)") { Moment($0.created).iso8601 },
    Column(name: "Status") { $0.status?.name },
    Column(name: "Payment Status") { $0.paymentStatus?.name },
    Column(name: "Checkout Mode") { $0.mode?.name },
    Column(name: "Amount") { session in
      session.amountTotal.flatMap { amount in
        session.currency.map { Money(amount, $0).decimalText }
      }
    },
    Column(name: "Currency") { $0.currency?.code },
    Column(name: "Customer Email") { $0.email },
    Column(name: "Customer Name") { $0.customerName },
    Column(name: "Customer Phone") { $0.json["customer_details"]?["phone"]?.string },
    Column(name: "Customer ID") { $0.id(of: "customer") },
    Column(name: "Client Reference ID") { $0.clientReferenceID },
    Column(name: "PaymentIntent ID") { $0.id(of: "payment_intent") },
    Column(name: "Subscription ID") { $0.id(of: "subscription") },
    Column(name: "Payment Link ID") { $0.id(of: "payment_link") },
    Column(name: "Expires (UTC)") { $0.expiresAt.map { Moment($0).iso8601 } },
    Column(name: "Mode") { $0.livemode.map { $0 ? "Live" : "Test" } },
    Column(name: "Metadata") { $0.json["metadata"].map { $0.count == 0 ? "" : $0.compact } },
  ]

  /// A cell that a spreadsheet would run as a formula is made plain text with an apostrophe.
  /// Source: https://owasp.org/www-community/attacks/CSV_Injection
  /// Plain numbers and phone numbers stay as they are: nothing in them can be run.
  static func escape(_ cell: String) -> String {
    let isFormula =
      cell.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
      && !isNumber(cell)
    let text = isFormula ? "'" + cell : cell
    let needsQuotes = text.unicodeScalars.contains { "\",\r\n\t".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
  /// A sign and digits with at most one point, or a phone number with blanks between its groups.
  private static func isNumber(_ cell: String) -> Bool {
    guard let sign = cell.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return false
    }
    let rest = cell.utf8.dropFirst()
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard rest.contains(where: isDigit) else { return false }
    let points = rest.count { $0 == UInt8(ascii: ".") }
    if points <= 1, rest.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) { return true }
    return sign == UInt8(ascii: "+") && rest.allSatisfy { isDigit($0) || $0 == UInt8(ascii: " ") }
  }
}
