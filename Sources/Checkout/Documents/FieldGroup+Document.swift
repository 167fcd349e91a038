package import JSON
import Units

extension FieldGroup {
  /// Everything in a document, grouped by who wrote it. Nothing is left out, whatever its type;
  /// unknown kinds of values are shown as unknown.
  package static func groups(of document: CheckoutDocument) -> [FieldGroup] {
    let builder = DocumentFieldBuilder(document.json)
    var fields: [Kind: [Field]] = [.document: DocumentFieldBuilder.head(of: document)]
    for entry in document.fields.entries {
      let path = JSONPath([.name(entry.name)])
      if entry.name == "metadata", let map = entry.value.map, !map.isEmpty {
        fields[.metadata, default: []] += builder.members(
          of: map, path, builder.place(of: entry, in: "fields"))
      } else {
        fields[DocumentFieldBuilder.group(of: entry.name), default: []].append(
          builder.field(entry, path, builder.place(of: entry, in: "fields")))
      }
    }
    return Kind.allCases.compactMap { kind in
      fields[kind].map { FieldGroup(kind: kind, fields: $0) }
    }
  }
}

extension FieldGroup {
  /// The fields of a user's own document, in its REST form.
  package static func groups(ofUser json: JSON) -> [FieldGroup] {
    let builder = DocumentFieldBuilder(json)
    let fields = DocumentMap(json: json).entries.map { entry in
      builder.field(
        entry, JSONPath([JSONPath.person, .name(entry.name)]),
        builder.place(of: entry, in: "fields"))
    }
    let name = json["name"]?.string.flatMap { DocumentName($0) }
    let head = name.map { [builder.text("Path", $0.path, "name")] } ?? []
    return [FieldGroup(kind: .document, fields: head), FieldGroup(kind: .other, fields: fields)]
  }

  /// What a session's detail shows of the documents that name it: the user, and where they are.
  package static func group(of documents: [DocumentRow], at now: Int) -> FieldGroup? {
    guard !documents.isEmpty else { return nil }
    let several = documents.count > 1
    // Users can write any session's id into their documents.
    let users = Set(documents.map { DocumentRow.user(inPath: $0.id) }).count
    let doubt = users > 1 ? "one of \(users) users who claim it" : "so the document claims"
    let fields = documents.enumerated().flatMap { index, row -> [Field] in
      let number = several ? " \(index + 1)" : ""
      let state = row.state(at: now).rawValue
      let texts = [
        ("User", row.user), ("Document", row.id), ("State", state), ("Error", row.error ?? ""),
      ]
      return texts.filter { !$0.1.isEmpty }.map { label, text in
        Field(
          label: label + number, text: text, note: label == "User" ? doubt : nil, kind: .text,
          path: JSONPath([.name("firestore"), .index(index), .name(label)]), personal: nil,
          json: try? JSON(parsing: JSONEscapes.encode(text)), children: [])
      }
    }
    return FieldGroup(kind: .firestore, fields: fields)
  }
}

/// Turns the values of a document into fields.
struct DocumentFieldBuilder {
  /// The document in its REST form.
  private let json: JSON
  /// The currency of amounts that the document states itself.
  private let currency: Currency?

  init(_ json: JSON) {
    self.json = json
    currency = DocumentMap(json: json)["currency"]?.string.map(Currency.init)
  }

  /// What Firestore itself says about the document: where it is, and its times.
  static func head(of document: CheckoutDocument) -> [Field] {
    let builder = DocumentFieldBuilder(document.json)
    var head = [
      builder.text("User", document.user, "name"),
      builder.text("Path", document.name.path, "name"),
      builder.time("Created", document.created, "createTime"),
    ]
    if document.updated != document.created {
      head.append(builder.time("Answered or edited", document.updated, "updateTime"))
    }
    return head
  }

  func text(_ label: String, _ text: String, _ member: String) -> Field {
    Field(
      label: label, text: text, note: nil, kind: .text, path: JSONPath([.name(member)]),
      personal: nil, json: json[member], children: [])
  }

  private func time(_ label: String, _ time: DocumentTime, _ member: String) -> Field {
    Field(
      label: label, text: time.utcText, note: nil, kind: .time(time.seconds),
      path: JSONPath([.name(member)]), personal: nil, json: json[member], children: [])
  }

  // MARK: - Who wrote it

  /// Fields that the extension merges into a document.
  private static let answers: Set = [
    "sessionId", "url", "created", "client", "error", "customer", "ephemeralKeySecret",
    "paymentIntentClientSecret", "setupIntentClientSecret",
  ]

  /// Fields that the extension reads; all others are the app's own.
  /// Source: https://github.com/invertase/stripe-firebase-extensions/blob/next/firestore-stripe-payments/functions/src/index.ts
  static let wishes: Set = [
    "mode", "price", "quantity", "line_items", "success_url", "cancel_url",
    "allow_promotion_codes", "promotion_code", "automatic_tax", "tax_id_collection", "tax_rates",
    "billing_address_collection", "collect_shipping_address", "shipping_rates",
    "customer_update", "locale", "client_reference_id", "metadata", "payment_method_types",
    "payment_method_collection", "setup_future_usage", "invoice_creation", "trial_period_days",
    "trial_from_plan", "after_expiration", "consent_collection", "phone_number_collection",
    "expires_at", "amount", "currency", "automatic_payment_methods",
  ]

  static func group(of name: String) -> FieldGroup.Kind {
    if answers.contains(name) { return .answer }
    return wishes.contains(name) ? .wishes : .other
  }

  /// The web SDK's names for fields that have a different name in the document.
  private static let sdkNames = ["sessionId": "id", "created": "created_at"]

  // MARK: - Values

  /// Where an entry is in the JSON, below the object that holds it.
  func place(of entry: DocumentMap.Entry, in names: String...) -> JSONPath {
    JSONPath(names.map { .name($0) } + [.name(entry.name)])
  }

  /// The fields inside a map. `path` uses the document's own names, `place` is the path in the
  /// JSON.
  func members(of map: DocumentMap, _ path: JSONPath, _ place: JSONPath) -> [Field] {
    map.entries.map { entry in
      field(
        entry, path.appending(entry.name),
        place.appending("mapValue").appending("fields").appending(entry.name))
    }
  }

  func field(_ entry: DocumentMap.Entry, _ path: JSONPath, _ place: JSONPath) -> Field {
    var field = field(entry.name, entry.value, entry.json, path, place)
    if path.steps.count == 1, let name = Self.sdkNames[entry.name] {
      field.note = "\(name) in the web SDK"
    }
    return field
  }

  private func field(
    _ label: String, _ value: DocumentValue, _ json: JSON, _ path: JSONPath, _ place: JSONPath
  ) -> Field {
    var field = Field(
      label: label, text: value.text, note: nil, kind: .text, path: place,
      personal: PersonalData(of: value.text, at: path, in: self.json),
      json: json.members.first { _ in true }?.value ?? json, children: [])
    switch value {
    case .null: field.kind = .blank(.null)
    case .boolean(let flag): field.kind = .flag(flag)
    case .integer(let number): describe(&field, number, path)
    case .double: field.kind = .number
    case .time(let time): field.kind = .time(time.seconds)
    case .string(let text): describe(&field, text, path)
    case .bytes, .reference, .point, .unknown: break
    case .array(let array):
      field.kind = array.isEmpty ? .blank(.empty) : .list
      field.children = array.elements.enumerated().map { index, element in
        self.field(
          "\(index + 1)", DocumentValue(element), element, path.appending(index),
          place.appending("arrayValue").appending("values").appending(index))
      }
      summarise(&field)
    case .map(let map):
      field.kind = map.isEmpty ? .blank(.empty) : .object
      field.children = members(of: map, path, place)
      summarise(&field)
    }
    if value.map != nil || value.array != nil { field.json = json }
    return field
  }

  private func describe(_ field: inout Field, _ number: Int, _ path: JSONPath) {
    field.kind = .number
    guard let currency, path.steps == [.name("amount")] else { return }
    let money = Money(number, currency)
    field.text = money.text
    field.kind = .money(money)
  }

  private func describe(_ field: inout Field, _ text: String, _ path: JSONPath) {
    if CheckoutDocument.secretNames.contains(path.lastName ?? "")
      || FieldNames.isSecret(path.lastName ?? "") || StripeID.isSecret(text)
    {
      field.text = FieldNames.secretText
      field.kind = .secret
    } else if let id = StripeID(text) {
      field.kind = .link(id)
    } else if text.hasPrefix("https://") {
      field.kind = .url
    }
  }

  /// One line for a field with children, so that it shows something while it is folded.
  private func summarise(_ field: inout Field) {
    let present = field.present
    let isFlat = present.allSatisfy { $0.children.isEmpty }
    if field.kind == .list, isFlat {
      field.text = field.children.map { $0.blankWord ?? $0.text }.joined(separator: ", ")
    } else if present.count == 1, let only = present.first {
      field.text = only.text
    } else if field.kind == .list {
      field.text = "\(field.children.count)"
    }
    field.personal = field.personal ?? present.lazy.compactMap(\.personal).first
  }
}
