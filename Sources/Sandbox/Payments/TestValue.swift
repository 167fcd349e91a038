/// A number to pay with, and what happens then.
/// Source: https://docs.stripe.com/testing
struct TestValue: Sendable {
  /// Digits, or an IBAN without its blanks.
  var number: String
  var means: Means
  /// Whether the bank asks the customer first.
  var isChallenged = false
  var decline: SessionRecord.Decline?
  /// For a delayed method: how many seconds the bank takes, and whether the money arrives.
  var settlement: (seconds: Int, succeeds: Bool)?

  /// Why a number cannot be used to pay; the page shows this beside the field.
  enum Fault: Error { case incomplete, invalid }
}

extension TestValue {
  /// A number as a customer or a command wrote it; spaces and dashes are ignored.
  init(_ text: String) throws(Fault) {
    let number = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }
    if let known = Self.known[number] {
      self = known
      return
    }
    switch PaymentMethod.Numbering(of: number) {
    case .iban: throw number.count < 15 ? .incomplete : .invalid
    case .card:
      guard number.count >= 12 else { throw .incomplete }
      guard number.count <= 19, Self.passesLuhn(number), let brand = Self.brand(of: number) else {
        throw .invalid
      }
      // A number that is no test number: Stripe declines it in test mode.
      self.init(
        number: number, means: Means(brand: brand, last4: String(number.suffix(4))),
        decline: Self.declined(
          "card_declined", "test_mode_live_card",
          "Your card was declined. Your request was in test mode, but used a non test card."))
    }
  }

  /// The number for `tok_…` and `pm_card_…`.
  init?(name: String) {
    let short = name.hasPrefix("tok_") ? name.dropFirst(4) : name.dropFirst("pm_card_".count)
    guard name.hasPrefix("tok_") || name.hasPrefix("pm_card_"),
      let number = Self.names[String(short)], let value = Self.known[number]
    else { return nil }
    self = value
  }

  /// The value that a bank has asked about.
  static func asked(for means: Means) -> TestValue {
    var value = cards.first { $0.isChallenged && $0.means == means.asTabled }
    value?.means = means
    return value ?? TestValue(number: means.last4, means: means)
  }

  /// What a customer pays with who is not told what to use: a card, if the session takes one.
  static func usual(for record: SessionRecord) -> TestValue {
    let method = PaymentMethod.typed.first { record.takes($0.type) }
    return method?.form.values.first
      ?? TestValue(number: "", means: .elsewhere(record.methods.first ?? "card"))
  }

  /// What becomes of a debit that begins at `time`, in Unix seconds. An account that is in no table has
  /// enough money.
  static func settlement(of means: Means, begun time: Int) -> Life.Settlement {
    let known = means.asTabled
    let value = PaymentMethod.typed.lazy.flatMap(\.form.values).first { $0.means == known }
    let (seconds, succeeds) = value?.settlement ?? (soon, true)
    return Life.Settlement(at: time + seconds, succeeds: succeeds, decline: value?.decline)
  }

  /// Seconds that most banks take for a debit.
  private static let soon = 5

  /// The last digits of a card that can be kept, but never charged.
  static let attaching = "0341"

  static func passesLuhn(_ number: String) -> Bool {
    var sum = 0
    for (index, character) in number.reversed().enumerated() {
      guard character.isASCII, let digit = character.wholeNumberValue else { return false }
      let doubled = index % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  private static func brand(of number: String) -> String? {
    switch number.prefix(2) {
    case "34", "37": "amex"
    case "36", "38", "30": "diners"
    case "35": "jcb"
    case "62", "81": "unionpay"
    case "60", "64", "65": "discover"
    case "51"..."55", "22"..."27": "mastercard"
    default: number.hasPrefix("4") ? "visa" : nil
    }
  }

  // MARK: The tables

  private static func declined(
    _ code: String, _ declineCode: String?, _ message: String, isBlocked: Bool = false
  ) -> SessionRecord.Decline {
    SessionRecord.Decline(
      code: code, declineCode: declineCode, message: message, isBlocked: isBlocked)
  }

  private static let poor = declined(
    "card_declined", "insufficient_funds", "Your card has insufficient funds.")

  static let cards: [TestValue] = {
    func card(
      _ number: String, challenged: Bool = false, _ decline: SessionRecord.Decline? = nil,
      risk: Means.Risk = .normal, then aftermath: Means.Aftermath = .none
    ) -> TestValue {
      let means = Means(
        brand: brand(of: number) ?? "visa", last4: String(number.suffix(4)), risk: risk,
        aftermath: aftermath)
      return TestValue(
        number: number, means: means, isChallenged: challenged, decline: decline)
    }
    return [
      card("4242424242424242"), card("4000056655665556"), card("5555555555554444"),
      card("2223003122003222"), card("5200828282828210"), card("378282246310005"),
      card("371449635398431"), card("6011111111111117"), card("6011000990139424"),
      card("3056930009020004"), card("36227206271667"), card("3566002020360505"),
      card("6200000000000005"), card("4000002760000016"), card("4000002500000003"),
      card("4000008260000000"),
      card("4000002500003155", challenged: true), card("4000002760003184", challenged: true),
      card("4000003800000446", challenged: true), card("4000000000003220", challenged: true),
      card("4000008260003178", challenged: true, poor),
      card("4000008400001629", challenged: true, .generic),
      card("4000000000000002", .generic),
      card("4000000000009995", poor),
      card(
        "4000000000009987", declined("card_declined", "lost_card", "Your card was declined.")),
      card(
        "4000000000009979", declined("card_declined", "stolen_card", "Your card was declined.")),
      card("4000000000000069", declined("expired_card", nil, "Your card has expired.")),
      card(
        "4000000000000127",
        declined("incorrect_cvc", nil, "Your card's security code is incorrect.")),
      card(
        "4000000000000119",
        declined(
          "processing_error", nil,
          "An error occurred while processing your card. Try again in a little bit.")),
      card("4000000000000341", .generic),
      card(
        "4100000000000019",
        declined("card_declined", "fraudulent", "Your card was declined.", isBlocked: true)),
      card("4000000000009235", risk: .elevated),
      card("4000000000000259", then: .dispute(reason: "fraudulent")),
      card("4000000000002685", then: .dispute(reason: "product_not_received")),
      card("4000000000001976", then: .inquiry),
      card("4000000000005423", then: .fraudWarning),
      card("4000000000007726", then: .slowRefund(succeeds: true)),
      card("4000000000005126", then: .slowRefund(succeeds: false)),
    ]
  }()

  static let accounts: [TestValue] = {
    func account(
      _ number: String, after seconds: Int, succeeds: Bool,
      _ decline: SessionRecord.Decline? = nil, then aftermath: Means.Aftermath = .none
    ) -> TestValue {
      let means = Means(
        type: "sepa_debit", brand: String(number.dropFirst(4).prefix(5)),
        last4: String(number.suffix(4)), country: String(number.prefix(2)), funding: "",
        aftermath: aftermath)
      return TestValue(
        number: number, means: means, decline: decline, settlement: (seconds, succeeds))
    }
    let late = 180
    return [
      account("AT611904300234573201", after: soon, succeeds: true),
      account("DE89370400440532013000", after: soon, succeeds: true),
      account("FR1420041010050500013M02606", after: soon, succeeds: true),
      account("AT321904300235473204", after: late, succeeds: true),
      account("AT861904300235473202", after: soon, succeeds: false),
      account("DE62370400440532013001", after: soon, succeeds: false),
      account("IT60X0542811101000000123456", after: soon, succeeds: false),
      account("AT051904300235473205", after: late, succeeds: false),
      account(
        "AT591904300235473203", after: soon, succeeds: true,
        then: .dispute(reason: "debit_not_authorized")),
      account(
        "AT981904300000343434", after: soon, succeeds: false,
        declined("charge_exceeds_source_limit", nil, "The payment is over the limit.")),
      account(
        "AT981904300002222227", after: soon, succeeds: false,
        declined("insufficient_funds", nil, "The account has insufficient funds.")),
    ]
  }()

  private static let known = Dictionary(
    uniqueKeysWithValues: PaymentMethod.typed.flatMap(\.form.values).map { ($0.number, $0) })

  private static let names = [
    "visa": "4242424242424242", "visa_debit": "4000056655665556",
    "mastercard": "5555555555554444", "amex": "378282246310005", "discover": "6011111111111117",
    "chargeDeclined": "4000000000000002", "visa_chargeDeclined": "4000000000000002",
    "chargeDeclinedInsufficientFunds": "4000000000009995",
    "visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "chargeDeclinedExpiredCard": "4000000000000069",
    "chargeDeclinedIncorrectCvc": "4000000000000127",
    "chargeDeclinedProcessingError": "4000000000000119",
    "chargeCustomerFail": "4000000000000341", "createDispute": "4000000000000259",
    "createDisputeProductNotReceived": "4000000000002685",
    "createDisputeInquiry": "4000000000001976", "refundFail": "4000000000005126",
    "pendingRefund": "4000000000007726", "riskLevelElevated": "4000000000009235",
    "riskLevelHighest": "4100000000000019", "radarBlock": "4100000000000019",
    "authenticationRequired": "4000002760003184",
    "threeDSecure2Required": "4000000000003220", "threeDSecureRequired": "4000002760003184",
  ]
}
