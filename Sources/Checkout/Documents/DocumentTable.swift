package import JSON
package import Query

extension FieldName {
  package static let state: FieldName = "state"
  package static let user: FieldName = "user"
  package static let session: FieldName = "session"
  package static let error: FieldName = "error"
  package static let price: FieldName = "price"
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
  /// The document as the cache keeps it: its REST form, and beside it the same without the names of
  /// the kinds, which is what paths and searches are about.
  package var record: RecordObject? {
    let text =
      #"{"document":\#(json.compact),"user":\#(JSONEscapes.encode(user)),"#
      + #""state":"\#((outcome ?? .unanswered).rawValue)","#
      + #""metadata":\#(metadata.map { DocumentValue.map($0).plainJSON } ?? "{}"),"#
      + #""plain":\#(DocumentValue.map(fields).plainJSON)}"#
    return (try? JSON(parsing: text)).flatMap(RecordKind.document.record)
  }

  /// Takes a record of the cache for a document.
  package init?(record json: JSON, in customers: CustomersCollection) {
    guard let document = json["document"] else { return nil }
    self.init(document, in: customers)
  }

  /// The fields of a document: what each of them is called, where it stands, and how it is kept.
  ///
  /// `waiting` is no state of the table: it passes by itself, and is one of those not answered.
  package static let fieldTable = FieldTable([
    RecordField(
      .state, .choice(DocumentState.allCases.map(\.rawValue)), at: ["state"], column: "state",
      index: .exact, words: ["state"], head: "STATE", csv: "State"),
    RecordField(
      .user, .text, at: ["user"], column: "uid", index: .exact, words: ["user", "uid"],
      isSearched: true, head: "USER", csv: "User"),
    RecordField(
      .session, .id(prefix: "cs_"), at: ["plain.sessionId"], column: "session", index: .exact,
      words: ["session", "sessionid"], presence: "session", head: "SESSION",
      csv: "Checkout Session ID"),
    RecordField(
      .error, .text, at: ["plain.error.message", "plain.error"], column: "error",
      words: ["error"], presence: "error", isSearched: true, head: "ERROR", csv: "Error"),
    RecordField(
      .mode, .choice(["payment", "setup", "subscription"]), at: ["plain.mode"], column: "mode",
      words: ["mode"], head: "MODE", csv: "Checkout Mode"),
    RecordField(
      .amount, .amount(currency: .currency), at: ["plain.amount"], column: "amount",
      words: ["amount"], head: "AMOUNT", csv: "Amount"),
    RecordField(
      .currency, .currency, at: ["plain.currency"], column: "currency", words: ["currency"],
      csv: "Currency"),
    RecordField(
      .price, .text, at: ["plain.price", "plain.line_items.*.price"], words: ["price"],
      presence: "price", isSearched: true, csv: "Price ID"),
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
    // What else an app writes into its documents is its own.
    RecordField("other", .text, at: ["plain.*"], isSearched: true),
    RecordField(.id, .text, at: ["document.name"], words: ["path"], csv: "Document"),
    RecordField(
      .created, .time(liesAhead: false), at: [], words: ["created", "created_at"],
      head: "CREATED", csv: "Created (UTC)"),
  ])
}
