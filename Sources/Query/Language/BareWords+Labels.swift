/// Words before a number that say what it is: “order no. 1042”, “invoice 1042”, “mobile: 0151 …”,
/// “card ending in 4242”. They are rarely in the data.
extension BareWords {
  /// What a number after such words means, and how many pieces that takes; nil where there are
  /// none.
  func labelled(at index: Int) -> (condition: Condition?, count: Int)? {
    var start = index
    var mayBeText = false
    while let word = word(at: start), !pieces[start].isNegated || start == index {
      if Self.isLabel(word) || start > index && Self.links.contains(Self.plain(word)) {
        mayBeText = true
      } else if !Self.isNoise(word) {
        break
      }
      start += 1
    }
    guard start > index, let number = word(at: start), !pieces[start].isNegated,
      number.contains(where: \.isNumber)
    else { return nil }
    let (condition, count) = condition(at: start, isOrderNumber: true)
    guard mayBeText else { return (condition, start - index + count) }
    // “ticket 5” and “ticket €33,00” are words and an amount; a minus excludes the word.
    guard !pieces[index].isNegated, number.count > 2 || count > 1, date(at: start) == nil,
      amount(at: start) == nil
    else {
      return nil
    }
    let plain = self.condition(at: start, isOrderNumber: false).condition
    let labels = (index..<start).compactMap { Self.text(pieces[$0].value) }
    let both = plain == condition ? nil : plain.map { Condition.all(labels + [$0]) }
    return (
      both.map { .any([$0] + [condition].compactMap(\.self)) } ?? condition,
      start - index + count
    )
  }

  /// Words that are not in the data.
  static func isNoise(_ word: String) -> Bool {
    let plain = plain(word)
    return noise.contains(plain) || schemes.contains(plain)
      || word.count == 1 && word.allSatisfy(isPhoneSign)
  }

  /// The pictures of telephones, with or without the scalar that gives them colours.
  static func isPhoneSign(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, !scalar.isASCII else { return false }
    return "☎☏✆📞📱📲🕻🕽🕾🕿".unicodeScalars.contains(scalar)
  }

  static func isKindOfPhone(_ word: String) -> Bool {
    let plain = plain(word)
    return phones.contains(plain) || kindsOfPhones.contains(plain)
  }

  /// Words that come before the name of a field in its label: “Order status”, “Customer phone”.
  static func isQualifier(_ word: String) -> Bool {
    let plain = plain(word)
    return isNoise(word) || documents.contains(plain) || qualifiers.contains(plain)
  }

  private static let qualifiers: Set = [
    "customer", "buyer", "client", "payment", "billing", "shipping", "session", "checkout",
    "transaction", "account", "de", "du", "di", "da", "of", "the",
  ]

  /// The state or the country at the end of an address, which are not searched: “Portland, OR”.
  func isPlace(at index: Int) -> Bool {
    guard context.isPasted, index > 0, word(at: index - 1)?.last == ",", let word = word(at: index),
      !pieces[index].isNegated
    else { return false }
    let code = word.last.map { ",.".contains($0) } == true ? word.dropLast() : word[...]
    return PlaceCodes.contains(code)
  }

  /// A form of address before a name, which the data rarely has: “Mrs Jane Doe”.
  func isTitle(at index: Int) -> Bool {
    guard context.isPasted, let word = word(at: index), !pieces[index].isNegated,
      let name = self.word(at: index + 1), !pieces[index + 1].isNegated
    else { return false }
    return Self.isTitle(word) && name.first?.isLetter == true
  }

  static func isTitle(_ word: String) -> Bool { titles.contains(plain(word)) }

  private static let titles: Set = [
    "mr", "mrs", "ms", "miss", "mx", "herr", "herrn", "frau", "monsieur", "madame", "mme", "mlle",
    "senor", "senora", "sr", "sra", "signor", "signora", "sig", "dhr", "mevr", "mevrouw", "meneer",
  ]

  /// Signs that stand alone between words.
  static func isDivider(_ character: Character) -> Bool { "-–—|/·•,;{}[]…".contains(character) }

  /// Words that may be in the data, too, and digits of a card that are not shown.
  private static func isLabel(_ word: String) -> Bool {
    let plain = plain(word)
    return documents.contains(plain) || phones.contains(plain) || cards.contains(plain)
      || isMask(word)
  }

  /// Whether a word with a colon is one to pass over, and not a field that does not exist.
  static func isNoise(beforeColon name: String) -> Bool {
    isNoise(name) || isLabel(name) || QueryDates.isLead(name)
  }

  /// Whether what comes after the colon of a word is a telephone number.
  static func isScheme(_ name: String) -> Bool {
    schemes.contains(name.lowercased()) || phones.contains(plain(name))
  }

  static func plain(_ word: String) -> String {
    SearchFolding.fold(word).filter { !" .:_-".contains($0) }
  }

  /// URL schemes of phone numbers.
  private static let schemes: Set = ["tel", "sms", "callto"]

  private static let noise: Set = [
    "order", "no", "nr", "number", "nummer", "bestellung", "auftrag", "commande", "pedido",
    "ordine", "rechnung", "facture", "bestellnummer", "ordernummer", "orderid", "orderno",
    "ordernr", "ordernumber", "bestellnr", "auftragsnr", "auftragsnummer", "rechnungsnr",
    "rechnungsnummer", "numero", "#", "n°", "nº", "№",
  ]

  private static let documents: Set = [
    "invoice", "ref", "reference", "referenz", "referencia", "receipt", "ticket", "booking",
    "factura", "fattura", "factuur", "bestelling", "beleg", "quittung",
  ]

  private static let phones: Set = [
    "phone", "telephone", "telefon", "telefono", "telefoon", "mobile", "mobil", "mobiel", "movil",
    "handy", "cell", "fon", "tlf", "whatsapp",
  ]

  private static let kindsOfPhones: Set = [
    "work", "home", "office", "private", "privat", "geschaftlich", "dienstlich", "buro", "festnetz",
    "landline", "main",
  ]

  static let cards: Set = [
    "card", "karte", "carte", "tarjeta", "carta", "kaart", "ending", "ends", "endet", "endend",
  ]

  /// Words between a label and its number.
  static let links: Set = ["in", "with", "auf", "mit", "id"]

  // MARK: - Signs before a number

  /// The text, and what comes after its `#`.
  static func orderNumber(_ word: String) -> Condition? {
    guard let text = text(word) else { return nil }
    guard let number = number(behindMarkOf: word).flatMap(Self.text) else { return text }
    return any(text, number)
  }

  /// `6735` of `order-6735` and `Bestellung_6735`; nil for any other word.
  static func number(behindLabelOf word: String) -> String? {
    guard let sign = word.firstIndex(where: { "-_/.".contains($0) }),
      isNoise(String(word[..<sign])) || documents.contains(plain(String(word[..<sign])))
    else { return nil }
    let number = word[sign...].dropFirst()
    return number.first?.isNumber == true && number.utf8.count > 3 ? String(number) : nil
  }

  /// `1042` of `#1042`, `№1042`, `N°1042` and `Nr.1042`; nil for any other word.
  static func number(behindMarkOf word: String) -> String? {
    for mark in ["#", "№", "n°", "nº", "no.", "nr."]
    where word.prefix(mark.count).lowercased() == mark {
      let rest = word.dropFirst(mark.count)
      if mark == "#" || rest.first?.isNumber == true { return String(rest) }
    }
    return nil
  }
}
