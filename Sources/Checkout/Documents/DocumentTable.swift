package import JSON
package import Query
import Units

extension FieldName {
  package static let state: FieldName = "state"
  package static let user: FieldName = "user"
  package static let session: FieldName = "session"
  package static let error: FieldName = "error"
  package static let price: FieldName = "price"
  package static let duplicate: FieldName = "duplicate"
  /// The last part of the path.
  package static let document: FieldName = "document"
  package static let quantity: FieldName = "quantity"
}

extension RecordKind {
  /// Documents of the Firebase extension.
  package static let document = RecordKind(
    name: "document", fields: CheckoutDocument.fieldTable,
    record: { json in
      guard let name = json["document"]?["name"]?.string.flatMap({ DocumentName($0) }),
        let created = json["document"]?["createTime"]?.string.flatMap({ DocumentTime($0) })
      else { return nil }
      return RecordObject(json, id: name.path, created: created.seconds)
    })
}

extension CheckoutDocument {
  /// The document as the cache keeps it: its REST form, and next to it the same without the type
  /// names, which paths and searches use.
  ///
  /// - Parameter isDuplicate: whether the user created others within minutes.
  /// - Returns: nil for a document that cannot be kept.
  package func record(isDuplicate: Bool = false) -> RecordObject? {
    let amount = amount.map {
      // The user may have written anything as the currency.
      #""amount":\#($0.minorUnits),"currency":\#(JSONEscapes.encode($0.currency.code.lowercased())),"#
    }
    let text =
      #"{"document":\#(json.compact),"user":\#(JSONEscapes.encode(user)),"#
      + #""name":\#(JSONEscapes.encode(documentID)),"#
      + #""state":"\#((outcome ?? .unanswered).rawValue)",\#(amount ?? "")"#
      + (statedReason == nil ? error.map { #""reason":\#(JSONEscapes.encode($0)),"# } ?? "" : "")
      + (isDuplicate ? #""duplicate":true,"# : "")
      + #""metadata":\#(metadata.map { DocumentValue.map($0).plainJSON } ?? "{}"),"#
      + #""plain":\#(DocumentValue.map(fields).plainJSON)}"#
    return (try? JSON(parsing: text)).flatMap(RecordKind.document.record)
  }

  /// Reads a record of the cache as a document.
  package init?(record json: JSON, in customers: CustomersCollection) {
    guard let document = json["document"] else { return nil }
    self.init(document, in: customers)
  }

  /// The fields of a document: their names, where they are, and how they are kept.
  ///
  /// `waiting` is not a state in the table: it ends without a write, and is stored as `unanswered`.
  package static let fieldTable: FieldTable = FieldTable(
    [
      RecordField(
        .state, .choice(DocumentState.allCases.map(\.rawValue)), at: ["state"], column: "state",
        index: .exact, words: ["state"], head: "STATE", width: 12, csv: "State"),
      RecordField(
        .user, .text, at: ["user"], column: "uid", index: .exact, words: ["user", "uid"],
        isSearched: true, head: "USER", width: 9, csv: "User"),
      RecordField(
        .session, .id(prefix: "cs_"), at: ["plain.sessionId"], column: "session", index: .exact,
        words: ["session", "sessionid", "id"], presence: "session", head: "SESSION",
        width: 20, csv: "Checkout Session ID"),
      RecordField(
        .error, .text, at: ["reason", "plain.error.message", "plain.error"], column: "error",
        words: ["error"], presence: "error", isSearched: true, head: "ERROR", width: 24,
        csv: "Error"),
      RecordField(
        .mode, .choice(["payment", "setup", "subscription"]), at: ["plain.mode"], column: "mode",
        words: ["mode"], head: "MODE", width: 12, csv: "Checkout Mode"),
      RecordField(
        .amount, .amount(currency: .currency), at: ["amount"], column: "amount",
        words: ["amount"], head: "AMOUNT", width: 13, csv: "Amount"),
      RecordField(
        .currency, .currency, at: ["currency"], column: "currency", words: ["currency"],
        csv: "Currency"),
      RecordField(
        .price, .text, at: ["plain.price", "plain.line_items.*.price"], words: ["price"],
        presence: "price", isSearched: true, csv: "Price ID",
        computed: { json in
          let items = (json["plain"]?["line_items"]).map { Array($0.elements) } ?? []
          return joined([json["plain"]?["price"]] + items.map { $0["price"] })
        }),
      RecordField(
        .reference, .text, at: ["plain.client_reference_id"],
        words: ["ref", "reference", "client_reference_id"], presence: "reference",
        isSearched: true, csv: "Client Reference ID"),
      RecordField(
        .customer, .id(prefix: "cus_"), at: ["plain.customer"], words: ["customer", "cus"],
        csv: "Customer ID"),
      RecordField(
        .metadata, .map, at: ["metadata", "metadata.*"], words: ["meta", "metadata"],
        presence: "metadata", isSearched: true, csv: "Metadata"),
    ] + wishes + [
      // All other fields belong to the app, and have any type and depth.
      RecordField("other", .text, at: ["plain.**"], isSearched: true),
      RecordField(
        .document, .text, at: ["name"], index: .exact, words: ["document", "doc"],
        isSearched: true, head: "DOCUMENT", width: 20),
      RecordField(.duplicate, .flag, at: ["duplicate"], presence: "duplicates"),
      RecordField(
        .id, .text, at: [], index: .exact, words: ["path"], csv: "Document",
        computed: { json in
          FieldValue(json["document"]?["name"]?.string.flatMap { DocumentName($0) }?.path)
        }),
      RecordField(
        .created, .time(liesAhead: false), at: [], words: ["created", "created_at"],
        head: "CREATED", width: 7, csv: "Created (UTC)"),
    ],
    states: [
      "created": (.state, .int(0)), "waiting": (.state, .int(1)), "failed": (.state, .int(2)),
      "unanswered": (.state, .int(3)), "mobile": (.state, .int(4)),
      "duplicate": (.duplicate, .int(1)),
    ],
    reader: { fieldReader })
  private static let fieldReader: FieldReader = FieldReader(fieldTable)

  /// The other fields of the web SDK's session, by their names there and here.
  private static let wishes: [RecordField] =
    ["promotion_code", "success_url", "cancel_url"].map { name in
      RecordField(FieldName(name), .text, at: ["plain.\(name)"], words: [name], presence: name)
    }
    + ["allow_promotion_codes", "automatic_tax", "tax_id_collection", "trial_from_plan"].map {
      RecordField(FieldName($0), .flag, at: ["plain.\($0)"], words: [$0], presence: $0)
    } + [
      RecordField(
        .url, .text, at: ["plain.url"], words: ["url"], presence: "url", csv: "URL"),
      RecordField(
        .quantity, .number, at: ["plain.quantity"], words: ["quantity"], csv: "Quantity"),
      RecordField(
        "payment_method_types", .text, at: ["plain.payment_method_types.*"],
        words: ["payment_method_types"], presence: "payment_method_types",
        computed: { json in
          joined((json["plain"]?["payment_method_types"]).map { Array($0.elements) } ?? [])
        }),
      RecordField(
        "line_items", .text, at: ["plain.line_items.*.description"], words: ["line_items"],
        presence: "line_items", isSearched: true),
    ]

  /// Joins the texts among some values; null where there are none.
  private static func joined(_ values: [JSON?]) -> FieldValue {
    let texts = values.compactMap { $0?.string }
    return texts.isEmpty ? .null : .text(texts.joined(separator: " "))
  }
}
