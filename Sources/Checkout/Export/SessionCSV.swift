import JSON
import Query
import Units

/// Sessions as CSV: the columns of Stripe's own export under its names, or other columns by choice.
///
/// Source: https://docs.stripe.com/reports/payment-data, RFC 4180
package struct SessionCSV: Sendable {
  private struct Column: Sendable {
    /// As the user writes it: `payment_intent`, `metadata.order_id`.
    let name: String
    /// In the first line of the file.
    let head: String
    let value: @Sendable (Session) -> String?

    init(_ name: String, _ head: String, value: @escaping @Sendable (Session) -> String?) {
      self.name = name
      self.head = head
      self.value = value
    }

    /// The column of a field; nil for a field that files leave out.
    init?(_ field: RecordField) {
      guard let head = field.csv else { return nil }
      switch field.name {
      case .livemode:
        self.init(field.label, head) { $0.livemode.map { $0 ? "Live" : "Test" } }
      // What the customer saw, if that was another currency.
      case .presentmentAmount:
        self.init(field.label, head) { Presentment(of: $0)?.customer.decimalText }
      case .presentmentCurrency:
        self.init(field.label, head) { Presentment(of: $0)?.customer.currency.code }
      default: self.init(field.label, head) { field.plainText(in: $0.json) }
      }
    }
  }

  private let columns: [Column]

  /// - Parameters:
  ///   - names: names of columns, or paths into the object. Empty for the usual ones; if all begin
  ///     with `+`, they are added after the usual ones. `metadata.*` is a column for each key.
  ///     Names that are not columns are left out.
  ///   - keys: the keys of metadata that `metadata.*` expands to.
  package init(_ names: [String] = [], metadataKeys keys: [String] = []) {
    let addsToUsual = names.allSatisfy { $0.hasPrefix("+") }
    let wanted = names.map { $0.hasPrefix("+") ? String($0.dropFirst()) : $0 }
    let chosen = wanted.flatMap { name in
      name == Self.everyKey ? keys.map { "metadata.\($0)" } : [name]
    }
    columns = (addsToUsual ? Self.usual : []) + chosen.compactMap { Self.column($0) }
  }

  /// The name that expands to a column for each metadata key.
  package static let everyKey = "metadata.*"

  /// Whether the names ask for a column for each metadata key.
  package static func needsMetadataKeys(_ names: [String]) -> Bool {
    names.contains { $0.drop { $0 == "+" } == everyKey }
  }

  /// The names, and the column with the currency of each amount among them: in another currency, the
  /// same number is another amount.
  package static func withCurrencies(_ names: [String]) -> [String] {
    let addsToUsual = names.allSatisfy { $0.hasPrefix("+") }
    var shown = addsToUsual ? usual.map(\.name) : []
    shown += names.map { String($0.drop { $0 == "+" }) }
    var all = names
    for name in names {
      guard let currency = Self.currency(ofColumn: String(name.drop { $0 == "+" })),
        !shown.contains(currency)
      else { continue }
      shown.append(currency)
      all.append((addsToUsual ? "+" : "") + currency)
    }
    return all
  }

  /// The name of the column with the currency of an amount; nil for a column of anything else.
  private static func currency(ofColumn name: String) -> String? {
    if let field = Session.fields.fields.first(where: { $0.csv != nil && $0.label == name }) {
      guard case .amount(let currency) = field.type else { return nil }
      return Session.fields[currency]?.label
    }
    let steps = name.split(separator: ".").map { JSONPath.Step.name(String($0)) }
    guard steps.first != .name("metadata"), FieldNames.isAmount(JSONPath(steps)) else { return nil }
    // An object inside the session may have a currency of its own.
    let inner = Session.fields[.presentmentCurrency]?.paths.first { path in
      path.lastIndex(of: ".").map { name.hasPrefix(path[...$0]) } ?? false
    }
    return inner ?? Session.fields[.currency]?.label
  }

  /// What is wrong with the name of a column; nil when it is valid.
  package static func complaint(about name: String) -> String? {
    let bare = String(name.drop { $0 == "+" })
    guard bare != everyKey, column(bare) == nil else { return nil }
    let known = (usual + others).map(\.name)
    let meant = NearestName.to(bare, among: known + Session.fieldNames)
    return "there is no column “\(bare.prefix(60))”"
      + (meant.map { "; did you mean “\($0)”?" }
        ?? "; there are \(known.joined(separator: ", ")), metadata.KEY and paths into the object")
  }

  /// The first line, without a line break.
  package var header: String {
    columns.map { Self.escape($0.head) }.joined(separator: ",")
  }

  /// One session, without a line break.
  package func row(_ session: Session) -> String {
    columns.map { Self.escape($0.value(session) ?? "") }.joined(separator: ",")
  }

  // MARK: - Columns

  private static func column(_ name: String) -> Column? {
    if let known = (usual + others).first(where: { $0.name == name }) { return known }
    let path: [String]
    if name.hasPrefix("metadata.") {
      // Keys may hold dots.
      path = ["metadata", String(name.dropFirst("metadata.".count))]
    } else {
      path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    guard let first = path.first, Session.fieldNames.contains(first), !path.contains("") else {
      return nil
    }
    return Column(name, name) { session in
      let value = path.reduce(Optional(session.json)) { $0?.value($1) }
      return value.map { $0.string ?? $0.compact }
    }
  }

  /// The columns of Stripe's own export, in its order.
  private static let usual: [Column] = [
    .id, .created, .status, .paymentStatus, .mode, .amount, .currency, .email, .name, .phone,
    .customer, .reference, .paymentIntent, .subscription, .paymentLink, .expiresAt, .livemode,
    .metadata, .presentmentAmount, .presentmentCurrency,
  ].compactMap { Session.fields[$0].flatMap { Column($0) } }

  /// The other fields that files can have, and the customer as in the dashboard's list.
  private static let others: [Column] = {
    let names = Set(usual.map(\.name))
    let customer = Column("customer", "Customer") { session in
      [session.customerName, session.email, session.id(of: "customer")]
        .lazy.compactMap(\.self).first { !$0.isEmpty }
    }
    return Session.fields.fields.compactMap { Column($0) }.filter { !names.contains($0.name) }
      + [customer]
  }()

  // MARK: - Cells

  /// A cell that a spreadsheet would run as a formula is made plain text with an apostrophe. Numbers
  /// and phone numbers stay as they are: nothing in them can be run.
  /// Source: https://owasp.org/www-community/attacks/CSV_Injection
  static func escape(_ cell: String) -> String {
    let isFormula =
      cell.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let text = isFormula && !isNumber(cell) ? "'" + cell : cell
    let needsQuotes = text.unicodeScalars.contains { "\",\r\n\t".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  /// A sign and digits with at most one point, or a phone number with spaces between its groups.
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

extension RecordField {
  /// The value in a form for programs: times in UTC, amounts in major units.
  fileprivate func plainText(in json: JSON) -> String? {
    let value = value(of: json)
    switch type {
    case .text, .phone, .card, .id, .currency: return value.text
    case .choice: return word(value)
    case .flag: return value.int.map { $0 == 0 ? "false" : "true" }
    case .number: return value.int.map(String.init)
    case .time: return value.int.map { Moment($0).iso8601 }
    case .amount(let name):
      guard let amount = value.int,
        let currency = Session.fields[name]?.value(of: json).text.map(Currency.init)
      else { return nil }
      return Money(amount, currency).decimalText
    case .map: return map(in: json).map { $0.count == 0 ? "" : $0.compact }
    }
  }
}
