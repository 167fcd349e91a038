/// A payment that a request is about.
struct NamedPayment {
  /// The session as it was for this payment, which may be one for a later period.
  var payer: SessionRecord
  /// What of it was named; nil if the request leaves that open.
  var part: Part?
  /// Whether the session or the subscription was named, and so all of its payments.
  var spansPeriods = false

  enum Part: Equatable {
    /// By its place among the charges of the payment.
    case charge(Int)
    /// By its number.
    case refund(Int)
    case dispute
  }

  var charge: Int? { if case .charge(let number) = part { number } else { nil } }

  /// Which later period it is for; 0 for the first.
  var renewal: Int { payer.cycle?.number ?? 0 }
}

/// A charge, a refund or a dispute.
struct PaymentPart {
  var payer: SessionRecord
  /// The place among the charges of the payment, or the number of the refund.
  var number: Int
}

/// Finds payments by the ids of what belongs to them.
extension SandboxStore {
  private static let named: [ObjectKind] = [
    .paymentIntent, .setupIntent, .subscription, .invoice, .charge, .refund, .dispute,
  ]

  /// The payment that an id names, or that the named object belongs to.
  func payment(behind id: String) throws(APIError) -> NamedPayment {
    guard let kind = Self.named.first(where: { ids.isLike(id, $0) }) else {
      return NamedPayment(payer: try session(id), spansPeriods: true)
    }
    let found: NamedPayment? =
      switch kind {
      case .charge:
        part(kind, id).map { NamedPayment(payer: $0.payer, part: .charge($0.number)) }
      case .refund:
        part(kind, id).map { NamedPayment(payer: $0.payer, part: .refund($0.number)) }
      case .dispute: part(kind, id).map { NamedPayment(payer: $0.payer, part: .dispute) }
      default:
        payer(ids.number(of: id, kind)).map {
          NamedPayment(payer: $0, spansPeriods: kind == .subscription)
        }
      }
    guard let found else { throw .notFound(kind, id, param: "id") }
    return found
  }

  /// The payment that parameters name by its intent, by one of its charges, or by both; nil if
  /// they name none.
  func payment(_ parameters: Node) throws(APIError) -> NamedPayment? {
    var named: NamedPayment?
    if let id = parameters["payment_intent"]?.string {
      guard let payer = payer(ids.number(of: id, .paymentIntent)) else {
        throw .missing(.paymentIntent, id, param: "payment_intent")
      }
      named = NamedPayment(payer: payer)
    }
    guard let id = parameters["charge"]?.string else { return named }
    guard let charge = part(.charge, id) else { throw .missing(.charge, id, param: "charge") }
    guard named == nil || named?.payer.paymentNumber == charge.payer.paymentNumber else {
      throw .invalid("The charge does not belong to the payment intent.", param: "charge")
    }
    return NamedPayment(payer: charge.payer, part: .charge(charge.number))
  }

  /// The part of a payment that an id names, if its session exists.
  func part(_ kind: ObjectKind, _ id: String) -> PaymentPart? {
    guard let number = ids.number(of: id, kind), let serial = ledger.existing(number >> 8) else {
      return nil
    }
    let record = ledger[serial]
    let place = number & 0xFF
    switch kind {
    case .charge:
      // Those of later periods are counted from the end.
      return record.renewal(256 - place).map { PaymentPart(payer: $0, number: 0) }
        ?? PaymentPart(payer: record, number: place)
    case .refund:
      let made = record.course.first {
        if case .refunded(let refund) = $0.kind { refund.number == place } else { false }
      }
      return PaymentPart(payer: record.renewal(made?.renewal ?? 0) ?? record, number: place)
    default:
      let payer = place == 0 ? record : record.renewal(place)
      return payer.map { PaymentPart(payer: $0, number: 0) }
    }
  }
}
