/// Customers, subscriptions, invoices and payment links.
extension SessionRenderer {
  func writeCustomer(_ person: Int?, _ expansion: Expansion?, into writer: inout JSONWriter) {
    guard let person, expansion != nil else {
      return writer.field("customer", person.map { ids.id(.customer, $0) })
    }
    writer.object("customer") { customerFields(person, into: &$0) }
  }

  func customerFields(_ number: Int, into writer: inout JSONWriter) {
    let person = Person(number: number)
    writer.field("id", ids.id(.customer, number))
    writer.field("object", "customer")
    if person.isDeleted { return writer.field("deleted", true) }
    writer.address(of: person)
    writer.field("balance", number % 17 == 3 ? -500 : 0)
    writer.field("created", 1_600_000_000 + number * 97)
    writer.field("currency", person.culture.currency)
    writer.field("delinquent", number % 23 == 9)
    writer.field("description", person.business)
    writer.field("email", person.email)
    writer.field("livemode", ids.livemode)
    writer.field("metadata", [:] as Node)
    writer.field("name", person.name)
    writer.field("phone", person.phone)
    writer.array("preferred_locales", [person.culture.locale]) { $0.write($1) }
    writer.null("shipping")
    writer.field("tax_exempt", person.business == nil ? "none" : "reverse")
  }

  // MARK: Subscription

  func writeSubscription(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.hasSubscription(at: now) else { return writer.null("subscription") }
    guard let expansion else {
      return writer.field("subscription", ids.id(.subscription, record.serial))
    }
    writer.object("subscription") { subscriptionFields(of: record, expansion, into: &$0) }
  }

  private func subscriptionStatus(of record: SessionRecord) -> String {
    if record.life.isFree { return "trialing" }
    switch record.serial % 19 {
    case 4: return "canceled"
    case 7: return "past_due"
    case 11: return "paused"
    default: return "active"
    }
  }

  func subscriptionFields(
    of record: SessionRecord, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let start = record.life.completesAt ?? record.life.created
    let status = subscriptionStatus(of: record)
    let isCanceled = status == "canceled"
    let end = start + 30 * 86_400
    writer.field("id", ids.id(.subscription, record.serial))
    writer.field("object", "subscription")
    writer.field("billing_cycle_anchor", start)
    writer.field("cancel_at", record.serial % 13 == 2 ? end : nil)
    writer.field("cancel_at_period_end", record.serial % 13 == 2)
    writer.field("canceled_at", isCanceled ? start + 3600 : nil)
    writer.field("collection_method", "charge_automatically")
    writer.field("created", start)
    writer.field("currency", record.currency)
    writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
    writer.field("default_payment_method", ids.id(.paymentMethod, record.serial))
    writer.field("ended_at", isCanceled ? start + 3600 : nil)
    writer.object("items") { writer in
      writer.field("object", "list")
      writer.array("data", record.items.filter { $0.price?.recurring != nil }) { writer, item in
        writer.object { writer in
          writer.field("id", ids.id(.subscriptionItem, item.number))
          writer.field("object", "subscription_item")
          writer.field("created", start)
          writer.field("current_period_end", end)
          writer.field("current_period_start", start)
          writer.field("metadata", [:] as Node)
          if let price = item.price { write(price, .none, into: &writer) }
          if let quantity = item.quantity { writer.field("quantity", quantity) }
          writer.field("subscription", ids.id(.subscription, record.serial))
        }
      }
      writer.field("has_more", false)
      writer.field(
        "url", "/v1/subscription_items?subscription=\(ids.id(.subscription, record.serial))")
    }
    if let invoice = expansion["latest_invoice"] {
      writer.object("latest_invoice") { invoiceFields(of: record, invoice, into: &$0) }
    } else {
      writer.field("latest_invoice", ids.id(.invoice, record.serial))
    }
    writer.field("livemode", ids.livemode)
    writer.metadata(record.metadata)
    writer.field("start_date", start)
    writer.field("status", status)
    writer.field("trial_end", record.life.isFree ? start + 14 * 86_400 : nil)
    writer.field("trial_start", record.life.isFree ? start : nil)
  }

  // MARK: Invoice

  func writeInvoice(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.hasInvoice(at: now) else { return writer.null("invoice") }
    guard let expansion else { return writer.field("invoice", ids.id(.invoice, record.serial)) }
    writer.object("invoice") { invoiceFields(of: record, expansion, into: &$0) }
  }

  func invoiceFields(
    of record: SessionRecord, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let person = Person(number: record.person)
    let isPaid = record.life.paymentStatus(at: now) != .unpaid
    let id = ids.id(.invoice, record.serial)
    let isSubscribed = record.mode == .subscription
    writer.field("id", id)
    writer.field("object", "invoice")
    writer.field("account_name", "Example Inc.")
    writer.field("amount_due", record.amountTotal)
    writer.field("amount_paid", isPaid ? record.amountTotal : 0)
    writer.field("amount_remaining", isPaid ? 0 : record.amountTotal)
    writer.field("attempt_count", isPaid ? 1 : 0)
    writer.field("billing_reason", isSubscribed ? "subscription_create" : "manual")
    writer.field("created", record.life.completesAt ?? record.life.created)
    writer.field("currency", record.currency)
    writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
    writer.field("customer_email", person.email)
    writer.field("customer_name", person.name)
    writer.null("due_date")
    writer.field("hosted_invoice_url", "https://invoice.stripe.com/i/\(id)")
    writer.field("invoice_pdf", "https://pay.stripe.com/invoice/\(id)/pdf")
    writer.field("livemode", ids.livemode)
    writer.metadata(record.metadata)
    writer.field("number", "EX-\(100_000 + record.serial)")
    if isSubscribed {
      writer.object("parent") { writer in
        writer.null("quote_details")
        writer.object("subscription_details") {
          $0.field("metadata", [:] as Node)
          $0.field("subscription", ids.id(.subscription, record.serial))
        }
        writer.field("type", "subscription_details")
      }
    } else {
      writer.null("parent")
    }
    if expansion.includes("payments") { invoicePayments(of: record, isPaid, into: &writer) }
    writer.field("status", isPaid ? "paid" : "open")
    writer.field("subtotal", record.amountSubtotal)
    writer.field("total", record.amountTotal)
  }

  /// What has paid an invoice, which comes only when it is expanded.
  /// Source: https://docs.stripe.com/api/invoice-payment/object
  private func invoicePayments(
    of record: SessionRecord, _ isPaid: Bool, into writer: inout JSONWriter
  ) {
    let invoice = ids.id(.invoice, record.serial)
    writer.object("payments") { writer in
      writer.field("object", "list")
      writer.array("data", record.amountTotal > 0 ? [record] : []) { writer, record in
        writer.object { writer in
          writer.field("id", ids.id(.invoicePayment, record.serial))
          writer.field("object", "invoice_payment")
          writer.field("amount_paid", isPaid ? record.amountTotal : nil)
          writer.field("amount_requested", record.amountTotal)
          writer.field("created", record.life.completesAt ?? record.life.created)
          writer.field("currency", record.currency)
          writer.field("invoice", invoice)
          writer.field("is_default", true)
          writer.field("livemode", ids.livemode)
          writer.object("payment") {
            $0.field("payment_intent", ids.id(.paymentIntent, record.serial))
            $0.field("type", "payment_intent")
          }
          writer.field("status", isPaid ? "paid" : "open")
        }
      }
      writer.field("has_more", false)
      writer.field("url", "/v1/invoice_payments?invoice=\(invoice)")
    }
  }

  // MARK: Payment link

  func writePaymentLink(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard let number = record.paymentLink, expansion != nil else {
      return writer.field("payment_link", record.paymentLink.map { ids.id(.paymentLink, $0) })
    }
    writer.object("payment_link") { paymentLinkFields(number, into: &$0) }
  }

  func paymentLinkFields(_ number: Int, into writer: inout JSONWriter) {
    writer.field("id", ids.id(.paymentLink, number))
    writer.field("object", "payment_link")
    writer.field("active", number % 4 != 3)
    writer.field("allow_promotion_codes", number % 2 == 0)
    writer.field("billing_address_collection", "auto")
    writer.field("currency", SandboxCurrency.all[number % SandboxCurrency.all.count].code)
    writer.field("custom_fields", [] as Node)
    writer.field("livemode", ids.livemode)
    writer.field("metadata", ["campaign": .string("spring-\(number)")])
    writer.field("payment_method_collection", "always")
    writer.field("submit_type", "auto")
    writer.field("url", "https://buy.stripe.com/test_\(ids.letters(16, for: number))")
  }
}
