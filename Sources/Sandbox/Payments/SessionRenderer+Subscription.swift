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

  /// As it is now, or as it was after `course`. Before 2025-03-31.basil, a new one waits for its
  /// first payment.
  func subscriptionFields(
    of record: SessionRecord, _ expansion: Expansion, after course: Course? = nil,
    isNew: Bool = false, into writer: inout JSONWriter
  ) {
    let course = course ?? record.course(at: now)
    let start = record.life.completesAt ?? record.life.created
    let isUnpaid = isNew && version < .basil && !record.life.isFree
    let status =
      isUnpaid ? "incomplete" : course.subscriptionStatus(trialEnd: record.trialEnd, at: now)
    let ended = course.canceled
    let period = record.period(after: course)
    let trialEnd = record.trialEnd(after: course)
    writer.field("id", ids.id(.subscription, record.serial))
    writer.field("object", "subscription")
    writer.field("billing_cycle_anchor", period.anchor)
    writer.field("cancel_at", record.isEnding ? period.end : nil)
    writer.field("cancel_at_period_end", record.isEnding)
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
      writer.field("current_period_end", period.end)
      writer.field("current_period_start", period.start)
    }
    writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
    writePaymentMethod(
      of: record, course, record.hasMeans ? methodNumber(of: record, course) : nil,
      named: "default_payment_method", expanded: expansion.includes("default_payment_method"),
      into: &writer)
    writer.field("description", record.hidden["subscription_data"]?["description"]?.string)
    writer.field("discounts", [] as Node)
    writer.field("ended_at", ended)
    writeSubscriptionItems(of: record, in: period, into: &writer)
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
    of record: SessionRecord, in period: SessionRecord.Period, into writer: inout JSONWriter
  ) {
    let id = ids.id(.subscription, record.serial)
    writer.object("items") { writer in
      writer.field("object", "list")
      writer.array("data", record.items.filter { $0.price?.recurring != nil }) { writer, item in
        writer.object { writer in
          writer.field("id", ids.id(.subscriptionItem, item.number))
          writer.field("object", "subscription_item")
          writer.field("created", record.life.completesAt ?? period.start)
          if version >= .basil {
            writer.field("current_period_end", period.end)
            writer.field("current_period_start", period.start)
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
    if firstEnd == nil, let trialEnd, trialEnd >= now { return "trialing" }
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

  /// The same, unless it was ended before its time.
  func trialEnd(after course: Course) -> Int? {
    trialEnd.map { min($0, course.firstEnd ?? $0) }
  }

  /// One period of a subscription, in Unix seconds.
  struct Period {
    var start: Int
    var end: Int
    /// The day on which periods begin.
    var anchor: Int
  }

  /// The period that is the last to have begun in a course. One that begins before or after the end
  /// of the one before it moves the anchor, as `billing_cycle_anchor=now` does.
  /// Source: https://docs.stripe.com/billing/subscriptions/billing-cycle#changing
  func period(after course: Course) -> Period {
    let start = life.completesAt ?? life.created
    let free = anchor ?? trialEnd(after: course)
    var period = Period(
      start: start, end: free ?? periodEnd(from: start, anchor: start), anchor: free ?? start)
    for begun in course.periods {
      let anchor = begun == period.end ? period.anchor : begun
      period = Period(start: begun, end: periodEnd(from: begun, anchor: anchor), anchor: anchor)
    }
    return period
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
