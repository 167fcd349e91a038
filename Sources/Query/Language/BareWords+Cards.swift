/// The end of a card's number, alone or with the brand: “Visa ending 5556”, “Visa •••• 5556”.
extension BareWords {
  /// Between the brand and the digits.
  private static let mostWords = 8

  /// The field of the last four digits and the brand.
  var card: RecordField? { table.fields.first { if case .card = $0.type { true } else { false } } }

  /// A brand with the last digits, and how many pieces they take. Cards of other brands with the same
  /// digits do not match.
  func card(at index: Int) -> (condition: Condition?, count: Int)? {
    if let one = cardInOneWord(at: index) { return (one, 1) }
    guard pieces[index].dateWord == .none || Self.links.contains(Self.plain(pieces[index].value)),
      !pieces[index].isNegated,
      pieces[index...].prefix(Self.mostWords).contains(where: {
        Self.endOfCard($0.bare, behindBrand: true) != nil
      }),
      let card
    else { return nil }
    // “with Visa”, “card Visa”
    let start = run(from: index, Self.isCardWord).count + index
    guard let (brand, count) = brand(at: start, of: card) else { return nil }
    let number = run(from: start + count, Self.isCardWord).count + start + count
    guard let word = word(at: number), !pieces[number].isNegated,
      !pieces[start].isNegated, let end = Self.endOfCard(pieces[number].bare, behindBrand: true)
    else { return nil }
    let words = (index..<number).compactMap { place -> Condition? in
      let word = pieces[place].value
      if word.allSatisfy(Self.isDivider), !Self.isMask(word) { return nil }
      return Self.text((start..<start + count).contains(place) ? RecordQuery.unmarked(word) : word)
    }
    let text = Condition.all(words + [single(word, isOrderNumber: false)].compactMap(\.self))
    return (.any([text, Self.card(card, brand, end)]), number - index + 1)
  }

  private static func card(_ field: RecordField, _ brand: String, _ end: String) -> Condition {
    .all([.begins(field.name, end), .contains(field.name, SearchFolding.fold(brand))])
  }

  /// A brand and the last digits with signs between them: `Visa-5556`, `VISA*5556`.
  private func cardInOneWord(at index: Int) -> Condition? {
    guard let word = word(at: index).map(RecordQuery.unmarked), word.first?.isLetter == true,
      let signs = word.firstIndex(where: { !$0.isLetter }), let card,
      let end = Self.endOfCard(String(word[signs...].drop { !$0.isNumber })),
      word[signs...].count > end.count,
      let text = single(pieces[index].value, isOrderNumber: false),
      let (brand, _) = Self.brand([String(word[..<signs])], of: card)
    else { return nil }
    return .any([text, Self.card(card, brand, end)])
  }

  /// `“Amex 5556”`: in quotes, a card is still one.
  func card(inPhrase phrase: String) -> Condition? {
    guard let pieces = try? QueryReader.pieces(of: phrase, in: table, excludes: false),
      !pieces.isEmpty,
      let (condition, count) = BareWords(pieces: pieces, context: context).card(at: 0),
      count == pieces.count
    else { return nil }
    return condition
  }

  /// Stripe's word for a brand that one or two words name, and how many these are.
  private func brand(at index: Int, of card: RecordField) -> (brand: String, count: Int)? {
    for count in [2, 1] {
      if let words = words(count, from: index), let brand = Self.brand(words, of: card) {
        return brand
      }
    }
    return nil
  }

  private static func brand(
    _ words: [String], of card: RecordField
  ) -> (brand: String, count: Int)? {
    guard case .card(let brands) = card.type else { return nil }
    let name = plain(words.map(RecordQuery.unmarked).joined())
    let brand = brands.first { plain($0.key) == name || plain($0.value) == name }?.key
    // Stripe's word for no known brand, which till calls “a card”.
    return (brand ?? shortBrands[name]).flatMap { $0 == "unknown" ? nil : ($0, words.count) }
  }

  private static let shortBrands = ["mc": "mastercard"]

  /// What a card is besides its brand. Folded.
  private static let kinds: Set = [
    "debit", "credit", "prepaid", "debitkarte", "kreditkarte", "credito", "debito",
  ]

  /// Whether a word may come before a brand, or between it and the digits.
  private static func isCardWord(_ word: String) -> Bool {
    let plain = plain(RecordQuery.unmarked(word))
    return cards.contains(plain) || kinds.contains(plain) || links.contains(plain) || isMask(word)
      || word.allSatisfy(isDivider)
  }

  /// The last four digits of a card: `4242`, `xxxx-4242`, `••••4242`; nil for any other word.
  /// Behind a brand, one sign of a mask is enough: `x4242`.
  static func endOfCard(_ word: String, behindBrand isBehindBrand: Bool = false) -> String? {
    let end = word.suffix(4)
    guard end.count == 4, end.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let mask = word.dropLast(4)
    let isMasked =
      isBehindBrand ? mask.allSatisfy { isMaskSign($0) || $0 == "-" } : isMask(String(mask))
    return mask.isEmpty || isMasked ? String(end) : nil
  }

  static func isMask(_ word: String) -> Bool {
    let signs = word.filter { $0 != "-" && $0 != " " }
    return (signs.count > (signs.contains { $0.isLetter } ? 2 : 1) || signs == "…")
      && signs.allSatisfy(isMaskSign)
  }

  private static func isMaskSign(_ character: Character) -> Bool { "*•●·∙.…xX".contains(character) }
}

extension QueryScanner.Piece {
  /// A word without the signs around it; empty for anything else.
  fileprivate var bare: String { name == nil && !isQuoted ? RecordQuery.unmarked(value) : "" }
}
