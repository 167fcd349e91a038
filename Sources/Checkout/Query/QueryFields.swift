/// A field of the query language: its names, what may stand after it, and what that means.
struct QueryField: Sendable {
  typealias Piece = QueryScanner.Piece
  typealias Condition = SessionQuery.Condition

  /// The first one is the one that is spoken of.
  let names: [String]
  /// What is allowed, for the message.
  let help: String
  /// Whether `<` and `>` make sense.
  var compares = false
  /// nil when the value is not allowed.
  let condition: @Sendable (_ value: String, Piece, QueryContext) -> Condition?
}

/// What the meaning of a query depends on, besides its text.
struct QueryContext: Sendable {
  let now: Int
  let zone: ZoneRule
}

extension QueryField {
  static func named(_ name: String) -> QueryField? { byName[name.lowercased()] }

  static let all: [QueryField] = [
    choice(
      ["status"],
      ["open": .status(.open), "complete": .status(.complete), "expired": .status(.expired)]),
    choice(
      ["payment", "payment_status"],
      [
        "paid": .paymentStatus(.paid), "unpaid": .paymentStatus(.unpaid),
        "no_payment_required": .paymentStatus(.noPaymentRequired),
      ]),
    choice(
      ["mode"],
      [
        "payment": .mode(.payment), "setup": .mode(.setup), "subscription": .mode(.subscription),
      ]),
    choice(
      ["is"],
      [
        "open": .status(.open), "complete": .status(.complete), "expired": .status(.expired),
        "paid": .paymentStatus(.paid), "unpaid": .paymentStatus(.unpaid),
        "free": .paymentStatus(.noPaymentRequired), "test": .livemode(false),
        "live": .livemode(true),
      ]),
    has, currency, amount,
    time(["created"], lengthsLieAhead: false) { .created($0) },
    time(["expires", "expires_at"], lengthsLieAhead: true) { .expires($0) },
    text(["name"], .name), text(["email"], .email), text(["phone"], .phone),
    text(["ref", "reference", "client_reference_id"], .reference),
    id(["id", "session"], .session), id(["customer", "cus"], .customer),
    id(["payment_intent", "pi"], .paymentIntent), id(["subscription", "sub"], .subscription),
    id(["payment_link", "plink"], .paymentLink), id(["invoice", "in"], .invoice),
  ]

  private static let byName = Dictionary(
    all.flatMap { field in field.names.map { ($0, field) } },
    uniquingKeysWith: { first, _ in first })

  /// One of a few words, or several with commas between them.
  private static func choice(_ names: [String], _ values: [String: Condition]) -> QueryField {
    QueryField(names: names, help: values.keys.sorted().joined(separator: ", ")) { value, _, _ in
      values[value.lowercased()]
    }
  }

  private static let has = QueryField(
    names: ["has"],
    help: SessionQuery.Presence.allCases.map(\.rawValue).joined(separator: ", ")
      + ", meta.KEY"
  ) { value, _, _ in
    if let key = metadataKey(of: value) { return .hasMetadata(key: key) }
    return SessionQuery.Presence(rawValue: value.lowercased()).map { .has($0) }
  }

  private static let currency = QueryField(
    names: ["currency"], help: "a code of three letters, such as usd"
  ) { value, _, _ in
    guard value.count == 3, value.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
    return .currency(Currency(value))
  }

  private static let amount = QueryField(
    names: ["amount", "total"], help: "a number in major units, such as 49.99, >=50 or 50..100",
    compares: true
  ) { value, piece, _ in
    guard let dots = value.firstRange(of: "..") else {
      return SessionQuery.MajorAmount(value[...]).map { .amount(piece.comparison ?? .equal, $0) }
    }
    guard piece.comparison == nil, let from = SessionQuery.MajorAmount(value[..<dots.lowerBound]),
      let to = SessionQuery.MajorAmount(value[dots.upperBound...])
    else { return nil }
    return .all([.amount(.greaterOrEqual, from), .amount(.lessOrEqual, to)])
  }

  private static func time(
    _ names: [String], lengthsLieAhead: Bool,
    _ condition: @escaping @Sendable (ClosedRange<Int>) -> Condition
  ) -> QueryField {
    QueryField(names: names, help: QueryDates.help, compares: true) { value, piece, context in
      let dates = QueryDates(
        now: context.now, zone: context.zone, lengthsLieAhead: lengthsLieAhead)
      return dates.range(value, piece.comparison).map(condition)
    }
  }

  private static func text(_ names: [String], _ field: SessionQuery.TextField) -> QueryField {
    QueryField(names: names, help: "a word, or a phrase in quotes") { value, _, _ in
      .contains(field, SearchFolding.fold(value))
    }
  }

  private static func id(_ names: [String], _ field: SessionQuery.IDField) -> QueryField {
    QueryField(names: names, help: "an id, or the beginning of one: \(field.prefix)…") {
      value, _, _ in
      guard value.allSatisfy(SessionQuery.IDField.isAllowed), value.hasPrefix(field.prefix) else {
        return nil
      }
      return .id(field, value)
    }
  }

  /// `order_id` of `meta.order_id`.
  static func metadataKey(of name: String) -> String? {
    for prefix in ["meta.", "metadata."] where name.hasPrefix(prefix) && name.count > prefix.count {
      return String(name.dropFirst(prefix.count))
    }
    return nil
  }
}

extension SessionQuery.IDField {
  static func isAllowed(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || character == "_"
  }

  /// The kind of id that a word is the beginning of. A word such as `in_stock` is none: ids have
  /// digits or capital letters in them.
  init?(beginning word: String) {
    let field = Self.allCases.first { word.hasPrefix($0.prefix) }
    guard let field, word.allSatisfy(Self.isAllowed) else { return nil }
    let rest = word.dropFirst(field.prefix.count)
    guard field == .session || rest.contains(where: { $0.isNumber || $0.isUppercase }) else {
      return nil
    }
    self = field
  }
}

extension SessionQuery.MajorAmount {
  /// `50`, `49.99`, `-3.125`; nil for anything else, and for more than three decimal places.
  init?(_ text: Substring) {
    let isNegative = text.first == "-"
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 12,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= 3, parts.count == 1 || !fraction.isEmpty,
      let value = Int(whole + fraction + String(repeating: "0", count: 3 - fraction.count))
    else { return nil }
    self.init(thousandths: isNegative ? -value : value)
  }
}
