import Units

/// Subscriptions. Source: https://docs.stripe.com/api/subscriptions/object
extension SessionRenderer {
  func writeSubscription(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.hasSubscription(at: now) else { return writer.null("subscription") }
    guard let expansion else {
      return writer.field("subscription", ids.id(.subscription, record.serial))
    }
    writer.object("subscription") { subscriptionFields(of: record, expansion, into: &$0) }
  }

  private func start(of record: SessionRecord) -> Int {
    record.life.completesAt ?? record.life.created
  }

  /// As it is now, or as it was after `course`. Before 2025-03-31.basil, a new one waits for its
  /// first payment.
  func subscriptionFields(
    of record: SessionRecord, _ expansion: Expansion, after course: Course? = nil,
    isNew: Bool = false, into writer: inout JSONWriter
  ) {
    let course = course ?? record.course(at: now)
    let start = start(of: record)
    let isUnpaid = isNew && version < .basil && !record.life.isFree
    let status =
      isUnpaid ? "incomplete" : course.subscriptionStatus(trialEnd: record.trialEnd, at: now)
    let ended = course.canceled
    let renewed = course.renewals.last?.time
    let begin = renewed ?? start
    let trialEnd = record.trialEnd.map { min($0, course.firstEnd ?? $0) }
    let anchor = record.anchor ?? trialEnd ?? start
    let next = record.periodEnd(from: begin, anchor: anchor)
    let end = renewed == nil ? record.anchor ?? trialEnd ?? next : next
    let isEnding = !record.isMade && Script.isEnding(record.serial)
    writer.field("id", ids.id(.subscription, record.serial))
    writer.field("object", "subscription")
    writer.field("billing_cycle_anchor", anchor)
    writer.field("cancel_at", isEnding ? end : nil)
    writer.field("cancel_at_period_end", isEnding)
    writer.field("canceled_at", ended)
    writer.object("cancellation_details") {
      $0.null("comment")
      $0.null("feedback")
      $0.field("reason", ended == nil ? nil : "cancellation_requested")
    }
    writer.field("collection_method", "charge_automatically")
    writer.field("created", start)
    writer.field("currency", record.currency)
    // On the items since 2025-03-31.basil.
    if version < .basil {
      writer.field("current_period_end", end)
      writer.field("current_period_start", begin)
    }
    writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
    writePaymentMethod(
      of: record, course, record.hasMeans ? methodNumber(of: record, course) : nil,
      named: "default_payment_method", expanded: expansion.includes("default_payment_method"),
      into: &writer)
    writer.field("description", record.hidden["subscription_data"]?["description"]?.string)
    writer.field("discounts", [] as Node)
    writer.field("ended_at", ended)
    writeSubscriptionItems(of: record, from: begin, to: end, into: &writer)
    let payer = record.renewal(course.renewals.count) ?? record
    if !payer.hasInvoice(at: now) {
      writer.null("latest_invoice")
    } else if let invoice = expansion["latest_invoice"] {
      writer.object("latest_invoice") { invoiceFields(of: payer, invoice, into: &$0) }
    } else {
      writer.field("latest_invoice", ids.id(.invoice, payer.paymentNumber))
    }
    writer.field("livemode", ids.livemode)
    writer.metadata(record.isMade ? record.subscriptionMetadata : record.metadata)
    writer.field("start_date", start)
    writer.field("status", status)
    writer.field("trial_end", trialEnd)
    writer.field("trial_start", trialEnd == nil ? nil : start)
  }

  private func writeSubscriptionItems(
    of record: SessionRecord, from start: Int, to end: Int, into writer: inout JSONWriter
  ) {
    let id = ids.id(.subscription, record.serial)
    writer.object("items") { writer in
      writer.field("object", "list")
      writer.array("data", record.items.filter { $0.price?.recurring != nil }) { writer, item in
        writer.object { writer in
          writer.field("id", ids.id(.subscriptionItem, item.number))
          writer.field("object", "subscription_item")
          writer.field("created", record.life.completesAt ?? start)
          if version >= .basil {
            writer.field("current_period_end", end)
            writer.field("current_period_start", start)
          }
          writer.metadata([])
          if let price = item.price { write(price, .none, into: &writer) }
          if let quantity = item.quantity { writer.field("quantity", quantity) }
          writer.field("subscription", id)
        }
      }
      writer.field("has_more", false)
      writer.field("url", "/v1/subscription_items?subscription=\(id)")
    }
  }
}

extension Course {
  /// `trialEnd` and `now` are in Unix seconds.
  func subscriptionStatus(trialEnd: Int?, at now: Int) -> String {
    if canceled != nil { return "canceled" }
    if isPaused { return "paused" }
    if let last = renewals.last { return last.hasFailed ? "past_due" : "active" }
    if let trialEnd, trialEnd >= now { return "trialing" }
    if isPending { return "active" }
    return payment == nil || lastError == nil ? "active" : "past_due"
  }
}

extension SessionRecord {
  fileprivate var subscriptionMetadata: [Metadata] {
    let members = hidden["subscription_data"]?["metadata"]?.members ?? []
    return members.map { Metadata(key: $0.name, value: $0.value.text) }
  }

  /// When a trial ends, in Unix seconds; nil for a subscription without one.
  var trialEnd: Int? {
    life.completesAt.flatMap { trialEnd(from: $0) }
  }

  /// When a period ends that begins at `start`, both in Unix seconds. One of months ends on the day
  /// of the anchor, or on the last day of a shorter month.
  /// Source: https://docs.stripe.com/billing/subscriptions/billing-cycle
  func periodEnd(from start: Int, anchor: Int) -> Int {
    guard let recurring = items.lazy.compactMap({ $0.price?.recurring }).first else { return start }
    switch recurring.interval {
    case "day": return start + recurring.count * 86_400
    case "week": return start + recurring.count * 7 * 86_400
    default: break
    }
    let (day, second) = start.flooredDivision(by: 86_400)
    let begin = CivilDate(daysSinceEpoch: day)
    let anchored = CivilDate(daysSinceEpoch: anchor.flooredDivision(by: 86_400).quotient).day
    let isLast = CivilDate(daysSinceEpoch: day + 1).day == 1
    let end = begin.adding(
      months: recurring.interval == "year" ? recurring.count * 12 : recurring.count,
      onDay: isLast ? max(begin.day, anchored) : begin.day)
    return end.daysSinceEpoch * 86_400 + second
  }
}
