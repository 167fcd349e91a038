import Checkout

/// What a customer pays with.
struct Means: Equatable, Sendable {
  /// Stripe's name of the payment method, such as `card` or `sepa_debit`.
  var type = "card"
  /// Of a card: `visa`, `mastercard`, …; of a bank account: the code of the bank.
  var brand = "visa"
  var last4 = "4242"
  /// Where it was issued, as a code of two letters.
  var country = "US"
  var funding = "credit"
  var expiryMonth = 12
  var expiryYear = 2034
  var risk = Risk.normal
  /// What happens to the payment later by itself.
  var aftermath = Aftermath.none
  /// The number behind the id of the payment method, if a request made it; else paying makes one.
  var method: Int?

  enum Risk: String, Sendable { case normal, elevated, highest }

  enum Aftermath: Equatable, Sendable {
    case none
    case dispute(reason: String)
    case inquiry
    case fraudWarning
    /// A refund of it is pending at first.
    case slowRefund(succeeds: Bool)
  }

  /// What happens as soon as the money has arrived.
  var consequence: Act.Kind? {
    switch aftermath {
    case .dispute(let reason): .disputed(Act.Dispute(reason: reason))
    case .inquiry: .disputed(Act.Dispute(reason: "fraudulent", isInquiry: true))
    case .fraudWarning: .warned
    case .none, .slowRefund: nil
    }
  }

  static let declined = Means(last4: "0002")

  var isCard: Bool { type == "card" }

  /// Whether the money arrives, or fails to arrive, after the session is complete.
  var isDelayed: Bool { PaymentMethodWords.isDelayed(type) }
}

extension Means {
  /// As it is in the tables of `TestValue`: its date and its payment method are the customer's.
  var asTabled: Means {
    let usual = Means()
    var means = self
    (means.expiryMonth, means.expiryYear) = (usual.expiryMonth, usual.expiryYear)
    means.method = nil
    return means
  }

  /// Of a method without a form: the customer confirms elsewhere, and types no number.
  static func elsewhere(_ type: String) -> Means {
    Means(type: type, brand: "", last4: "", country: "", funding: "")
  }

  /// The card or the account of a made-up customer.
  static func generated(serial: Int, method: String, country: String) -> Means {
    Means(
      type: method,
      brand: method == "card" ? ["visa", "mastercard", "amex"][serial % 3] : "37040044",
      last4: String(String(10_000 + serial % 10_000).dropFirst()), country: country,
      expiryMonth: 1 + serial % 12, expiryYear: 2030 + serial % 4)
  }
}
