/// A list of what belongs to payments.
struct PartList: Sendable {
  /// Below `/v1`.
  let path: String
  let kind: ObjectKind
  /// The events of which one reports that a part was made.
  let types: Set<EventType>
  /// The parameters that it has besides those for pages.
  let rules: ParameterCheck.Rules
  let expandable: Expandable

  static let all = [charges, disputes, refunds]

  static let charges = PartList(
    path: "charges", kind: .charge, types: [.chargePending, .chargeFailed, .chargeSucceeded],
    rules: ["created": .interval, "customer": .text, "payment_intent": .text],
    expandable: .charge)

  static let disputes = PartList(
    path: "disputes", kind: .dispute, types: [.disputeCreated], rules: ofPayment,
    expandable: .dispute)

  static let refunds = PartList(
    path: "refunds", kind: .refund, types: [.refundCreated], rules: ofPayment,
    expandable: .refund)

  private static let ofPayment: ParameterCheck.Rules = [
    "charge": .text, "created": .interval, "payment_intent": .text,
  ]
}
