import Units

/// What the customer typed into the page, and what is wrong with it.
struct PageForm: Sendable {
  private var sent: Node
  /// Error messages by the name of the field.
  private(set) var faults: [String: String] = [:]
  /// The same names in the order in which the errors were found, which is that of the page.
  private(set) var faulty: [String] = []

  init(_ sent: Node = .object([])) { self.sent = sent }

  /// The fields of a request; none if it cannot be read.
  init(of request: SandboxRequest) { self.init((try? request.parameters.get()) ?? .object([])) }

  /// Without spaces at the ends; empty if nothing was typed. Cut if it is longer than any field
  /// accepts. No field has several lines, and browsers send no line breaks from such fields.
  subscript(name: String) -> String {
    let text = (sent[name]?.string ?? "").prefix(Self.longest).filter { !$0.isNewline }
    return String(text.trimming(" "))
  }

  private static let longest = 2000

  func contains(_ name: String) -> Bool { sent[name] != nil }

  var isEmpty: Bool { sent.members.isEmpty }

  /// The same form with other values in some of its fields.
  func setting(_ values: [String: String]) -> PageForm {
    var form = self
    var members = sent.members.filter { values[$0.name] == nil }
    members += values.sorted { $0.key < $1.key }.map {
      Node.Member(name: $0.key, value: .string($0.value))
    }
    form.sent = .object(members)
    return form
  }

  mutating func complain(_ name: String, _ sentence: String) {
    guard faults[name] == nil else { return }
    faults[name] = sentence
    faulty.append(name)
  }

  /// The text of a field that must not be empty.
  mutating func required(_ name: String, _ words: PageWords) -> String {
    let text = self[name]
    if text.isEmpty { complain(name, words[.required]) }
    return text
  }

  /// An amount in minor units, with the signs for decimals and thousands of any country: `12.50`,
  /// `12,50`, `1,234.50`, `1.234,50`, `1 234`. A point before three digits separates thousands,
  /// unless the currency has thousandths.
  static func amount(_ text: String, _ currency: Currency) -> Int? {
    let text = text.filter { !$0.isWhitespace && !"'’".contains($0) }
    let swapped = String(text.map { $0 == "," ? "." : $0 == "." ? "," : $0 })
    let groups = text.split(separator: ".", omittingEmptySubsequences: false).map(\.count)
    let isGrouped =
      currency.fractionDigits < 3 && groups.count > 1 && text.first != "0"
      && groups.dropFirst().allSatisfy { $0 == 3 }
    return (isGrouped ? [swapped, text] : [text, swapped]).lazy
      .compactMap { Money(majorUnits: $0, currency)?.minorUnits }.first
  }

  /// Month and full year of `12/34`, `12 / 2034` or `1234`.
  static func expiry(_ text: String) -> (month: Int, year: Int)? {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    let parts = text.split(separator: "/").map { $0.trimming(" ") }
    let month: Int?
    let year: Int?
    if parts.count == 2 {
      (month, year) = (Int(parts[0]), Int(parts[1]))
    } else {
      guard digits.count == 4 || digits.count == 6, digits.count == text.count else { return nil }
      (month, year) = (Int(digits.prefix(2)), Int(digits.dropFirst(2)))
    }
    guard let month, let year, (1...12).contains(month) else { return nil }
    let full = (0...99).contains(year) ? 2000 + year : year
    return (2000...2099).contains(full) ? (month, full) : nil
  }
}
