import Units

/// What words without a field mean, alone or together: an id, a date, an amount, a phone number, an
/// order number, the end of a card number, or plain text.
///
/// An uncertain reading is one of several: the word is also searched for as text.
struct BareWords {
  typealias Piece = QueryScanner.Piece
  typealias Condition = RecordQuery.Condition

  let pieces: [Piece]
  let context: QueryContext

  var table: FieldTable { context.table }

  /// The condition of the piece at an index, and how many pieces it takes.
  func condition(at index: Int) -> (condition: Condition?, count: Int) {
    card(at: index) ?? labelled(at: index) ?? condition(at: index, isOrderNumber: false)
  }

  func condition(
    at index: Int, isOrderNumber: Bool
  ) -> (condition: Condition?, count: Int) {
    let piece = pieces[index]
    guard !piece.isQuoted else { return (quoted(piece.value), 1) }
    if let id = QueryWord.condition(beginning: piece.value, in: table) { return (id, 1) }
    if isPlace(at: index) || isTitle(at: index) { return (nil, 1) }
    return date(at: index) ?? dateBehindWord(at: index) ?? amount(at: index) ?? phone(at: index)
      ?? pair(at: index) ?? (single(piece.value, isOrderNumber: isOrderNumber), 1)
  }

  /// A phrase is text. A table puts amounts in quotes for their commas: those are amounts, too.
  private func quoted(_ phrase: String) -> Condition? {
    // “5556” alone, pasted from a text, is the end of a card.
    if context.isPasted, pieces.count == 1, let end = Self.endOfCard(phrase), let card {
      return Self.any(Self.text(phrase), .begins(card.name, end))
    }
    if context.isPasted, pieces.count == 1, let card = card(inPhrase: phrase) {
      return Self.any(Self.text(phrase), card)
    }
    guard phrase.contains(","), let amount = WrittenAmount(phrase[...]), amount.isUnmistakable,
      let condition = QueryWord.condition(amount: amount, .equal, in: table)
    else { return Self.text(phrase) }
    return Self.any(Self.text(phrase), condition)
  }

  // MARK: - Words that belong together

  /// Words from an index on, up to the next field or quote.
  func run(from index: Int, _ belongs: (String) -> Bool) -> [String] {
    var words: [String] = []
    while let word = word(at: index + words.count), belongs(word),
      words.isEmpty || !pieces[index + words.count].isNegated
    {
      words.append(word)
    }
    return words
  }

  func word(at index: Int) -> String? {
    guard pieces.indices.contains(index), pieces[index].name == nil, !pieces[index].isQuoted else {
      return nil
    }
    return pieces[index].value
  }

  /// This many words from an index on; nil where a field, a quote or a minus comes first.
  func words(_ count: Int, from index: Int) -> [String]? {
    let words = (0..<count).compactMap { offset in
      let word = word(at: index + offset)
      return offset > 0 && word != nil && pieces[index + offset].isNegated ? nil : word
    }
    return words.count == count ? words : nil
  }

  func amount(at index: Int) -> (condition: Condition?, count: Int)? {
    // A dash between two words is not the sign of the amount behind it.
    if index > 0, word(at: index)?.allSatisfy(Self.isDivider) == true { return nil }
    // The sign may come before or after, with a space between, and spaces may separate thousands.
    for count in [5, 4, 3, 2, 1] {
      guard let words = words(count, from: index) else { continue }
      let sign = QueryScanner.sign(in: words[0])
      let written = Self.written(words, behind: sign?.count ?? 0)
      guard WrittenAmount.areOne(written, isAmount: sign != nil),
        let condition = amount(written.joined(), sign?.comparison)
      else { continue }
      return (Self.any(sign == nil ? each(of: words) : Self.all(words), condition), count)
    }
    return nil
  }

  /// An amount, or a span of them with both ends.
  func amount(_ text: String, _ comparison: RecordQuery.Comparison?) -> Condition? {
    if text.contains("..") {
      let isWhole = comparison == nil && !text.hasPrefix(".") && !text.hasSuffix(".")
      return isWhole ? QueryWord.condition(amounts: text, in: table) : nil
    }
    // Only amounts are compared, so with a sign before it any number is one.
    guard let amount = WrittenAmount(text[...]), amount.isUnmistakable || comparison != nil else {
      return nil
    }
    return QueryWord.condition(amount: amount, comparison ?? .equal, in: table)
  }

  /// Words without the comparison that they begin with, which may be a word of its own, and without
  /// the punctuation around them.
  static func written(
    _ words: [String], behind sign: Int = 0
  ) -> [String] {
    var words = words
    words[0].removeFirst(sign)
    if words[0].first == "(" { words[0].removeFirst() }
    while let last = words[words.count - 1].last, isPunctuation(last) {
      words[words.count - 1].removeLast()
    }
    return words.first == "" ? Array(words.dropFirst()) : words
  }

  private static func isPunctuation(_ character: Character) -> Bool {
    ",;.:!?)…".contains(character)
  }

  /// Several words as text. Two words with a whole number, which may be that of an order or of a
  /// card, or the amount beside a name such as Yen, keep what they mean by themselves. So does an
  /// amount behind a code that is not in capitals: `Top` and `all` are words as well. Before one, it
  /// does where nothing was found.
  func each(of words: [String]) -> Condition? {
    let isWhole = words.contains { $0.count > 1 && $0.allSatisfy(\.isNumber) }
    let isCode = { (word: String) in
      !isWhole && Self.isWordAndCode(word) && (word == words[0] || context.isPasted)
    }
    guard words.count == 2, isWhole || words.contains(where: isCode) else { return Self.all(words) }
    return .all(
      words.compactMap { isCode($0) ? Self.text($0) : single($0, isOrderNumber: false) })
  }

  private static func isWordAndCode(_ word: String) -> Bool {
    word != word.uppercased() && Currency.isKnown(word.lowercased())
  }

  /// A postcode or a name of East Asia in two words.
  private func pair(at index: Int) -> (condition: Condition?, count: Int)? {
    guard !pieces[index].isNegated, let words = words(2, from: index),
      let second = Self.written([words[1]]).first,
      let joined = AddressWord.joined(words[0], second) ?? NameWord.joined(words[0], second),
      let text = Self.text(joined)
    else { return nil }
    let both = words.compactMap { single($0, isOrderNumber: false) }
    return (Self.any(.all(both), text), 2)
  }

  // MARK: - Single words

  func single(_ word: String, isOrderNumber: Bool) -> Condition? {
    // A dash between two words is none itself.
    if pieces.count > 1, word.allSatisfy(Self.isDivider) { return nil }
    guard let text = Self.text(word) else { return nil }
    // “Doe, Jane”, “J. Doe” and “(Doe)”: the punctuation is rarely in the data.
    if let bare = Self.withoutPunctuation(word),
      let condition = single(bare, isOrderNumber: isOrderNumber)
    {
      return if case .any(let readings) = condition { .any([text] + readings) } else {
        .any([text, condition])
      }
    }
    if Self.number(behindMarkOf: word) != nil { return Self.orderNumber(word) }
    var readings = [text] + AddressWord.variants(of: word).compactMap(Self.text)
    if word.contains(where: Self.isLongHyphen), word.contains(where: \.isLetter) {
      let plain = String(word.map { Self.isLongHyphen($0) ? "-" : $0 })
      readings.append(contentsOf: [Self.text(plain)].compactMap(\.self))
    }
    if pieces.count <= NameWord.mostBeside {
      readings += NameWord.divided(word).compactMap(Self.text)
    }
    if let umlauts = Umlauts.restored(in: SearchFolding.fold(word)) {
      readings.append(.text(umlauts))
    }
    if let end = Self.endOfCard(word), let card { readings.append(.begins(card.name, end)) }
    readings += QueryWord.conditions(naming: word, in: table)
    if !isOrderNumber, let amount = Self.plainAmount(word),
      let condition = QueryWord.condition(amount: amount, .equal, in: table)
    {
      readings.append(condition)
    }
    if !isOrderNumber, word.utf8.count == 8 {
      let dates = QueryDates(now: context.now, zone: context.zone)
      if let day = dates.compact(word[...]) { readings.append(.between(.created, day)) }
    }
    return readings.count > 1 ? .any(readings) : text
  }

  /// A word without one sign at its end, or else at its beginning; nil where there is none. Of
  /// short words, such as `’t`, an apostrophe is a part; an address in angle brackets is found
  /// whole.
  private static func withoutPunctuation(_ word: String) -> String? {
    if let last = word.last, isPunctuation(last) { return String(word.dropLast()) }
    let isOpened = word.first == "(" || word.first == "["
    if isOpened, word.count > 2 { return String(word.dropFirst()) }
    guard word.filter({ $0.isLetter || $0.isNumber }).count > 2, !word.contains("@") else {
      return nil
    }
    if word.first == "<" { return word.last == ">" ? String(word.dropFirst().dropLast()) : nil }
    guard word.first != ">", word.last != "<", word.last != ">" else { return nil }
    if let last = word.last, isMark(last) { return String(word.dropLast()) }
    return word.first.map(isMark) == true ? String(word.dropFirst()) : nil
  }

  /// Programs write a hyphen so that no line ends at it, or longer.
  private static func isLongHyphen(_ character: Character) -> Bool { "‐‑–—−".contains(character) }

  /// Quotes, brackets and the signs of Markdown around words.
  static func isMark(_ character: Character) -> Bool {
    isPunctuation(character) || "([]{}<>'\"`*_~‘’‚“”„«»‹›".contains(character)
  }

  /// A number that may be an amount. Nearly every session has a word that begins with a digit: all
  /// of them would have to be found before the first is shown. Digits after a zero are a part of an
  /// id, of a postcode or of a card's number.
  private static func plainAmount(_ word: String) -> WrittenAmount? {
    let isPadded = word.hasPrefix("0") && word.dropFirst().first?.isNumber == true
    return word.count > 1 && !isPadded ? WrittenAmount(word[...]) : nil
  }

  static func text(_ word: String) -> Condition? {
    let folded = SearchFolding.fold(word)
    return folded.isEmpty ? nil : .text(folded)
  }

  static func all(_ words: [String]) -> Condition? {
    let texts = words.compactMap(text)
    return texts.count > 1 ? .all(texts) : texts.first
  }

  static func any(_ one: Condition?, _ other: Condition) -> Condition {
    one.map { .any([$0, other]) } ?? other
  }
}
