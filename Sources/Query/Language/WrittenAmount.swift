internal import Units

/// An amount in major units as people write it: `50`, `49.99`, `-3.125`, `$1,927.38`, `1.927,38 €`,
/// `19,50`, `1'927.38`, `₹24,53,514.18`, `EUR 50`, `US$50`, `50 euros`, `33,-`, `15.408,56+`.
///
/// Amounts of sessions are whole thousandths in every currency. A typed amount may be between two
/// of them, and is still compared exactly.
struct WrittenAmount {
  /// The nearest thousandth that is not larger.
  private let floor: Int
  /// The currency, where the symbol or the code next to the amount tells.
  let currency: Currency?
  /// Whether it can hardly be anything but an amount: it has decimals, groups of thousands, or a sign.
  let isUnmistakable: Bool
  private let isExact: Bool
  /// The sign next to it that several currencies share, as it was typed: `$`, `kr`.
  let sharedSign: String?

  /// The thousandths where the currency has none: a point with three digits after it separates
  /// thousands there, and decimals in the others. nil if both are the same.
  private let floorWithoutThousandths: Int?

  /// nil for anything that is not an amount. If a single comma has three digits after it, it separates
  /// thousands, unless a zero comes before it.
  init?(_ text: Substring) {
    var rest = text.filter { !$0.isWhitespace && $0 != "\u{2019}" && $0 != "'" }[...]
    var currency: Currency?
    var hasSign = false
    var sign: Substring?
    let isNegative = rest.first == "-" || rest.first == "\u{2212}"
    if isNegative { rest = rest.dropFirst() }
    // As in statements of banks: `+15.408,56`, `15.408,56+`.
    let hasPlus = !isNegative && (rest.first == "+" || rest.last == "+")
    if hasPlus { rest = rest.first == "+" ? rest.dropFirst() : rest.dropLast() }
    if let (mark, code) = Self.mark(at: rest, fromEnd: false) {
      (currency, hasSign, sign) = (code, true, rest.prefix(mark))
      rest = rest.dropFirst(mark)
    } else if let (mark, code) = Self.mark(at: rest, fromEnd: true) {
      (currency, hasSign, sign) = (code, true, rest.suffix(mark))
      rest = rest.dropLast(mark)
    }
    if let whole = Self.beforeDash(rest) { (rest, hasSign) = (whole, true) }
    guard var (whole, decimals, isGrouped) = Self.parts(of: rest) else { return nil }
    // Telephone numbers have a plus, too.
    if hasPlus, !hasSign, decimals.count != 2 { return nil }
    var grouped: Int?
    // Symbols that several currencies share are of none with thousandths.
    if Self.isPointBeforeThree(rest) {
      if !hasSign {
        grouped = Int(whole + decimals + "000")
      } else if currency?.fractionDigits != 3 {
        (whole, decimals, isGrouped) = (whole + decimals, "", true)
      }
    }
    let kept = decimals.prefix(3)
    guard whole.count <= 12,
      let value = Int(whole + kept + String(repeating: "0", count: 3 - kept.count))
    else { return nil }
    isExact = decimals.dropFirst(3).allSatisfy { $0 == "0" }
    floor = isNegative ? (isExact ? -value : -value - 1) : value
    floorWithoutThousandths = grouped.map { isNegative ? -$0 : $0 }
    self.currency = currency
    sharedSign = currency == nil ? sign.map(String.init) : nil
    isUnmistakable = hasSign || isGrouped || decimals.count == 2
  }

  /// The number in `33,-` and `10'000.–`, where a dash means no decimals; nil for any other.
  private static func beforeDash(_ text: Substring) -> Substring? {
    let start = text.startOfSuffix { "-\u{2013}\u{2014}\u{2212}".contains($0) }
    guard (1...2).contains(text[start...].count), let sign = text[..<start].last,
      sign == "." || sign == ","
    else { return nil }
    return text[..<start].dropLast()
  }

  /// Whether a number can be read with a point for thousands or for decimals, as `1.234` can.
  private static func isPointBeforeThree(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...3).contains(parts[0].count) && parts[0].first != "0"
      && parts[1].count == 3 && !text.contains(",")
  }

  /// Whether words may be one amount: one number with its currency, or groups of thousands. With a
  /// comparison or a field before them, they can hardly be anything else.
  static func areOne(_ words: [String], isAmount: Bool) -> Bool {
    let numbers = words.count { $0.contains(where: \.isNumber) }
    return numbers > 1 ? areGroups(words, isAmount) : words.count <= 2
  }

  /// Whether spaces between words may separate thousands, as in `1 927,38 €`: one to three digits,
  /// then three in each word, and decimals or a currency with them unless it is an amount anyway.
  private static func areGroups(_ words: [String], _ isAmount: Bool) -> Bool {
    let numbers = words.filter { $0.contains(where: \.isNumber) }
    guard numbers.count > 1, let first = numbers.first else { return false }
    let head = first.filter {
      !$0.isLetter && !$0.isCurrencySymbol && !"+-\u{2212}".contains($0)
    }
    guard (1...3).contains(head.count), head.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return false
    }
    for (index, word) in numbers.dropFirst().enumerated() {
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      guard digits.count == 3 else { return false }
      if index < numbers.count - 2, digits.count < word.count { return false }
    }
    guard let amount = WrittenAmount(words.joined()[...]) else { return false }
    return isAmount || amount.isUnmistakable
  }

  /// The digits before and after the decimal sign; nil for anything that is not a number.
  private static func parts(
    of text: Substring
  ) -> (whole: String, decimals: String, isGrouped: Bool)? {
    let signs = text.filter { $0 == "." || $0 == "," }
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }) else {
      return nil
    }
    let digits = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard let first = digits.first, let last = digits.last, !first.isEmpty, !last.isEmpty else {
      return nil
    }
    if signs.isEmpty { return (String(first), "", false) }
    let isOfTwoKinds = signs.contains(".") && signs.contains(",")
    // No group of thousands is a zero.
    let isBelowOne = signs.count == 1 && first == "0"
    // The decimal sign comes last and only once; the signs before it separate thousands.
    let hasDecimals: Bool =
      if isOfTwoKinds { true } else if signs.count > 1 { false } else if signs == "," {
        last.count != 3 || isBelowOne
      } else { true }
    let groups = hasDecimals ? digits.dropLast() : digits[...]
    if groups.count > 1 {
      guard areThousands(groups) || areLakhs(groups) && signs.first == ",",
        Set(signs.prefix(groups.count - 1)).count == 1,
        !isOfTwoKinds || signs.filter({ $0 == signs.last }).count == 1
      else { return nil }
    }
    // After a comma, people write at most two digits, or three where it cannot be misread.
    if hasDecimals, signs.last == ",", last.count > (isOfTwoKinds || isBelowOne ? 3 : 2) {
      return nil
    }
    return (groups.joined(), hasDecimals ? String(last) : "", groups.count > 1)
  }

  private static func areThousands(_ groups: ArraySlice<Substring>) -> Bool {
    groups.first.map { (1...3).contains($0.count) } == true
      && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Groups of India and its neighbours: two digits in each before the last, as in `24,53,514`.
  private static func areLakhs(_ groups: ArraySlice<Substring>) -> Bool {
    groups.count > 2 && groups.last?.count == 3
      && groups.first.map { (1...2).contains($0.count) } == true
      && groups.dropFirst().dropLast().allSatisfy { $0.count == 2 }
  }

  /// A currency's symbol or code at one end, and how many characters it has. A symbol that several
  /// currencies share tells only that this is an amount.
  private static func mark(
    at text: Substring, fromEnd: Bool
  ) -> (count: Int, code: Currency?)? {
    let isMark = { (character: Character) in
      character.isLetter || character.isCurrencySymbol || character == "."
    }
    let end =
      fromEnd
      ? text[text.startOfSuffix(where: isMark)...] : text.prefix { $0 != "." && isMark($0) }
    let mark = fromEnd ? end.drop { $0 == "." } : end
    guard !mark.isEmpty else { return nil }
    // `Fr. 50`
    let isShortened =
      !fromEnd && mark.allSatisfy(\.isLetter) && text.dropFirst(mark.count).first == "."
    let count = mark.count + (isShortened ? 1 : 0)
    let word = mark.lowercased()
    let hasDecimalsOrGroups = text.dropFirst(count).contains { $0 == "." || $0 == "," }
    if beginsNumbers.contains(word), !fromEnd, !isShortened, !hasDecimalsOrGroups { return nil }
    if let code = spellings[word] { return (count, code.map { Currency($0) }) }
    if let code = Currency.named(by: String(mark)) { return (count, code) }
    guard mark.count == 3, mark.allSatisfy({ $0.isASCII && $0.isLetter }), Currency.isKnown(word)
    else { return nil }
    return (count, Currency(word))
  }

  /// Signs and words that people write for a currency, besides the symbols that till writes. nil where
  /// several currencies share one.
  private static let spellings: [String: String?] = [
    "$": nil, "dollar": nil, "dollars": nil, "us$": "usd", "c$": "cad", "au$": "aud",
    "¥": nil, "￥": nil, "yen": "jpy", "円": "jpy", "元": nil, "￡": "gbp", "pound": nil,
    "pounds": nil, "￦": "krw", "euro": "eur", "euros": "eur", "kr": nil, "fr": nil, "sfr": "chf",
    "franken": "chf", "zł": "pln", "kč": "czk", "원": "krw", "won": "krw", "jp¥": "jpy",
    "cn¥": "cny",
    "rs": nil, "₨": nil, "rupees": nil, "kd": "kwd", "bd": "bhd", "jd": "jod", "đ": "vnd",
  ]

  /// Letters that references and IBANs begin with, too.
  private static let beginsNumbers: Set = ["fr", "rs", "kd", "bd", "jd"]

  /// Whether it is larger than another one in every currency.
  func isLarger(than other: WrittenAmount) -> Bool {
    min(floor, floorWithoutThousandths ?? floor)
      > max(other.floor, other.floorWithoutThousandths ?? other.floor)
  }

  func condition(
    _ field: FieldName, _ comparison: RecordQuery.Comparison
  ) -> RecordQuery.Condition {
    let amount = RecordQuery.MajorAmount(
      thousandths: floor, withoutThousandths: floorWithoutThousandths)
    return switch (comparison, isExact) {
    case (_, true): .amount(field, comparison, amount)
    case (.equal, false): .any([])
    case (.greater, false), (.greaterOrEqual, false): .amount(field, .greater, amount)
    case (.less, false), (.lessOrEqual, false): .amount(field, .lessOrEqual, amount)
    }
  }
}

extension Substring {
  /// Where the last characters begin that all have a property.
  fileprivate func startOfSuffix(where hasProperty: (Character) -> Bool) -> Index {
    var start = endIndex
    while start > startIndex, hasProperty(self[index(before: start)]) {
      start = index(before: start)
    }
    return start
  }
}
