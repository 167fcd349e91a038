/// Invoices and their payments. Source: https://docs.stripe.com/api/invoices/object
extension SessionRenderer {
  func writeInvoice(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.hasInvoice(at: now) else { return writer.null("invoice") }
    guard let expansion else {
      return writer.field("invoice", ids.id(.invoice, record.paymentNumber))
    }
    writer.object("invoice") { invoiceFields(of: record, expansion, into: &$0) }
  }

  func invoiceFields(
    of record: SessionRecord, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let contact = record.contact
    let asked = record.settings["invoice_creation"]?["invoice_data"]
    let isPaid = record.life.paymentStatus(at: now) != .unpaid
    let id = ids.id(.invoice, record.paymentNumber)
    let isSubscribed = record.mode == .subscription
    let created = record.life.completesAt ?? record.life.created
    let paid = isPaid ? record.life.settlement?.at ?? created : nil
    writer.field("id", id)
    writer.field("object", "invoice")
    writer.field("account_country", "DE")
    writer.field("account_name", "Example Inc.")
    writer.field("amount_due", record.amountTotal)
    writer.field("amount_overpaid", 0)
    writer.field("amount_paid", isPaid ? record.amountTotal : 0)
    writer.field("amount_remaining", isPaid ? 0 : record.amountTotal)
    writer.field("attempt_count", isPaid || record.cycle != nil ? 1 : 0)
    writer.field("attempted", isPaid || record.cycle != nil)
    writer.field("auto_advance", false)
    if version < .basil { writeFormerPayment(of: record, isPaid, into: &writer) }
    writer.field(
      "billing_reason",
      !isSubscribed
        ? "manual" : record.cycle == nil ? "subscription_create" : "subscription_cycle")
    writer.field("collection_method", "charge_automatically")
    writer.field("created", created)
    writer.field("currency", record.currency)
    writer.field("custom_fields", asked?["custom_fields"])
    writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
    writer.address(contact.address, "customer_address")
    writer.field("customer_email", record.customerEmail ?? contact.email)
    writer.field("customer_name", record.customerName)
    writer.field("customer_phone", contact.phone)
    writer.field("description", asked?["description"])
    writer.null("due_date")
    writer.field("effective_at", created)
    writer.field("footer", asked?["footer"])
    writer.field("hosted_invoice_url", "https://invoice.stripe.com/i/\(id)")
    writer.field("invoice_pdf", "https://pay.stripe.com/invoice/\(id)/pdf")
    writeInvoiceLines(of: record, created, into: &writer)
    writer.field("livemode", ids.livemode)
    writer.metadata(record.invoiceMetadata)
    writer.null("next_payment_attempt")
    writer.field(
      "number", "EX-\(100_000 + record.serial)" + (record.cycle.map { "-\($0.number + 1)" } ?? ""))
    if version >= .basil {
      writeParent(of: record, into: &writer)
      if expansion.includes("payments") { invoicePayments(of: record, into: &writer) }
    }
    writer.field("period_end", created)
    writer.field("period_start", created)
    writer.field("status", isPaid ? "paid" : "open")
    writer.object("status_transitions") {
      $0.field("finalized_at", created)
      $0.null("marked_uncollectible_at")
      $0.field("paid_at", paid)
      $0.null("voided_at")
    }
    writer.field("subtotal", record.amountSubtotal)
    writer.field("total", record.amountTotal)
    writer.field("webhooks_delivered_at", created)
  }

  /// Where the payment and the subscription were before 2025-03-31.basil.
  private func writeFormerPayment(
    of record: SessionRecord, _ isPaid: Bool, into writer: inout JSONWriter
  ) {
    let isTried = record.hasTried(at: now)
    let charge = record.course(at: now).attempts.last.map { chargeID($0, of: record) }
    writer.field("charge", isTried ? charge : nil)
    writer.field("paid", isPaid)
    writer.field("payment_intent", isTried ? ids.id(.paymentIntent, record.paymentNumber) : nil)
    writer.field(
      "subscription",
      record.mode == .subscription ? ids.id(.subscription, record.serial) : nil)
  }

  private func writeParent(of record: SessionRecord, into writer: inout JSONWriter) {
    guard record.mode == .subscription else { return writer.null("parent") }
    writer.object("parent") { writer in
      writer.null("quote_details")
      writer.object("subscription_details") {
        $0.metadata([])
        $0.field("subscription", ids.id(.subscription, record.serial))
      }
      writer.field("type", "subscription_details")
    }
  }

  private func writeInvoiceLines(
    of record: SessionRecord, _ created: Int, into writer: inout JSONWriter
  ) {
    let invoice = ids.id(.invoice, record.paymentNumber)
    writer.object("lines") { writer in
      writer.field("object", "list")
      writer.array("data", record.items.prefix(10)) { writer, item in
        writer.object {
          $0.field("id", "il_1" + ids.letters(23, for: item.number))
          $0.field("object", "line_item")
          $0.field("amount", item.subtotal)
          $0.field("currency", record.currency)
          $0.field("description", item.description)
          $0.field("invoice", invoice)
          $0.field("livemode", ids.livemode)
          $0.metadata([])
          $0.object("period") {
            $0.field("end", created)
            $0.field("start", created)
          }
          $0.field("quantity", item.quantity)
        }
      }
      writer.field("has_more", record.items.count > 10)
      writer.field("total_count", record.items.count)
      writer.field("url", "/v1/invoices/\(invoice)/lines")
    }
  }

  /// The payments of an invoice, which are only sent if expanded.
  private func invoicePayments(of record: SessionRecord, into writer: inout JSONWriter) {
    let invoice = ids.id(.invoice, record.paymentNumber)
    writer.object("payments") { writer in
      writer.field("object", "list")
      writer.array("data", record.hasTried(at: now) ? [record] : []) { writer, record in
        writer.object { invoicePaymentFields(of: record, into: &$0) }
      }
      writer.field("has_more", false)
      writer.field("url", "/v1/invoice_payments?invoice=\(invoice)")
    }
  }

  /// Source: https://docs.stripe.com/api/invoice-payment/object
  func invoicePaymentFields(of record: SessionRecord, into writer: inout JSONWriter) {
    let isPaid = record.life.paymentStatus(at: now) != .unpaid
    let created = record.life.completesAt ?? record.life.created
    writer.field("id", ids.id(.invoicePayment, record.paymentNumber))
    writer.field("object", "invoice_payment")
    writer.field("amount_paid", isPaid ? record.amountTotal : nil)
    writer.field("amount_requested", record.amountTotal)
    writer.field("created", created)
    writer.field("currency", record.currency)
    writer.field("invoice", ids.id(.invoice, record.paymentNumber))
    writer.field("is_default", true)
    writer.field("livemode", ids.livemode)
    writer.object("payment") {
      $0.field("payment_intent", ids.id(.paymentIntent, record.paymentNumber))
      $0.field("type", "payment_intent")
    }
    writer.field("status", isPaid ? "paid" : "open")
    writer.object("status_transitions") {
      $0.null("canceled_at")
      $0.field("paid_at", isPaid ? record.life.settlement?.at ?? created : nil)
    }
  }
}

extension SessionRecord {
  /// What was sent for the invoice, not for the session.
  fileprivate var invoiceMetadata: [Metadata] {
    guard let data = settings["invoice_creation"]?["invoice_data"], createsInvoice else {
      return isMade ? [] : metadata
    }
    return data["metadata"]?.members.map { Metadata(key: $0.name, value: $0.value.text) } ?? []
  }
}
