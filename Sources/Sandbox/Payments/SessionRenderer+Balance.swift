/// What payments do to the balance.
/// Source: https://docs.stripe.com/api/balance_transactions/object
extension SessionRenderer {
  /// One change of the balance.
  struct Movement {
    var kind: Kind
    /// Minor units; below zero for money that leaves.
    var amount: Int
    /// Unix seconds.
    var time: Int
    /// The number behind the id of its balance transaction.
    var number: Int
    /// The id of what moved the money.
    var source: String
    var description: String?

    /// In US cents; it is about as much elsewhere.
    /// Source: https://docs.stripe.com/disputes/how-disputes-work#dispute-fees
    static let disputeFee = 1500

    enum Kind { case charge, refund, withdrawal, reinstatement }

    /// More refunds of a session would not fit into the ids of their balance transactions.
    static let maximumRefunds = 64
    /// The same for the charges of later periods, which come after the refunds.
    static let maximumRenewals = 127
  }

  func movement(
    of attempt: Course.Attempt, _ amount: Int, of record: SessionRecord
  ) -> Movement {
    let number = record.cycle.map { 128 + $0.number } ?? attempt.number % 64
    return Movement(
      kind: .charge, amount: amount, time: attempt.time, number: record.serial << 8 | number,
      source: chargeID(attempt, of: record))
  }

  func movement(of refund: Course.Refund, _ amount: Int, of record: SessionRecord) -> Movement {
    Movement(
      kind: .refund, amount: -amount, time: refund.time,
      number: record.serial << 8 | (64 + refund.made.number % 64),
      source: refundID(refund.made.number, of: record))
  }

  /// The money that a dispute has taken, and what came back when it was won; nothing moves for an
  /// inquiry.
  func movements(
    of dispute: Course.Dispute, _ amount: Int, of record: SessionRecord, _ course: Course
  ) -> [Movement] {
    guard !dispute.made.isInquiry else { return [] }
    let charge = course.attempts.last.map { chargeID($0, of: record) } ?? ""
    let number = ObjectIDs.renewals | (record.serial << 8 | (record.cycle?.number ?? 0)) << 1
    let withdrawal = Movement(
      kind: .withdrawal, amount: -amount, time: dispute.time, number: number,
      source: disputeID(of: record), description: "Chargeback withdrawal for \(charge)")
    guard dispute.isWon == true, let closed = dispute.closed else { return [withdrawal] }
    let reinstatement = Movement(
      kind: .reinstatement, amount: amount, time: closed, number: number | 1,
      source: disputeID(of: record), description: "Chargeback reversal for \(charge)")
    return [withdrawal, reinstatement]
  }

  /// The balance transaction of a charge or a refund, whose fields are those of its source.
  func writeBalance(
    _ movement: Movement?, of record: SessionRecord, _ expansion: Expansion?,
    into writer: inout JSONWriter, source: @escaping (inout JSONWriter) -> Void
  ) {
    guard let movement else { return writer.null("balance_transaction") }
    guard let expansion else {
      return writer.field("balance_transaction", ids.id(.balanceTransaction, movement.number))
    }
    writer.object("balance_transaction") {
      balanceFields(
        movement, of: record, source: expansion.includes("source") ? source : nil, into: &$0)
    }
  }

  /// The source is its id, unless its fields are to be written. The fee is 2.9 % of a charge,
  /// or that of a dispute, which is not given back.
  func balanceFields(
    _ movement: Movement, of record: SessionRecord, source: ((inout JSONWriter) -> Void)? = nil,
    into writer: inout JSONWriter
  ) {
    let fee = fee(of: movement, in: record.currency)
    let available = movement.time + 7 * 86_400
    writer.field("id", ids.id(.balanceTransaction, movement.number))
    writer.field("object", "balance_transaction")
    writer.field("amount", movement.amount)
    writer.field("available_on", available)
    writer.field("created", movement.time)
    writer.field("currency", record.currency)
    writer.field("description", movement.description)
    writer.null("exchange_rate")
    writer.field("fee", fee)
    writer.array("fee_details", fee > 0 ? [fee] : []) { writer, fee in
      writer.object {
        $0.field("amount", fee)
        $0.null("application")
        $0.field("currency", record.currency)
        $0.field(
          "description", movement.kind == .charge ? "Stripe processing fees" : "Dispute fee")
        $0.field("type", "stripe_fee")
      }
    }
    writer.field("net", movement.amount - fee)
    writer.field("reporting_category", movement.kind.category)
    if let source {
      writer.object("source", source)
    } else {
      writer.field("source", movement.source)
    }
    writer.field("status", now >= available ? "available" : "pending")
    writer.field("type", movement.kind.type)
  }

  private func fee(of movement: Movement, in currency: String?) -> Int {
    switch movement.kind {
    case .charge: share(290, of: movement.amount)
    case .withdrawal: CurrencyTable.amount(ofCents: Movement.disputeFee, in: currency ?? "usd")
    case .refund, .reinstatement: 0
    }
  }
}

extension SessionRenderer.Movement.Kind {
  /// Source: https://docs.stripe.com/reports/reporting-categories
  fileprivate var category: String {
    switch self {
    case .charge: "charge"
    case .refund: "refund"
    case .withdrawal: "dispute"
    case .reinstatement: "dispute_reversal"
    }
  }

  /// Source: https://docs.stripe.com/reports/balance-transaction-types
  fileprivate var type: String {
    switch self {
    case .charge: "charge"
    case .refund: "refund"
    case .withdrawal, .reinstatement: "adjustment"
    }
  }
}
