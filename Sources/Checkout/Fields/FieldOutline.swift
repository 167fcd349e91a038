import JSON

/// Which group each documented field of an object belongs to, in the order in which they are shown.
struct FieldOutline {
  struct Rule: Sendable {
    let group: FieldGroup.Kind
    let name: String
    let label: String?
    let shape: Shape
    /// Whether only older versions of the API send it.
    let isFormer: Bool

    /// The expiry of a completed session has no effect, so it is among the least needed fields.
    func group(in object: JSON) -> FieldGroup.Kind {
      name == "expires_at" && object["object"]?.string == "checkout.session"
        && object["status"]?.string == "complete" ? .rest : group
    }
  }

  enum Shape: Sendable {
    case plain
    /// The members are in the group directly, without a node of their own.
    case flattened
    /// The list of questions and answers.
    case customFields
  }

  let rules: [Rule]
  let names: Set<String>

  init(_ rules: [Rule]) {
    self.rules = rules
    names = Set(rules.map(\.name))
  }

  init(for object: JSON) {
    switch object["object"]?.string {
    case "checkout.session": self = .session
    case "payment_intent": self = .paymentIntent
    case "charge": self = .charge
    case "customer": self = .customer
    case "subscription": self = .subscription
    case "invoice": self = .invoice
    case "payment_link": self = .paymentLink
    default: self = .unknown
    }
  }

  /// Rows of one group. A name may have its own label: `"url": "Checkout page"`.
  static func rows(_ group: FieldGroup.Kind, _ names: KeyValuePairs<String, Presentation>) -> [Rule]
  {
    names.map { name, presentation in
      Rule(
        group: group, name: name, label: presentation.label, shape: presentation.shape,
        isFormer: presentation.isFormer)
    }
  }

  struct Presentation: Sendable {
    var label: String?
    var shape = Shape.plain
    var isFormer = false

    /// Labelled by its name.
    static let plain = Presentation()
    static let flattened = Presentation(shape: .flattened)
    static let customFields = Presentation(shape: .customFields)

    static func label(_ label: String) -> Presentation { Presentation(label: label) }
    static func former(_ label: String) -> Presentation {
      Presentation(label: label, isFormer: true)
    }
  }
}

extension Session {
  /// The names of all documented fields.
  package static var fieldNames: Set<String> { FieldOutline.session.names }
}
