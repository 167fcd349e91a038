extension PaymentMethod {
  /// How a method is paid with whose number the customer types.
  struct Form: Sendable {
    /// The fields in the order of the page; what is in one list stands side by side.
    let fields: [[Field]]
    let numbering: Numbering
    /// What can be typed, the usual first.
    let values: [TestValue]
    /// The numbers that the page offers to fill in, and what happens with each.
    let suggestions: [(number: String, outcome: String)]
    /// The postal code of the customer who is filled in.
    var postalCode: String?
    /// Where the number is when a payment method is made by a request, such as `number` of `card`.
    let parameter: String
    /// What such a payment method tells of the number; the text is its fingerprint.
    let kept: @Sendable (Means, String) -> Node
    /// Writes what charges and payment methods tell of what was paid with.
    let write: @Sendable (SessionRenderer, PaidWith, inout JSONWriter) -> Void
  }

  /// What was paid with, and what came of it.
  struct PaidWith {
    let payment: Act.Payment
    let record: SessionRecord
    let failure: SessionRecord.Decline?
    /// What a charge was about, in minor units; nil for a payment method, which has no amount.
    var charged: Int?
  }

  /// A field of the page.
  struct Field: Sendable {
    let name: String
    let asks: Asked
    let word: PageWords.Word
    let autocomplete: String
    var inputMode: String?

    enum Asked { case number, expiry, securityCode, holder }

    /// What a suggestion fills in.
    func example(_ number: String) -> String {
      switch asks {
      case .number: number
      case .expiry: "12/34"
      case .securityCode: "123"
      case .holder: "Jenny Rosen"
      }
    }
  }

  /// What kind of number it is.
  enum Numbering: Sendable {
    case card, iban

    /// An IBAN begins with its country.
    init(of number: String) { self = number.first?.isLetter == true ? .iban : .card }
  }
}

extension PaymentMethod {
  /// The methods with a form.
  static let typed = all.compactMap { method in
    method.form.map { (type: method.type, form: $0) }
  }

  /// The field of this name, of whichever method.
  static func field(_ name: String) -> Field? {
    typed.lazy.flatMap { $0.form.fields.joined() }.first { $0.name == name }
  }
}

extension PaymentMethod.Form {
  /// The name of the field for who pays.
  var holder: String? { fields.joined().first { $0.asks == .holder }?.name }

  /// The fields of a customer who pays with this number.
  func filled(with number: String) -> [String: String] {
    var values = Dictionary(
      fields.joined().map { ($0.name, $0.example(number)) }, uniquingKeysWith: { first, _ in first }
    )
    values["postal"] = postalCode
    return values
  }
}
