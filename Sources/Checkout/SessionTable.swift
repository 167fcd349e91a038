import JSON
package import Query
import Units

extension FieldName {
  package static let status: FieldName = "status"
  package static let paymentStatus: FieldName = "payment_status"
  package static let mode: FieldName = "mode"
  package static let amount: FieldName = "amount"
  package static let currency: FieldName = "currency"
  package static let expiresAt: FieldName = "expires_at"
  package static let name: FieldName = "name"
  package static let email: FieldName = "email"
  package static let phone: FieldName = "phone"
  package static let reference: FieldName = "client_reference_id"
  package static let customer: FieldName = "customer"
  package static let customerAccount: FieldName = "customer_account"
  package static let paymentIntent: FieldName = "payment_intent"
  package static let subscription: FieldName = "subscription"
  package static let paymentLink: FieldName = "payment_link"
  package static let invoice: FieldName = "invoice"
  package static let setupIntent: FieldName = "setup_intent"
  package static let livemode: FieldName = "livemode"
  package static let url: FieldName = "url"
  package static let metadata: FieldName = "metadata"
  package static let presentmentAmount: FieldName = "presentment_amount"
  package static let presentmentCurrency: FieldName = "presentment_currency"
  package static let card: FieldName = "card"
  /// How it was paid: `card visa`, `sepa_debit`.
  package static let method: FieldName = "payment_method"
  /// The code of the last failed attempt.
  package static let decline: FieldName = "decline"
  /// The session whose recovery link opened this one.
  package static let recoveredFrom: FieldName = "recovered_from"
  /// The two-letter country of the customer's address.
  package static let country: FieldName = "country"
}

/// The words of a session's choices, as the cache stores them: their places in the table below.
extension FieldValue {
  package static var open: FieldValue { .int(0) }
  package static var complete: FieldValue { .int(1) }
  package static var expired: FieldValue { .int(2) }
  package static var paid: FieldValue { .int(0) }
  package static var unpaid: FieldValue { .int(1) }
  package static var noPaymentRequired: FieldValue { .int(2) }
}

extension RecordKind {
  /// Checkout Sessions.
  package static let session = RecordKind(
    name: "session", fields: Session.fields, firstState: (.status, .open),
    followed: ["status", "payment_status", "amount_total", "currency", "url", "metadata"],
    tally: SessionTally.rule,
    record: { Session($0)?.record },
    partTexts: { item in [item["description"]?.string].compactMap(\.self) })
}

extension Session {
  /// The fields of a session: their names, where they are, and how they are kept.
  /// Source: https://docs.stripe.com/api/checkout/sessions/object
  package static let fields: FieldTable = FieldTable(
    [
      RecordField(
        .status, .choice(["open", "complete", "expired"]), at: ["status"], column: "status",
        index: .exact, words: ["status"], parameter: "status", head: "STATUS", width: 11,
        csv: "Status"),
      RecordField(
        .paymentStatus, .choice(["paid", "unpaid", "no_payment_required"]), at: ["payment_status"],
        column: "payment_status", words: ["payment", "payment_status"], head: "PAYMENT", width: 19,
        csv: "Payment Status"),
      RecordField(
        .mode, .choice(["payment", "setup", "subscription"]), at: ["mode"], column: "mode",
        words: ["mode"], head: "MODE", csv: "Checkout Mode"),
      RecordField(
        .amount, .amount(currency: .currency), at: ["amount_total"], column: "amount_total",
        index: .exact, words: ["amount", "total"], head: "AMOUNT", csv: "Amount"),
      // The second word is for the session's own currency alone.
      RecordField(
        .currency, .currency, at: ["currency"], column: "currency",
        words: ["currency", "session_currency"],
        head: "CURRENCY", csv: "Currency"),
      // What the customer saw, if that was another currency.
      RecordField(
        .presentmentAmount, .amount(currency: .presentmentCurrency),
        at: ["presentment_details.presentment_amount", "currency_conversion.amount_total"],
        column: "presentment_amount", index: .exact, words: ["amount", "total"],
        csv: "Presentment Amount"),
      RecordField(
        .presentmentCurrency, .currency,
        at: ["presentment_details.presentment_currency", "currency_conversion.source_currency"],
        column: "presentment_currency", words: ["currency"], csv: "Presentment Currency"),
      RecordField(
        .card, .card(brands: PaymentMethodWords.brands), at: [], column: "card", index: .exact,
        words: ["card"], presence: "card"),
      RecordField(
        .method, .text, at: [], column: "payment_method", words: ["method"], presence: "method"),
      RecordField(
        .decline, .text, at: [], column: "decline", words: ["decline"], presence: "decline"),
      RecordField(
        .country, .text, at: ["customer_details.address.country"], column: "country",
        words: ["country"], presence: "country", head: "COUNTRY", width: 8, csv: "Customer Country"),
      RecordField(
        .created, .time(liesAhead: false), at: ["created"], words: ["created"], head: "CREATED",
        width: 8,
        csv: "Created (UTC)"),
      RecordField(
        .expiresAt, .time(liesAhead: true), at: ["expires_at"], column: "expires_at",
        words: ["expires", "expires_at"], label: "expires", head: "EXPIRES", csv: "Expires (UTC)"),
      RecordField(
        .name, .text, at: ["customer_details.name"], column: "name", words: ["name"],
        presence: "name", isSearched: true, head: "NAME", csv: "Customer Name"),
      RecordField(
        "other_names", .text,
        at: [
          "customer_details.business_name", "customer_details.individual_name",
          "collected_information.business_name", "collected_information.individual_name",
        ] + shipping.map { $0 + ".name" }, isSearched: true),
      RecordField(
        "addresses", .text,
        at: (["customer_details"] + shipping).flatMap { place in
          ["line1", "line2", "postal_code", "city"].map { "\(place).address.\($0)" }
        }, isSearched: true),
      RecordField(
        .email, .text, at: ["customer_details.email", "customer_email"], column: "email",
        index: .caseless, words: ["email"], presence: "email", isSearched: true,
        parameter: "customer_details[email]", head: "E-MAIL", width: 24, csv: "Customer Email"),
      RecordField(
        .phone, .phone, at: ["customer_details.phone"], words: ["phone"], presence: "phone",
        isSearched: true, csv: "Customer Phone"),
      RecordField(
        .reference, .text, at: ["client_reference_id"], column: "reference",
        words: ["ref", "reference", "client_reference_id"], presence: "reference",
        isSearched: true, label: "reference", head: "REFERENCE", width: 14,
        csv: "Client Reference ID"),
      RecordField(
        .metadata, .map, at: ["metadata", "metadata.*"], words: ["meta", "metadata"],
        presence: "metadata", isSearched: true, csv: "Metadata"),
      RecordField(
        "custom_fields", .text,
        at: [
          "custom_fields.*.text.value", "custom_fields.*.dropdown.value",
          "custom_fields.*.numeric.value",
        ], isSearched: true),
      RecordField(
        .id, .id(prefix: "cs_"), at: ["id"], words: ["id", "session"], head: "ID",
        csv: "Checkout Session ID"),
      expandable(
        .customer, prefix: "cus_", words: ["customer", "cus"], parameter: "customer",
        label: "customer_id", head: "CUSTOMER ID", csv: "Customer ID"),
      RecordField(
        .customerAccount, .id(prefix: "acct_"), at: ["customer_account"],
        parameter: "customer_account"),
      expandable(
        .paymentIntent, prefix: "pi_", words: ["payment_intent", "pi"],
        parameter: "payment_intent", head: "PAYMENT INTENT", csv: "PaymentIntent ID"),
      expandable(
        .paymentLink, prefix: "plink_", words: ["payment_link", "plink"],
        parameter: "payment_link", head: "PAYMENT LINK", csv: "Payment Link ID"),
      expandable(
        .subscription, prefix: "sub_", words: ["subscription", "sub"], parameter: "subscription",
        head: "SUBSCRIPTION", csv: "Subscription ID"),
      expandable(.invoice, prefix: "in_", words: ["invoice", "in"]),
      RecordField(
        .setupIntent, .id(prefix: "seti_"), at: ["setup_intent", "setup_intent.id"],
        words: ["setup_intent", "seti"], presence: "setup_intent"),
      RecordField(
        .recoveredFrom, .id(prefix: ""), at: ["recovered_from"], column: "recovered_from",
        index: .exact, presence: "recovered_from"),
      RecordField(
        .livemode, .flag, at: ["livemode"], column: "livemode", csv: "Mode",
        computed: { json in
          FieldValue(json["livemode"]?.bool ?? (json["id"]?.string?.hasPrefix("cs_live_") == true))
        }),
      // Whether there is a URL to copy; the URL itself stays in the object.
      RecordField(
        .url, .flag, at: ["url"], column: "has_url", presence: "url",
        computed: { FieldValue($0["url"]?.kind == .string) }),
      total("discount", "amount_discount"), total("tax", "amount_tax"),
      RecordField(
        "shipping", .flag, at: [], presence: "shipping",
        computed: { json in
          let amount = json["total_details"]?["amount_shipping"]?.int ?? 0
          return FieldValue(amount > 0 || json.value("shipping_cost") != nil)
        }),
    ],
    states: [
      "open": (.status, .open), "complete": (.status, .complete), "expired": (.status, .expired),
      "paid": (.paymentStatus, .paid), "unpaid": (.paymentStatus, .unpaid),
      "free": (.paymentStatus, .noPaymentRequired), "test": (.livemode, .int(0)),
      "live": (.livemode, .int(1)),
    ],
    reader: { reader })
  private static let reader: FieldReader = FieldReader(fields)

  /// Where the recipient is, in three generations of the API.
  private static let shipping = [
    "collected_information.shipping_details", "shipping_details", "shipping",
  ]

  /// The id of an object that may be expanded. It has a column, and can be searched.
  private static func expandable(
    _ name: FieldName, prefix: String, words: [String], parameter: String? = nil,
    label: String? = nil, head: String? = nil, csv: String? = nil
  ) -> RecordField {
    RecordField(
      name, .id(prefix: prefix), at: [name.text, name.text + ".id"], column: name.text,
      index: .exact, words: words, presence: name.text, parameter: parameter, label: label,
      head: head, csv: csv)
  }

  /// Whether one of the totals is greater than zero.
  private static func total(_ name: FieldName, _ amount: String) -> RecordField {
    RecordField(
      name, .flag, at: [], presence: name.text,
      computed: { FieldValue($0["total_details"]?[amount]?.int ?? 0 > 0) })
  }

  package var record: RecordObject { RecordObject(json, id: id, created: created) }
}
