import Checkout
package import Query
package import JSON

/// A column of the list.
package enum ListColumn: Column {
  /// A field of the table of fields that has a column head.
  case field(FieldName)
  /// The customer, by the best name that is known.
  case customer
  /// When the session was last read from Stripe.
  case readAt
  /// Any other field of the object, or a metadata value: `metadata.order_id`.
  case path(JSONPath)

  package static let standard: [ListColumn] = [
    .field(.created), .field(.status), .field(.amount), .customer, .field(.reference),
    .field(.expiresAt), .field(.mode), .field(.id),
  ]

  /// The standard columns by importance, for when there is not room for all.
  static let byWorth: [ListColumn] = [
    .field(.status), .customer, .field(.created), .field(.amount), .field(.expiresAt),
    .field(.reference), .field(.mode), .field(.id),
  ]

  /// The standard columns in which many sessions have nothing.
  static let sometimesEmpty: [ListColumn] = [.field(.reference), .field(.expiresAt)]

  /// The fewest cells in which customers can still be told apart.
  static let leastCustomerWidth = 10

  package static let known: [ListColumn] = withHeads + [.readAt]
  package static var fieldTable: FieldTable { Session.fields }
  package static var pathNames: Set<String>? { Session.fieldNames }
  package static let pathWords = "the fields of a session, such as customer_details.phone"

  package var content: ColumnContent {
    switch self {
    case .field(let name): .field(name)
    case .customer: .own(name: "customer", head: "CUSTOMER", width: 18)
    case .readAt: .own(name: "read_at", head: "READ", width: 8)
    case .path(let path): .path(path)
    }
  }

  package var usefulWidth: Int {
    switch self {
    case .customer: 32
    case .field(.reference): 24
    case .field(.id): 66
    case .field, .readAt, .path: width
    }
  }

  /// Whether a session has something in a column; see ``sometimesEmpty``.
  func hasValue(in session: SessionSummary) -> Bool {
    switch self {
    case .field(.expiresAt): session.status == .open && session.expiresAt != nil
    case .field(.reference): session.clientReferenceID != nil
    case .field, .customer, .readAt, .path: true
    }
  }

  package var sort: RecordSort.Key? {
    switch self {
    case .field(let name): .field(name)
    case .customer: .email
    case .readAt: nil
    case .path(let path):
      path.metadataKey.map { .metadata($0) } ?? .path(path.written ?? path.description)
    }
  }
}
