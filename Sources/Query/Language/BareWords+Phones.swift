/// Telephone numbers among words.
extension BareWords {
  func phone(at index: Int) -> (condition: Condition?, count: Int)? {
    guard table.fields.contains(where: { $0.type == .phone }) else { return nil }
    let words = phoneWords(from: index)
    let text = words.joined(separator: " ")
    guard !words.isEmpty, PhoneDigits.looksLikeOne(text),
      let digits = PhoneDigits.searched(text)
    else { return nil }
    let written = words.filter { $0.contains(where: \.isNumber) }
    let isNamed = isNameOfPhone(at: index + words.count)
    return (Self.any(each(of: written), .text("  " + digits)), words.count + (isNamed ? 1 : 0))
  }

  /// The words of one number: groups of digits, and a sign between two of them. A number ends at a
  /// comma. Behind a number that is long enough, a sign divides it from an order, a date or an
  /// amount.
  private func phoneWords(from index: Int) -> [String] {
    var words: [String] = []
    var count = 0
    while let word = word(at: index + words.count),
      words.isEmpty || !pieces[index + words.count].isNegated
    {
      let group = Self.withoutPhoneSign(word.withoutListEnd, isFirst: words.isEmpty)
      if Self.mayBePhone(group) {
        // The date after a number that no phone begins with is none of its groups.
        if count > 0, count < words.count, words[0].first.map({ "0+(".contains($0) }) == false,
          date(at: index + words.count) != nil
        {
          break
        }
        words.append(group)
        count = words.count
        if word.withoutListEnd != word { break }
      } else if count > 0, count == words.count, word.count == 1, word != "+",
        word.allSatisfy(PhoneDigits.mayStand),
        PhoneDigits.searched(words.joined(separator: " ")) == nil
      {
        words.append(word)
      } else {
        break
      }
    }
    return Array(words.prefix(count))
  }

  private static func mayBePhone(_ word: String) -> Bool {
    word.contains(where: \.isNumber) && word.allSatisfy(PhoneDigits.mayStand)
  }

  private static func withoutPhoneSign(_ word: String, isFirst: Bool) -> String {
    guard isFirst, let first = word.first, isPhoneSign(first) else { return word }
    return String(word.dropFirst())
  }

  /// Whether a word in brackets says what kind of phone the number before it is of: “(mobile)”.
  private func isNameOfPhone(at index: Int) -> Bool {
    guard let word = word(at: index)?.withoutListEnd, word.first == "(", word.last == ")",
      !pieces[index].isNegated
    else { return false }
    return Self.isKindOfPhone(String(word.dropFirst().dropLast()))
  }
}
