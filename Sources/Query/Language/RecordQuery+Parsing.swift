package import Units

extension RecordQuery {
  /// Parses what was typed. `now` is in Unix seconds, for spans such as `created:>7d`; days begin
  /// in `zone`. Throws a `QueryError` that points at the character and says what is allowed.
  ///
  /// With `isPasted`, labels that name no field are left out, and so is a field that does not take
  /// what follows it. That finds more than what was typed: `caution` says so. Without `excludes`, a
  /// minus before a word belongs to it.
  package init(
    parsing source: String, in table: FieldTable, now: Int, zone: ZoneRule = .utc,
    isPasted: Bool = false, excludes: Bool = true
  ) throws(QueryError) {
    let visible = PastedText.visible(source)
    guard visible == source else {
      do throws(QueryError) {
        let query = try RecordQuery(
          parsing: visible, in: table, now: now, zone: zone, isPasted: isPasted,
          excludes: excludes)
        self.init(source: source, terms: query.terms, remarks: query.remarks)
        return
      } catch { throw QueryError(error.message, 0..<source.count) }
    }
    let context = QueryContext(table: table, now: now, zone: zone, isPasted: isPasted)
    let pieces = try QueryReader.pieces(of: source, in: table, excludes: excludes)
    let reader = QueryReader(source: Array(source), pieces: pieces, context: context)
    var terms: [Term] = []
    var leftOut: [String] = []
    var left = Self.mostConditions
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      let (condition, count) = try reader.reading(at: index)
      index += count
      guard let condition else {
        let text = reader.text(of: index - count..<index)
        if text.contains(where: \.isLetter) { leftOut.append(text) }
        continue
      }
      left -= condition.count
      guard left >= 0 else {
        throw QueryError(
          "a query has at most \(Self.mostConditions) words and conditions; this is one too many",
          piece.range)
      }
      terms.append(Term(condition, isNegated: piece.isNegated))
    }
    // No condition at all would list everything.
    let isEmpty = terms.isEmpty && pieces.contains { !$0.isQuoted }
    if isEmpty { (terms, leftOut) = (RecordQuery(words: source).terms, []) }
    self.init(
      source: source, terms: terms,
      remarks: Remarks(
        of: pieces, terms, in: table, leftOut: leftOut, labels: isPasted ? [] : reader.labels))
  }

  /// Whether a text contains a field of the table, and so is more than words. A field that is only
  /// a label, as in `Email: jane@example.com`, does not count.
  package static func hasField(_ text: String, of table: FieldTable) -> Bool {
    guard let pieces = try? QueryReader.pieces(of: text, in: table) else { return false }
    return pieces.indices.contains { index in
      guard let name = pieces[index].name else { return false }
      let isLabel = QueryReader.isLabel(at: index, of: pieces)
      if let word = QueryWord(name, in: table) { return !(isLabel && word.isField) }
      return !isLabel && table.entry(named: name) != nil
    }
  }

  /// The conditions of fields in a text, fields that do not take their values, and its other words,
  /// as they were typed. A label is among the words.
  package static func conditions(
    in text: String, of table: FieldTable
  ) -> (fields: [String], mistakes: [String], words: [String]) {
    guard let pieces = try? QueryReader.pieces(of: text, in: table) else { return ([], [], [text]) }
    let reader = QueryReader(
      source: Array(text), pieces: pieces, context: QueryContext(table: table, now: 0, zone: .utc))
    var (fields, mistakes, words): ([String], [String], [String]) = ([], [], [])
    var index = 0
    while index < pieces.count {
      let isField =
        pieces[index].name.map { QueryWord($0, in: table) != nil || table.entry(named: $0) != nil }
        == true && !QueryReader.isLabel(at: index, of: pieces)
      let count = isField ? (try? reader.condition(at: index))?.count : nil
      let part = reader.text(of: index..<index + (count ?? 1))
      if count != nil {
        fields.append(part)
      } else if isField {
        mistakes.append(part)
      } else {
        words.append(part)
      }
      index += count ?? 1
    }
    return (fields, mistakes, words)
  }

  /// More than anybody types, and far below SQLite's limit for one expression, which is 1,000.
  /// Source: https://www.sqlite.org/limits.html#max_expr_depth
  package static let mostConditions = 100
}

/// Turns the pieces of a query into conditions.
struct QueryReader {
  typealias Piece = QueryScanner.Piece
  typealias Condition = RecordQuery.Condition

  let source: [Character]
  let pieces: [Piece]
  let context: QueryContext

  /// The pieces of a query. A field and its comparison are one piece with a space between them,
  /// too: `amount >50`. A word such as “number:” before a space is a word, and the minus of `-0500`
  /// after a time excludes nothing.
  static func pieces(
    of source: String, in table: FieldTable, excludes: Bool = true
  ) throws(QueryError) -> [Piece] {
    var pieces: [Piece] = []
    var scanned = try QueryScanner.pieces(of: source, maps: table.mapNames)
    if !excludes { scanned = scanned.map(\.withMinus) }
    for (offset, piece) in scanned.enumerated() {
      let isPlain = piece.name == nil && !piece.isQuoted && !piece.isNegated
      if isPlain, let sign = QueryScanner.sign(in: piece.value),
        let field = pieces.last, field.isHead, !field.isQuoted,
        QueryWord(field.name ?? field.value, in: table)?.compares == true
      {
        var joined = field
        joined.name = field.name ?? field.value
        joined.nameRange = field.name == nil ? field.valueRange : field.nameRange
        joined.comparison = sign.comparison
        joined.value = String(piece.value.dropFirst(sign.count))
        joined.valueRange =
          piece.valueRange.lowerBound + sign.count..<piece.valueRange.upperBound
        joined.range = field.range.lowerBound..<piece.range.upperBound
        pieces[pieces.count - 1] = joined
      } else if isPlain, piece.value == ":", offset + 1 < scanned.count,
        let word = pieces.last?.beforeColon(piece)
      {
        // “Ville : Lyon”: in French, a space stands before the colon.
        let isNoise = BareWords.isNoise(beforeColon: word.name ?? "")
        pieces[pieces.count - 1] = isNoise ? word.asPlainWord : word
      } else if let name = piece.name, piece.comparison == nil, !piece.isQuoted,
        piece.value.isEmpty, BareWords.isNoise(beforeColon: name),
        QueryWord(name, in: table) == nil
      {
        pieces.append(piece.asPlainWord)
      } else if piece.isNegated, piece.name == nil, !piece.isQuoted, let time = pieces.last?.value,
        QueryDates.isOffset("-" + piece.value, behind: time)
      {
        var offset = piece
        offset.isNegated = false
        offset.value = "-" + piece.value
        offset.valueRange = piece.range
        pieces.append(offset)
      } else {
        pieces.append(piece)
      }
    }
    if let amount = amountBelowZero(pieces) { pieces[0] = amount }
    for index in pieces.indices where !pieces[index].isQuoted {
      pieces[index].dateWord = DateWord(pieces[index].value)
    }
    return pieces
  }

  /// The first piece of `-$5.00`, if there is nothing else: till writes amounts like this. Beside
  /// other words, the minus excludes it.
  private static func amountBelowZero(_ pieces: [Piece]) -> Piece? {
    guard var first = pieces.first, first.isNegated,
      pieces.allSatisfy({ $0.name == nil && !$0.isQuoted }),
      pieces.dropFirst().allSatisfy({ !$0.isNegated })
    else { return nil }
    let words = pieces.map(\.value)
    guard WrittenAmount.areOne(words, isAmount: false),
      WrittenAmount(words.joined()[...])?.isUnmistakable == true
    else { return nil }
    first.isNegated = false
    first.value = "-" + first.value
    first.valueRange = first.range
    return first
  }

  /// The condition at an index. A pasted field that cannot be understood is a label of its value.
  func reading(at index: Int) throws(QueryError) -> (condition: Condition?, count: Int) {
    do throws(QueryError) { return try condition(at: index) } catch {
      guard context.isPasted, pieces[index].value.isEmpty, !pieces[index].isNegated else {
        throw error
      }
      return (nil, 1)
    }
  }

  /// The condition of the piece at an index, nil for none, and how many pieces it takes.
  func condition(at index: Int) throws(QueryError) -> (condition: Condition?, count: Int) {
    let piece = pieces[index]
    let words = BareWords(pieces: pieces, context: context)
    if let field = field(labelledAt: index) { return field }
    if let count = unknownLabel(at: index) {
      if let number = words.labelled(at: index) ?? words.dateBehindWord(at: index) {
        return number
      }
      if context.isPasted { return (nil, count) }
    }
    guard let name = piece.name else { return words.condition(at: index) }
    let labelled = Self.isLabel(at: index, of: pieces) ? piece.with(pieces[index + 1]) : nil
    if let entry = context.table.entry(named: name) {
      return (try Self.entry(entry, labelled ?? piece), labelled == nil ? 1 : 2)
    }
    guard let word = QueryWord(name, in: context.table, isLabel: piece.isLabel) else {
      if BareWords.isScheme(name) {
        var plain = pieces
        plain[index].name = nil
        return BareWords(pieces: plain, context: context).condition(at: index)
      }
      return (try text(piece, named: name), 1)
    }
    if word.mayGoOn, !piece.isQuoted {
      for more in (1...6).reversed() {
        if let condition = condition(of: word, piece, with: more, from: index) {
          return (condition, more + 1 + remark(at: index + more + 1))
        }
      }
    }
    guard let labelled, word.isField else { return (try condition(of: word, piece), 1) }
    // “Customer: Jane Doe”: the field has ids, but the page that was copied has a name.
    if word.isID, word.condition(labelled.value, labelled, context) == nil { return (nil, 1) }
    let field = try condition(of: word, labelled)
    // “Reference: A-1001”: the shop that was copied from may keep it elsewhere in the session. A
    // code such as DE begins many words.
    let text = word.isText && labelled.value.count > 2 ? BareWords.text(labelled.value) : nil
    return (text.map { .any([field, $0]) } ?? field, 2)
  }

  /// Whether a field has a space after its colon, as labels have in mails and on pages that people
  /// copy from. The next word is then its value.
  static func isLabel(at index: Int, of pieces: [Piece]) -> Bool {
    let piece = pieces[index]
    guard piece.name != nil, piece.value.isEmpty, !piece.isQuoted, !piece.isNegated,
      piece.comparison == nil, pieces.indices.contains(index + 1)
    else { return false }
    return pieces[index + 1].name == nil && !pieces[index + 1].isNegated
  }

  /// A value that continues, or begins, in the following words: `created:26 Nov`, `amount>= 50`.
  private func condition(
    of word: QueryWord, _ piece: Piece, with more: Int, from index: Int
  ) -> Condition? {
    guard index + more < pieces.count else { return nil }
    let rest = pieces[index + 1...index + more]
    guard rest.allSatisfy({ $0.name == nil && !$0.isQuoted && !$0.isNegated }) else { return nil }
    let words = ([piece.value] + rest.map(\.value)).filter { !$0.isEmpty }
    let isComplete = word.condition(piece.value, piece, context) != nil
    guard word.joins(words, isComplete: isComplete) else { return nil }
    return word.condition(words.joined(separator: " "), piece, context)
  }

  /// A word with a colon that is not a field is text, unless a field was probably meant.
  private func text(_ piece: Piece, named name: String) throws(QueryError) -> Condition? {
    let start = piece.range.lowerBound + (piece.isNegated ? 1 : 0)
    let whole = String(source[start..<piece.range.upperBound])
    let sign = piece.comparison?.rawValue ?? ":"
    if let map = context.table.mapNames.first, context.table.mapNames.contains(name.lowercased()) {
      throw QueryError(
        "\(name) needs a key: \(map).KEY\(sign)\(String(source[piece.valueRange]))",
        piece.nameRange)
    }
    if let near = fieldNear(name, piece) {
      // Quotes inside of quotes would end them.
      let text = piece.isQuoted ? "\(name)\(sign)\(piece.value)" : whole
      throw QueryError(
        "there is no field “\(name)”: did you mean "
          + "\(near)\(sign)\(String(source[piece.valueRange]))? To look for the text itself, put it in quotes: \"\(text)\"",
        piece.nameRange)
    }
    if let comparison = piece.comparison, comparison != .equal {
      let known = (context.table.spokenWords + ["is", "has"]).joined(separator: ", ")
      throw QueryError(
        "there is no field “\(name)”; the fields are \(known), meta.KEY (quote it to search the text)",
        piece.nameRange)
    }
    if piece.value.isEmpty, !piece.isQuoted {
      // “Jürgen Müller:” at the end of what was copied.
      return BareWords(pieces: pieces, context: context).single(whole, isOrderNumber: false)
    }
    if BareWords.isNoise(name) {
      return piece.isQuoted ? BareWords.text(piece.value) : BareWords.orderNumber(piece.value)
    }
    return BareWords.text(piece.isQuoted ? "\(name):\(piece.value)" : whole)
  }

  /// The field that was probably meant; nil where it would not take the value either.
  private func fieldNear(_ name: String, _ piece: Piece) -> String? {
    guard name.count > 2,
      let near = NearestName.to(name, among: context.table.allWords.sorted()),
      let word = QueryWord(near, in: context.table),
      (try? condition(of: word, piece)) != nil
    else { return nil }
    return near
  }

  func condition(of word: QueryWord, _ piece: Piece) throws(QueryError) -> Condition {
    if !word.compares, let comparison = piece.comparison, comparison != .equal {
      throw QueryError("\(word.name) cannot be compared with \(comparison.rawValue)", piece.range)
    }
    var conditions: [Condition] = []
    var start = piece.valueRange.lowerBound
    let values =
      piece.isQuoted || word.isOneValue
      ? [piece.value[...]] : piece.value.split(separator: ",", omittingEmptySubsequences: false)
    for value in values {
      guard !value.isEmpty, let condition = word.condition(String(value), piece, context) else {
        let range = piece.isQuoted ? piece.valueRange : start..<start + value.count
        let advice = word.advice(on: String(value), piece, context) ?? word.help
        throw QueryError("\(word.name): \(advice)", range)
      }
      conditions.append(condition)
      start += value.count + 1
    }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private static func entry(
    _ entry: (map: FieldName, key: String), _ piece: Piece
  ) throws(QueryError) -> Condition {
    if let comparison = piece.comparison, comparison != .equal {
      throw QueryError(
        "\(entry.map.text) cannot be compared with \(comparison.rawValue)", piece.range)
    }
    guard !piece.value.isEmpty else {
      throw QueryError(
        "meta.\(entry.key): the whole value; has:meta.\(entry.key) finds any", piece.valueRange)
    }
    return .entry(entry.map, key: entry.key, value: SearchFolding.fold(piece.value))
  }
}
