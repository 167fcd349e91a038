package import JSON
package import Units

/// One value of an object as the detail pane shows it, with everything inside it.
///
/// Text is raw: whoever draws it has to make it harmless first.
package struct Field: Equatable, Sendable {
  /// The kind of a value, so that a pane can choose how it looks and what can be done with it.
  package enum Kind: Equatable, Sendable {
    case text, number
    case flag(Bool)
    case money(Money)
    /// Unix seconds.
    case time(Int)
    /// The id of an object that can be followed.
    case link(StripeID)
    case url
    /// Never shown and never copied.
    case secret
    /// Folded away by `isBlank`: null, absent, or empty.
    case blank(Absence)
    case list, object
  }

  /// Three different states that all look empty.
  package enum Absence: Equatable, Sendable { case null, absent, empty }

  package var label: String
  /// The value in one line; empty for an object that has no summary.
  package var text: String
  /// Something to show next to the value, such as the raw minor units.
  package var note: String?
  package var kind: Kind
  package var path: JSONPath
  /// What it says about a person; nil when it says nothing.
  package var personal: PersonalData?
  /// As it was sent; nil when it is absent.
  package var json: JSON?
  package var children: [Field]

  /// Whether there is nothing to see, in it or below it.
  package var isBlank: Bool {
    if case .blank = kind { return true }
    return !children.isEmpty && text.isEmpty && children.allSatisfy(\.isBlank)
  }

  /// The word for a value that has no text: null or empty; nil for any other value.
  package var blankWord: String? {
    switch kind {
    case .blank(.null): "null"
    case .blank(.empty): "empty"
    default: nil
    }
  }

  /// The children that are not folded away.
  package var present: [Field] { children.filter { !$0.isBlank } }

  /// How many children are folded away.
  package var blankCount: Int { children.count(where: \.isBlank) }

  /// What "copy this field's value" copies: the text of a string, the source of everything else;
  /// nil for a secret and for an absent value.
  package var copyText: String? {
    guard kind != .secret, let json else { return nil }
    return json.string ?? JSONLines(json, maskingSecrets: true).text
  }
}

/// Fields that belong together, under one title.
package struct FieldGroup: Equatable, Sendable, Identifiable {
  /// Which group it is; the raw value is its title.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Of a document: where it is.
    case document = "Document"
    /// Of a session: its documents in Firestore.
    case firestore = "In Firestore"
    case answer = "Written by the extension"
    case wishes = "Written by the app"
    case story = "What happened"
    case summary = "Summary"
    case customer = "Customer"
    case payment = "Payment"
    case amounts = "Amounts and tax"
    case shipping = "Shipping"
    case collected = "Collected information"
    case customFields = "Custom fields"
    case consent = "Consent"
    case urls = "URLs"
    case behaviour = "Appearance and behaviour"
    case recovery = "Recovery"
    case metadata = "Metadata"
    case identifiers = "Identifiers"
    /// What Stripe added later.
    case other = "Other"
    /// What people need least; folded until the user opens it.
    case rest = "Least needed"
  }

  package var kind: Kind
  package var fields: [Field]

  package var id: Kind { kind }
  package var title: String { kind.rawValue }
  package var present: [Field] { fields.filter { !$0.isBlank } }
  package var blankCount: Int { fields.count(where: \.isBlank) }
  /// Whether the whole group folds away.
  package var isBlank: Bool { fields.allSatisfy(\.isBlank) }
}
