/// Charges, refunds and disputes: the parts of a payment.
extension SandboxStore {
  func retrieveCharge(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let expansion = try expansion(check(sent, Self.retrieveRules), of: .charge)
    try write(part(.charge, id), .charge, id, expansion, at: now, into: &writer)
  }

  func retrieveRefund(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let expansion = try expansion(check(sent, Self.retrieveRules), of: .refund)
    try write(part(.refund, id), .refund, id, expansion, at: now, into: &writer)
  }

  func retrieveDispute(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let expansion = try expansion(check(sent, Self.retrieveRules), of: .dispute)
    try write(part(.dispute, id), .dispute, id, expansion, at: now, into: &writer)
  }

  private func write(
    _ part: PaymentPart?, _ kind: ObjectKind, _ id: String, _ expansion: Expansion, at now: Int,
    into writer: inout JSONWriter
  ) throws(APIError) {
    guard let part, write(part, kind, expansion, at: now, into: &writer) else {
      throw .notFound(kind, id, param: "id")
    }
  }

  /// Writes a part as it is now; false if there is no such part.
  private func write(
    _ part: PaymentPart, _ kind: ObjectKind, _ expansion: Expansion, at now: Int,
    into writer: inout JSONWriter
  ) -> Bool {
    let payer = part.payer
    let renderer = renderer(for: payer, at: now)
    let course = payer.course(at: renderer.now)
    switch kind {
    case .charge:
      guard payer.mode != .setup, course.attempts.indices.contains(part.number) else {
        return false
      }
      writer.object {
        renderer.chargeFields(
          course.attempts[part.number], of: payer, course, expansion, into: &$0)
      }
    case .refund:
      guard let refund = course.refunds.first(where: { $0.made.number == part.number }) else {
        return false
      }
      writer.object { renderer.refundFields(refund, of: payer, course, expansion, into: &$0) }
    default:
      guard let dispute = course.dispute else { return false }
      writer.object { renderer.disputeFields(dispute, of: payer, course, expansion, into: &$0) }
    }
    return true
  }

  // MARK: Lists

  /// Whether the log of all events is read for a request.
  static func needsLog(_ request: SandboxRequest) -> Bool {
    if request.path.hasPrefix("/v1/events") { return true }
    guard request.method == "GET",
      PartList.all.contains(where: { request.path == "/v1/" + $0.path }),
      case .success(let sent) = request.parameters
    else { return false }
    return sent["charge"] == nil && sent["payment_intent"] == nil
  }

  /// The parts of one payment, or those of the whole account, newest first.
  ///
  /// They stand in the log of events in the order in which they were made.
  mutating func listParts(
    _ list: PartList, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (kind, types) = (list.kind, list.types)
    let parameters = try check(sent, Self.pagingRules.merging(list.rules) { $1 })
    let expansion = try expansion(parameters, of: .list(of: list.expandable))["data"] ?? .none
    let paid = try payment(parameters)
    let customer = try customer(parameters)
    let log = paid.map { EventLog(planned($0.payer.serial)) } ?? eventLog()
    let end = log.count(before: now + 1)
    let cursor = try cursor(parameters, kind) { id in
      entry(of: kind, id, types).flatMap { entry in
        let position = log.position(of: entry)
        return log.contains(entry) && position < end ? end - 1 - position : nil
      }
    }
    let bounds = interval(parameters).map {
      let newest = min(log.count(before: $0.upperBound + 1), end)
      return end - newest..<max(end - log.count(before: $0.lowerBound), end - newest)
    }
    let page = ListPage(cursor, limit: limit(parameters), in: bounds ?? 0..<0) { offset in
      let entry = log.entries[end - 1 - offset]
      guard types.contains(entry.type), customer.map({ isOf($0, entry, at: now) }) != false,
        let part = part(kind, in: entry),
        kind != .charge || customer.map({ isOf($0, part, at: now) }) != false
      else { return false }
      return paid.map { isOf($0, part.payer, at: now) } ?? true
    }
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) { writer, offset in
        guard let part = part(kind, in: log.entries[end - 1 - offset]) else { return }
        _ = write(part, kind, expansion, at: now, into: &writer)
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", "/v1/\(list.path)")
    }
  }

  private func customer(_ parameters: Node) throws(APIError) -> Int? {
    guard let id = parameters["customer"]?.string else { return nil }
    guard let number = ids.number(of: id, .customer),
      number < ledger.generator.people || number >= ObjectIDs.ownCustomers
    else {
      throw .missing(.customer, id, param: "customer")
    }
    return number
  }

  private func isOf(_ customer: Int, _ entry: EventLog.Entry, at now: Int) -> Bool {
    let serial = Int(entry.serial)
    // Other sessions can be made by their customer's number alone.
    guard ledger.kept[serial] != nil || ledger.generator.person(serial) == customer else {
      return false
    }
    return ledger[serial].customer(at: ledger.moment(serial, now)) == customer
  }

  private func isOf(_ customer: Int, _ charge: PaymentPart, at now: Int) -> Bool {
    let moment = ledger.moment(charge.payer.serial, now)
    let isLast = charge.number == charge.payer.course(at: moment).attempts.count - 1
    return charge.payer.customer(ofLastCharge: isLast, at: moment) == customer
  }

  private func isOf(_ paid: NamedPayment, _ payer: SessionRecord, at now: Int) -> Bool {
    guard payer.paymentNumber == paid.payer.paymentNumber else { return false }
    guard let charge = paid.charge else { return true }
    // Only the charge that was made last can be paid.
    return payer.course(at: ledger.moment(payer.serial, now)).attempts.last?.number == charge
  }

  /// The part that an entry of the log reports as new.
  private func part(_ kind: ObjectKind, in entry: EventLog.Entry) -> PaymentPart? {
    let record = ledger[Int(entry.serial)]
    let told = record.course.prefix(Int(entry.act) + 1)
    guard let act = told.last else { return nil }
    let payer = record.payer(after: told)
    switch (kind, act.kind) {
    case (.charge, .declined), (.charge, .completed):
      return PaymentPart(payer: payer, number: Course(told).attempts.count - 1)
    case (.charge, .renewed): return PaymentPart(payer: payer, number: 0)
    case (.refund, .refunded(let refund)):
      return PaymentPart(payer: payer, number: refund.number)
    case (.dispute, .disputed): return PaymentPart(payer: payer, number: 0)
    default: return nil
    }
  }

  private func entry(
    of kind: ObjectKind, _ id: String, _ types: Set<EventType>
  ) -> EventLog.Entry? {
    guard let sought = part(kind, id) else { return nil }
    return planned(sought.payer.serial).first { entry in
      guard types.contains(entry.type), let found = part(kind, in: entry) else { return false }
      return found.number == sought.number
        && found.payer.paymentNumber == sought.payer.paymentNumber
    }
  }
}
