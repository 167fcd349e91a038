import JSON
import Query
import Units

// MARK: - Saving a way to pay

extension StoryBuilder {
  mutating func tellSetup() {
    guard let setup = sources.setupIntent else { return }
    let id = setup["id"]?.string
    for event in events("setup_intent.setup_failed") {
      let words = Decline(event.object["last_setup_error"])?.words ?? "no reason was given"
      add(
        "setup failed \(event.id)",
        StoryStep(
          .declined, at: event.created, "Saving the payment method failed: \(words)", id: id))
    }
    let attempt = setup.value("latest_attempt")
    let since = setup["created"]?.int ?? session.created
    if setup["status"]?.string == "succeeded" {
      let at = attempt?["created"]?.int
      add(
        "saved",
        StoryStep(
          .saved, at: at ?? max(sources.readAt, since), at == nil ? .since(since) : .about,
          "Payment method saved for later", id: id))
    } else if let decline = Decline(setup["last_setup_error"]),
      firstEvent("setup_intent.setup_failed") == nil
    {
      let at = attempt?["created"]?.int
      add(
        "setup failed",
        StoryStep(
          .declined, at: at ?? max(sources.readAt, since), at == nil ? .since(since) : .about,
          "Saving the payment method failed: \(decline.words)", id: id))
    }
  }
}

// MARK: - Subscriptions and invoices

extension StoryBuilder {
  mutating func tellBilling() {
    tellInvoice()
    tellSubscription()
    tellRenewals()
  }

  private mutating func tellInvoice() {
    guard let invoice = sources.invoice, let id = invoice["id"]?.string,
      let at = invoice["status_transitions"]?["finalized_at"]?.int
    else { return }
    let number = invoice["number"]?.string.map { " \($0)" } ?? ""
    add("invoiced", StoryStep(.invoiced, at: at, "Invoice\(number) issued", id: id))
    if let url = invoice["hosted_invoice_url"]?.string {
      also.append(Story.Fact("the invoice\(number) can be seen", link: url))
    }
  }

  private mutating func tellSubscription() {
    guard let subscription = sources.subscription, let id = subscription["id"]?.string else {
      return
    }
    if let at = subscription["created"]?.int {
      let trial = subscription["trial_end"]?.int.map { "; the trial ends on \(day($0))" } ?? ""
      add("subscribed", StoryStep(.subscribed, at: at, "Subscription started\(trial)", id: id))
    }
    for event in events("customer.subscription.updated") {
      guard let status = event.object["status"]?.string, event.previous?["status"] != nil else {
        continue
      }
      let words = status.replacing("_", with: " ")
      add(
        "subscription \(event.id)",
        StoryStep(
          status == "canceled" ? .canceled : .updated, at: event.created,
          "Subscription is \(words)", id: id))
    }
    tellSubscriptionEnd(subscription, id)
  }

  private mutating func tellSubscriptionEnd(_ subscription: JSON, _ id: String) {
    let details = subscription.value("cancellation_details")
    let cause = details?["feedback"]?.string ?? details?["reason"]?.string
    let reason = cause.map { " (\($0.replacing("_", with: " ")))" } ?? ""
    let ended = subscription["ended_at"]?.int
    if let at = subscription["canceled_at"]?.int, at != ended {
      let end = subscription["cancel_at"]?.int.map { ": it ends on \(day($0))" }
      let words = "Subscription cancelled\(end ?? " with the end of its period")\(reason)"
      add("cancelled", StoryStep(.canceled, at: at, words, id: id))
    }
    if let ended {
      add("ended", StoryStep(.canceled, at: ended, "Subscription ended\(reason)", id: id))
    }
  }

  /// The first invoice belongs to the checkout; only events tell about the later ones.
  private mutating func tellRenewals() {
    let first = session.id(of: "invoice")
    for event in events("invoice.paid", "invoice.payment_failed") {
      guard let id = event.objectID, id != first else { continue }
      let amount = money(event.object, "amount_due").map { " of \($0)" } ?? ""
      if event.type == "invoice.paid" {
        add(
          "renewed \(id)",
          StoryStep(.renewed, at: event.created, "Renewal\(amount) paid", id: id))
      } else {
        let next = event.object["next_payment_attempt"]?.int.map { "; next try on \(day($0))" }
        add(
          "renewal failed \(event.id)",
          StoryStep(
            .renewalFailed, at: event.created, "Renewal\(amount) failed\(next ?? "")", id: id))
      }
    }
  }
}

// MARK: - Money that goes back

extension StoryBuilder {
  mutating func tellRefunds() {
    let charges = charges.filter { $0.outcome == .succeeded }
    for charge in charges {
      let refunds = charge.refunds
      for (index, refund) in refunds.enumerated() {
        tell(refund, "\(index + 1) of \(refunds.count)", of: charge)
      }
      if refunds.isEmpty, let refunded = charge.refunded { tellRefund(of: charge, refunded) }
    }
    for event in events("refund.failed") {
      guard let id = event.objectID else { continue }
      add(
        "refund failed \(id)",
        StoryStep(
          .refundFailed, at: event.created,
          "Refund failed\(failure(event.object)): the money is back in the account", id: id))
    }
  }

  private mutating func tell(_ refund: JSON, _ place: String, of charge: Charge) {
    guard let id = refund["id"]?.string, let at = refund["created"]?.int else { return }
    let amount = money(refund, "amount") ?? ""
    let reason = refund.value("reason")?.string.map { " (\($0.replacing("_", with: " ")))" } ?? ""
    let part = charge.refunds.count > 1 ? ", \(place)" : charge.isRefundedInFull ? " in full" : ""
    let words: String
    switch refund["status"]?.string {
    case "pending", "requires_action":
      words = "Refund of \(amount)\(part) begun\(reason): it takes 5 to 10 days"
    case "failed":
      words = "Refund of \(amount)\(part) begun\(reason); it failed later\(failure(refund))"
    case "canceled": words = "Refund of \(amount)\(part) begun\(reason); it was cancelled later"
    default: words = "Refunded \(amount)\(part)\(reason)"
    }
    add("refund \(id)", StoryStep(.refunded, at: at, words, id: id))
  }

  private func failure(_ refund: JSON) -> String {
    refund.value("failure_reason")?.string.map { " (\($0.replacing("_", with: " ")))" } ?? ""
  }

  /// A charge says how much was refunded, and an event says when.
  private mutating func tellRefund(of charge: Charge, _ refunded: Money) {
    let told = events("charge.refunded").filter { $0.objectID == charge.id }
    for event in told {
      let before = event.previous?["amount_refunded"]?.int ?? 0
      let after = event.object["amount_refunded"]?.int ?? refunded.minorUnits
      let part = after.subtractingSaturating(before)
      let amount = Money(part, refunded.currency).text
      let words =
        hasFailed(part, at: event.created)
        ? "Refund of \(amount) begun; it failed later" : "Refunded \(amount)"
      add(
        "refund \(event.id)", StoryStep(.refunded, at: event.created, words, id: charge.id))
    }
    guard told.isEmpty else { return }
    let part = charge.isRefundedInFull ? "all of it was" : "\(refunded.text) was"
    also.append(
      Story.Fact("\(part) refunded; when is not in what was read", link: charge.id))
  }

  /// Whether the refund of an amount, of which an event tells, has failed: only another event says
  /// so where the refunds themselves were not read.
  private func hasFailed(_ amount: Int, at seconds: Int) -> Bool {
    events("refund.failed").contains { event in
      guard event.object["amount"]?.int == amount, let begun = event.object["created"]?.int else {
        return false
      }
      return (0...1).contains(seconds.subtractingSaturating(begun))
    }
  }

  // MARK: - Disputes

  /// By the status of a dispute that is over.
  static let disputeEndings: [String?: String] = [
    "won": "Dispute won: the money stays", "lost": "Dispute lost: the money went back",
    "warning_closed": "The bank's question is closed", "prevented": "Dispute prevented",
  ]

  mutating func tellDisputes() {
    let disputes = sources.knownDisputes
    for dispute in disputes { tell(dispute) }
    if disputes.isEmpty, let charge = charges.first(where: \.isDisputed) {
      also.append(
        Story.Fact("the payment is disputed; the dispute itself was not read", link: charge.id))
    }
  }

  private mutating func tell(_ dispute: JSON) {
    guard let id = dispute["id"]?.string, let at = dispute["created"]?.int else { return }
    let reason = dispute["reason"]?.string.map { " (\($0.replacing("_", with: " ")))" } ?? ""
    let status = dispute["status"]?.string ?? ""
    let isInquiry = status.hasPrefix("warning")
    let due = dispute["evidence_details"]?["due_by"]?.int
    let isOpen = status.hasSuffix("needs_response")
    let deadline = due.flatMap { isOpen ? ": answer by \(day($0))" : nil } ?? ""
    let words =
      isInquiry
      ? "The bank asked about the payment\(reason)\(deadline)"
      : "The customer disputed the payment with the bank\(reason)\(deadline)"
    add("dispute \(id)", StoryStep(.disputed, at: at, words, id: id))
    guard let ending = Self.disputeEndings[status] else { return }
    let event = events("charge.dispute.closed").first { $0.objectID == id }
    add(
      "dispute closed \(id)",
      StoryStep(
        .disputeClosed, at: event?.created ?? max(sources.readAt, at),
        event == nil ? .since(at) : .exact, ending, id: id))
  }
}
