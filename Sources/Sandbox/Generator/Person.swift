/// A buyer: a customer's data as a pure function of a number.
struct Person: Sendable {
  let number: Int

  /// Every third person lives where the shop's first market is.
  var culture: Culture { Culture.all[number % 3 == 0 ? 0 : number % Culture.all.count] }

  private var entry: (name: String, handle: String) {
    culture.names[number / Culture.all.count % culture.names.count]
  }

  var name: String {
    number % 61 == 7 ? HostileText.all[number / 61 % HostileText.all.count] : entry.name
  }

  /// From the second round through the names on, it contains the number. That makes it unique, and
  /// lets `numbers(withEmail:)` find the number again.
  var email: String {
    let suffix = number < Self.unnumbered ? "" : String(number)
    let host = number % 131 == 5 ? Self.longHost + culture.mailHost : culture.mailHost
    return "\(entry.handle)\(suffix)@\(host)"
  }

  /// The phone number of the customer object.
  var phone: String? { number % 3 == 0 ? nil : anyPhone }

  /// The phone number for a page that requires one.
  var anyPhone: String { culture.dialling + String(1000 + number % 9000) }

  var street: String {
    let streets = culture.streets
    return streets[number % streets.count]
  }

  var unit: String? {
    switch number % 9 {
    case 2: "c/o \(entry.name), 3. OG, Hinterhaus, bitte zweimal klingeln"
    case 5: ""
    default: nil
    }
  }

  var business: String? { number % 12 == 4 ? "Example \(number) Ltd" : nil }

  var taxID: (type: String, value: String)? {
    guard number % 7 == 4, let type = culture.taxIDType else { return nil }
    return (type, culture.country + String(100_000_000 + number))
  }

  /// When the customer object was made, in Unix seconds.
  var created: Int { 1_600_000_000 + number * 97 }

  /// Whether the customer object was deleted later.
  var isDeleted: Bool { number % 29 == 11 }

  private static let unnumbered = Culture.all.count * 2

  private static let longHost =
    "a-rather-long-department-name.subsidiary.of-a-holding-company.international."

  /// The numbers, below `count`, whose e-mail address this is.
  static func numbers(withEmail email: String, below count: Int) -> [Int] {
    let digits = email.prefix { $0 != "@" }.reversed().prefix { $0.isASCII && $0.isNumber }
    let numbered = Int(String(digits.reversed())).map { [$0] } ?? []
    return (Array(0..<min(unnumbered, count)) + numbered).filter {
      $0 < count && Person(number: $0).email == email
    }
  }
}
