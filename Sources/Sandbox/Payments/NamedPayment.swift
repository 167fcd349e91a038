/// A payment that a request is about.
struct NamedPayment {
  /// The session as it was for this payment, which may be one for a later period.
  var payer: SessionRecord
  /// The charge that was named; nil if the request leaves open which one it is.
  var charge: Int?

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
  /// The payment that an id names, or that the named object belongs to.
  func payment(behind id: String) throws(APIError) -> NamedPayment {
    if id.hasPrefix("cs_") { return NamedPayment(payer: try session(id)) }
    for kind in [ObjectKind.paymentIntent, .setupIntent, .subscription, .invoice] {
      if let payer = payer(ids.number(of: id, kind)) { return NamedPayment(payer: payer) }
    }
    if let charge = part(.charge, id) {
      return NamedPayment(payer: charge.payer, charge: charge.number)
    }
    for kind in [ObjectKind.refund, .dispute] {
      if let part = part(kind, id) { return NamedPayment(payer: part.payer) }
    }
    throw .notFound(.session, id, param: "session")
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
    return NamedPayment(payer: charge.payer, charge: charge.number)
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
