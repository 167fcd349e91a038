import Units

/// What the meaning of a query depends on, besides its text.
struct QueryContext: Sendable {
  let table: FieldTable
  /// Unix seconds.
  let now: Int
  let zone: ZoneRule
  /// Whether labels may be left out: the text was copied, and nothing has all of it.
  var isPasted = false
}

/// A word before a colon: what may follow it, and what that means.
struct QueryWord {
  typealias Piece = QueryScanner.Piece
  typealias Condition = RecordQuery.Condition

  private enum Meaning {
    /// `is:`
    case state
    /// `has:`
    case presence
    /// The value of a field, or of any of several of one type.
    case field(RecordField, others: [RecordField])
  }

  private let meaning: Meaning
  private let table: FieldTable

  /// nil for a word that is not in the table. `isLabel`: the names count, too, by which fields are
  /// shown.
  init?(_ word: String, in table: FieldTable, isLabel: Bool = false) {
    self.table = table
    switch word.lowercased() {
    case "is": meaning = .state
    case "has": meaning = .presence
    default:
      let named = table.fields(named: word)
      let fields = named.isEmpty && isLabel ? table.fields(labelled: word) : named
      guard let first = fields.first, first.type != .map else { return nil }
      meaning = .field(first, others: Array(fields.dropFirst()))
    }
  }

  /// The name that messages use.
  var name: String {
    switch meaning {
    case .state: "is"
    case .presence: "has"
    case .field(let field, _): field.words.first ?? field.name.text
    }
  }

  /// Whether it names a field, and not a question about one: `is`, `has`.
  var isField: Bool { if case .field = meaning { true } else { false } }

  /// Whether its values are ids.
  var isID: Bool {
    if case .field(let field, _) = meaning, case .id = field.type { true } else { false }
  }

  /// Whether its values are words that may also be in other fields.
  var isText: Bool {
    if case .field(let field, _) = meaning, field.type == .text { true } else { false }
  }

  /// Whether `<` and `>` make sense.
  var compares: Bool {
    guard case .field(let field, _) = meaning else { return false }
    return switch field.type {
    case .amount, .time: true
    default: false
    }
  }

  /// The allowed values, for the message.
  var help: String {
    switch meaning {
    case .state: return table.states.map(\.word).joined(separator: ", ")
    case .presence:
      let words = table.fields.compactMap(\.presence) + table.mapNames.prefix(1).map { $0 + ".KEY" }
      return words.joined(separator: ", ")
    case .field(let field, _):
      return switch field.type {
      case .choice(let words): words.joined(separator: ", ")
      case .currency: "a code of three letters, such as usd"
      case .amount: "an amount in major units, such as 49.99, 49,99, €50, >=50 or 50..100"
      case .time: QueryDates.help
      case .id(let prefix): "an id, or the beginning of one: \(prefix)…"
      case .flag: "yes or no"
      case .number: "a whole number"
      case .phone: "a telephone number, or a part of one"
      case .card: "the last four digits, or the brand"
      case .text, .map: "a word, or a phrase in quotes"
      }
    }
  }

  /// nil when the value is not allowed.
  func condition(_ value: String, _ piece: Piece, _ context: QueryContext) -> Condition? {
    switch meaning {
    case .state:
      return table.states.first { $0.word == value.lowercased() }?.condition
    case .presence:
      if let entry = table.entry(named: value) { return .hasEntry(entry.map, key: entry.key) }
      return table.fields.first { $0.presence == value.lowercased() }.map { .has($0.name) }
    case .field(let field, let others):
      let value = isOneValue && !piece.isQuoted ? value.withoutListEnd : value
      guard let first = condition(field, value, piece, context) else { return nil }
      let rest = others.compactMap { condition($0, value, piece, context) }
      return rest.isEmpty ? first : .any([first] + rest)
    }
  }

  /// Says why a value is not allowed, and how to write it. Nil where nothing better is known than
  /// the help.
  func advice(on value: String, _ piece: Piece, _ context: QueryContext) -> String? {
    rangeAdvice(on: value, piece, context) ?? notationAdvice(on: value, piece, context)
      ?? otherFieldAdvice(on: value)
  }

  /// A day that can be read in two ways, and a reversed range.
  private func rangeAdvice(
    on value: String, _ piece: Piece, _ context: QueryContext
  ) -> String? {
    if case .field(let field, _) = meaning, case .time = field.type,
      let advice = QueryDates.advice(on: value)
    {
      return advice
    }
    guard compares, let dots = value.firstRange(of: "..") else { return nil }
    let turned = "\(value[dots.upperBound...])..\(value[..<dots.lowerBound])"
    guard condition(turned, piece, context) != nil else { return nil }
    return "this range runs backwards; forwards it is \(turned)"
  }

  /// How a comparison or a range of other languages is written.
  private func notationAdvice(
    on value: String, _ piece: Piece, _ context: QueryContext
  ) -> String? {
    guard compares else { return nil }
    if value.first.map({ "=<>".contains($0) }) == true {
      return "a comparison is one of =, <, <=, > and >="
    }
    let ends = value.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, piece.comparison == nil else { return nil }
    let range = ends.joined(separator: "..")
    return condition(range, piece, context) == nil ? nil : "a range is written \(range)"
  }

  /// The field that has a value which this one does not have.
  private func otherFieldAdvice(on value: String) -> String? {
    let value = value.lowercased()
    guard case .field(let field, _) = meaning, case .choice = field.type,
      let other = table.fields.first(where: { $0.choices.contains(value) }),
      let word = other.words.first
    else { return nil }
    return "\(help); “\(value)” is one of another field: \(word):\(value)"
  }

  /// Whether a value is probably a misspelt one of its choices.
  func isTypo(_ value: String) -> Bool {
    guard case .field(let field, _) = meaning else { return false }
    return NearestName.to(value, among: field.choices) != nil
  }

  private func condition(
    _ field: RecordField, _ value: String, _ piece: Piece, _ context: QueryContext
  ) -> Condition? {
    switch field.type {
    case .choice(let words):
      return words.firstIndex(of: value.lowercased()).map { .equals(field.name, .int($0)) }
    case .currency:
      guard value.count == 3, value.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
      return .equals(field.name, .text(value.lowercased()))
    case .amount(let currency): return Self.amount(field.name, in: currency, value, piece)
    case .time(let liesAhead):
      let dates = QueryDates(now: context.now, zone: context.zone, lengthsLieAhead: liesAhead)
      let spans = dates.ranges(value, piece.comparison).map { Condition.between(field.name, $0) }
      return spans.count > 1 ? .any(spans) : spans.first
    case .id(let prefix):
      guard value.allSatisfy(Self.belongsToID), value.hasPrefix(prefix) else { return nil }
      return .begins(field.name, value)
    case .flag:
      switch value.lowercased() {
      case "yes", "true": return .equals(field.name, .int(1))
      case "no", "false": return .equals(field.name, .int(0))
      default: return nil
      }
    case .number: return Int(value).map { .equals(field.name, .int($0)) }
    case .text:
      // Where the table finds rows by the value as it is, each value is a whole name, as of a user.
      return piece.comparison == .equal && field.index == .exact
        ? .equals(field.name, .text(value)) : .contains(field.name, SearchFolding.fold(value))
    case .phone:
      return PhoneDigits.searched(value, atLeast: 3).map { .digits(field.name, $0) }
        ?? .contains(field.name, SearchFolding.fold(value))
    case .card:
      let isEnd = value.count == 4 && value.allSatisfy { $0.isASCII && $0.isNumber }
      return isEnd ? .begins(field.name, value) : .contains(field.name, SearchFolding.fold(value))
    case .map: return nil
    }
  }

  private static func amount(
    _ name: FieldName, in currency: FieldName, _ value: String, _ piece: Piece
  ) -> Condition? {
    func compared(
      _ amount: WrittenAmount, _ comparison: RecordQuery.Comparison
    ) -> Condition {
      let condition = amount.condition(name, comparison)
      guard let code = amount.currency?.code else { return condition }
      return .all([condition, .equals(currency, .text(code))])
    }
    guard let dots = value.firstRange(of: "..") else {
      return WrittenAmount(value[...]).map { compared($0, piece.comparison ?? .equal) }
    }
    let (start, end) = (value[..<dots.lowerBound], value[dots.upperBound...])
    let (from, to) = (WrittenAmount(start), WrittenAmount(end))
    guard piece.comparison == nil, start.isEmpty == (from == nil), end.isEmpty == (to == nil)
    else { return nil }
    if let from, let to, from.isLarger(than: to) { return nil }
    let ends = [
      from.map { compared($0, .greaterOrEqual) }, to.map { compared($0, .lessOrEqual) },
    ].compactMap(\.self)
    return ends.count > 1 ? .all(ends) : ends.first
  }

  /// An amount without a field, looked for in all fields that hold one.
  static func condition(
    amount: WrittenAmount, _ comparison: RecordQuery.Comparison, in table: FieldTable
  ) -> Condition? {
    let conditions = table.fields.compactMap { field -> Condition? in
      guard case .amount(let currency) = field.type else { return nil }
      let condition = amount.condition(field.name, comparison)
      guard let code = amount.currency?.code else { return condition }
      return .all([condition, .equals(currency, .text(code))])
    }
    return conditions.count > 1 ? .any(conditions) : conditions.first
  }

  /// A span of amounts without a field, such as `50..60`.
  static func condition(amounts span: String, in table: FieldTable) -> Condition? {
    let conditions = table.fields.compactMap { field -> Condition? in
      guard case .amount(let currency) = field.type else { return nil }
      return amount(field.name, in: currency, span, Piece())
    }
    return conditions.count > 1 ? .any(conditions) : conditions.first
  }

  /// The conditions that a word names by itself: a status, a mode, a currency. Whether a session is
  /// live is the same for all that are searched, and so not meant by the word.
  static func conditions(naming word: String, in table: FieldTable) -> [Condition] {
    let word = word.lowercased()
    let states = table.states.filter { state in
      guard state.word == word, case .equals(let name, _) = state.condition else { return false }
      return table[name]?.choices.isEmpty == false
    }
    let fields = table.fields.compactMap { field -> Condition? in
      switch field.type {
      case .choice(let words): words.firstIndex(of: word).map { .equals(field.name, .int($0)) }
      case .currency: Currency.isKnown(word) ? .equals(field.name, .text(word)) : nil
      default: nil
      }
    }
    return fields + states.map(\.condition).filter { !fields.contains($0) }
  }

  /// Whether a value with commas in it is one value, and not a list.
  var isOneValue: Bool {
    guard case .field(let field, _) = meaning else { return false }
    switch field.type {
    case .amount, .phone, .card: return true
    default: return false
    }
  }

  /// Whether words belong together as one value: the parts of a phone number, thousands, an amount
  /// and its currency, a day and its time. `isComplete`: the first word is a value by itself.
  func joins(_ words: [String], isComplete: Bool) -> Bool {
    guard case .field(let field, _) = meaning else { return false }
    switch field.type {
    case .phone:
      let number = words.joined(separator: " ").withoutListEnd
      return words.last?.contains(where: \.isNumber) == true
        && PhoneDigits.searched(number, atLeast: 1) != nil
    case .amount: return WrittenAmount.areOne(words, isAmount: true)
    case .time:
      return !isComplete
        || words.first.map { QueryDates.isWeekday($0[...]) } == true
        || words.contains {
          QueryDates.isMonth($0) || $0.contains(":") || QueryDates.isBetween($0)
        }
    default: return false
    }
  }

  /// Whether the following words without quotes may belong to the value: `created:26 Nov`.
  var mayGoOn: Bool {
    guard case .field(let field, _) = meaning else { return false }
    switch field.type {
    case .amount, .time, .phone: return true
    default: return false
    }
  }

  /// The condition for a word that an id can begin with; nil for any other word. A word such as
  /// `in_stock` may be the beginning of an id or a text: most ids have digits or capital letters.
  static func condition(beginning word: String, in table: FieldTable) -> Condition? {
    if let id = condition(shortened: word, in: table) { return id }
    guard let (field, prefix) = table.idField(of: word), word.allSatisfy(belongsToID) else {
      return nil
    }
    let rest = word.dropFirst(prefix.count)
    if rest.isEmpty, field.presence != nil { return .has(field.name) }
    let id = Condition.begins(field.name, word)
    guard field.name == .id || rest.contains(where: { $0.isNumber || $0.isUppercase }) else {
      return .any([id, .text(SearchFolding.fold(word))])
    }
    return id
  }

  /// The condition for an id without its middle, as it is shown where there is little room.
  private static func condition(shortened word: String, in table: FieldTable) -> Condition? {
    let parts = word.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty, parts.joined().allSatisfy(belongsToID) else {
      return nil
    }
    return table.idField(of: parts[0]).map { field, _ in
      .all([.begins(field.name, parts[0]), .ends(field.name, parts[1])])
    }
  }

  private static func belongsToID(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || character == "_"
  }
}

extension FieldTable {
  /// Words that may come before a dot and a key: `meta`, `metadata`.
  var mapNames: [String] { fields.filter { $0.type == .map }.flatMap(\.words) }

  /// The field for ids that begin as a word does, and the prefix of its ids.
  package func idField(of word: String) -> (field: RecordField, prefix: String)? {
    for field in fields {
      if case .id(let prefix) = field.type, !prefix.isEmpty, word.hasPrefix(prefix) {
        return (field, prefix)
      }
    }
    return nil
  }

  /// The map and the key of `meta.order_id`; nil for anything else.
  func entry(named name: String) -> (map: FieldName, key: String)? {
    for field in fields where field.type == .map {
      for word in field.words
      where name.lowercased().hasPrefix(word + ".") && name.count > word.count + 1 {
        return (field.name, String(name.dropFirst(word.count + 1)))
      }
    }
    return nil
  }
}
