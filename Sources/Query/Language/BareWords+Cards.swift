/// The end of a card's number, alone or with the brand: “Visa ending 5556”, “Visa •••• 5556”.
extension BareWords {
  /// Between the brand and the digits.
  private static let mostWords = 8

  /// The field of the last four digits and the brand.
  var card: RecordField? { table.fields.first { if case .card = $0.type { true } else { false } } }

  /// A brand with the last digits, and how many pieces they take. Cards of other brands with the same
  /// digits do not match.
  func card(at index: Int) -> (condition: Condition?, count: Int)? {
    guard pieces[index].dateWord == .none || Self.links.contains(Self.plain(pieces[index].value)),
      !pieces[index].isNegated,
      pieces[index...].prefix(Self.mostWords).contains(where: { Self.endOfCard($0.bare) != nil }),
      let card
    else { return nil }
    // “with Visa”, “card Visa”
    let start = run(from: index, Self.isCardWord).count + index
    guard let (brand, count) = brand(at: start, of: card) else { return nil }
    let number = run(from: start + count, Self.isCardWord).count + start + count
    guard let word = word(at: number), !pieces[number].isNegated,
      !pieces[start].isNegated, let end = Self.endOfCard(pieces[number].bare)
    else { return nil }
    let words = (index..<number).compactMap { Self.text(pieces[$0].value) }
    let text = Condition.all(words + [single(word, isOrderNumber: false)].compactMap(\.self))
    let isOne = Condition.all([
      .begins(card.name, end), .contains(card.name, SearchFolding.fold(brand)),
    ])
    return (.any([text, isOne]), number - index + 1)
  }

  /// Stripe's word for a brand that one or two words name, and how many these are.
  private func brand(at index: Int, of card: RecordField) -> (brand: String, count: Int)? {
    guard case .card(let brands) = card.type else { return nil }
    for count in [2, 1] {
      guard let words = words(count, from: index) else { continue }
      let name = Self.plain(words.joined())
      let brand = brands.first { Self.plain($0.key) == name || Self.plain($0.value) == name }
      // Stripe's word for no known brand, which till calls “a card”.
      if let brand, brand.key != "unknown" { return (brand.key, count) }
    }
    return nil
  }

  /// Whether a word may come before a brand, or between it and the digits.
  private static func isCardWord(_ word: String) -> Bool {
    let plain = plain(word)
    return cards.contains(plain) || links.contains(plain) || isMask(word)
  }

  /// The last four digits of a card: `4242`, `xxxx-4242`, `••••4242`; nil for any other word.
  static func endOfCard(_ word: String) -> String? {
    let end = word.suffix(4)
    guard end.count == 4, end.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let mask = word.dropLast(4)
    return mask.isEmpty || isMask(String(mask)) ? String(end) : nil
  }

  static func isMask(_ word: String) -> Bool {
    let signs = word.filter { $0 != "-" && $0 != " " }
    return (signs.count > (signs.contains { $0.isLetter } ? 2 : 1) || signs == "…")
      && signs.allSatisfy { "*•●·∙.…xX".contains($0) }
  }
}

extension QueryScanner.Piece {
  /// A word without the signs around it; empty for anything else.
  fileprivate var bare: String { name == nil && !isQuoted ? RecordQuery.unmarked(value) : "" }
}
