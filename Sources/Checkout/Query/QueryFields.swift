import Units

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
  /// That a range runs backwards, and how it would run forwards; nil for any other mistake.
  func advice(onReversed value: String, _ piece: Piece, _ context: QueryContext) -> String? {
    guard compares, let dots = value.firstRange(of: "..") else { return nil }
    let turned = "\(value[dots.upperBound...])..\(value[..<dots.lowerBound])"
    guard condition(turned, piece, context) != nil else { return nil }
    return "this range runs backwards; forwards it is \(turned)"
  }

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
  private static func choice(
    _ names: [String], _ values: KeyValuePairs<String, Condition>
  ) -> QueryField {
    QueryField(names: names, help: values.map(\.key).joined(separator: ", ")) { value, _, _ in
      let name = value.lowercased()
      return values.first { $0.key == name }?.value
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
      return WrittenAmount(value[...])?.condition(piece.comparison ?? .equal)
    }
    let (start, end) = (value[..<dots.lowerBound], value[dots.upperBound...])
    let (from, to) = (WrittenAmount(start), WrittenAmount(end))
    guard piece.comparison == nil, start.isEmpty == (from == nil), end.isEmpty == (to == nil)
    else { return nil }
    if let from, let to, from.floor > to.floor { return nil }
    let ends = [from?.condition(.greaterOrEqual), to?.condition(.lessOrEqual)].compactMap(\.self)
    return ends.count > 1 ? .all(ends) : ends.first
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

  static let metadataPrefixes = ["meta.", "metadata."]

  /// `order_id` of `meta.order_id`.
  static func metadataKey(of name: String) -> String? {
    for prefix in metadataPrefixes where name.hasPrefix(prefix) && name.count > prefix.count {
      return String(name.dropFirst(prefix.count))
    }
    return nil
  }
}

extension SessionQuery.IDField {
  static func isAllowed(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || character == "_"
  }

  /// Whether there is an id of the kind at all.
  private var presence: SessionQuery.Presence? {
    switch self {
    case .session: nil
    case .customer: .customer
    case .paymentIntent: .payment
    case .subscription: .subscription
    case .paymentLink: .link
    case .invoice: .invoice
    }
  }

  /// What a word asks for that an id can begin with; nil for any other word. A word such as
  /// `in_stock` may be the beginning of an id or a text: most ids have digits or capital letters.
  static func condition(beginning word: String) -> SessionQuery.Condition? {
    let field = allCases.first { word.hasPrefix($0.prefix) }
    guard let field, word.allSatisfy(isAllowed) else { return nil }
    let rest = word.dropFirst(field.prefix.count)
    if rest.isEmpty, let presence = field.presence { return .has(presence) }
    let id = SessionQuery.Condition.id(field, word)
    guard field == .session || rest.contains(where: { $0.isNumber || $0.isUppercase }) else {
      return .any([id, .text(SearchFolding.fold(word))])
    }
    return id
  }
}
