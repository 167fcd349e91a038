import Checkout
package import Query
package import JSON

/// A column of the list.
package enum ListColumn: Hashable, Sendable {
  /// A field of the table of fields that has a column head.
  case field(FieldName)
  /// The customer, by the best name that is known.
  case customer
  /// When the session was last read from Stripe.
  case readAt
  /// Any other field of the object, or a metadata value: `metadata.order_id`.
  case path(JSONPath)

  /// The list's columns, in their order, when the user has not chosen any.
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

  /// All columns that have names of their own: the standard ones, the other fields that have a
  /// column head, and when the session was read.
  static let known: [ListColumn] =
    standard
    + Session.fields.fields.filter { $0.head != nil }.map { .field($0.name) }
    .filter { !standard.contains($0) } + [.readAt]

  private static let byName = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0) })

  /// The column with a name as `name` returns it: a name from the table of fields, or a path.
  package init?(named name: String) {
    if let column = Self.byName[name] {
      self = column
    } else if let path = JSONPath(column: name) {
      self = .path(path)
    } else {
      return nil
    }
  }

  /// The field's entry in the table; nil for a column that is not one field.
  package var field: RecordField? {
    if case .field(let name) = self { Session.fields[name] } else { nil }
  }

  /// The name in the configuration and in the stored state.
  package var name: String {
    switch self {
    case .field(let name): field?.label ?? name.text
    case .customer: "customer"
    case .readAt: "read_at"
    case .path(let path): path.columnName
    }
  }

  /// A metadata key is shown as the user wrote it.
  package var head: String {
    switch self {
    case .field: field?.head ?? name.uppercased()
    case .customer: "CUSTOMER"
    case .readAt: "READ"
    case .path(let path):
      path.metadataKey ?? path.lastName?.replacing("_", with: " ").uppercased() ?? name
    }
  }

  /// Cells that the column needs.
  package var width: Int {
    switch self {
    case .field: field.map { $0.width ?? $0.type.usualWidth } ?? 0
    case .customer: 18
    case .readAt: 8
    case .path: min(24, max(12, head.count))
    }
  }

  /// Cells in which nearly every value can be read in full.
  var usefulWidth: Int {
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

  /// What the list is sorted by for this column; nil if it cannot be sorted.
  var sort: SessionSort.Key? {
    switch self {
    case .field(let name): .field(name)
    case .customer: .email
    case .readAt: nil
    case .path(let path): path.metadataKey.map { .metadata($0) } ?? .path(path.description)
    }
  }
}

extension FieldType {
  /// Cells that a value usually needs in a list.
  var usualWidth: Int {
    switch self {
    case .text, .phone, .card, .id, .map: 18
    case .amount: 16
    case .choice: 12
    case .time: 9
    case .currency, .flag, .number: 8
    }
  }
}

extension JSONPath {
  /// The key of a path into `metadata`. A key may contain dots; it is still one step.
  package var metadataKey: String? {
    guard steps.count == 2, steps[0] == .name("metadata"), case .name(let key) = steps[1] else {
      return nil
    }
    return key
  }

  /// `metadata.order_id`, `customer_details.phone`.
  var columnName: String {
    metadataKey.map { "metadata.\($0)" } ?? description
  }

  /// Reads what `columnName` returns; nil if it is not a path of names.
  init?(column name: String) {
    for prefix in ["metadata.", "meta."] where name.hasPrefix(prefix) {
      let key = name.dropFirst(prefix.count)
      guard !key.isEmpty else { return nil }
      self.init([.name("metadata"), .name(String(key))])
      return
    }
    let names = name.split(separator: ".", omittingEmptySubsequences: false)
    guard
      names.allSatisfy({ name in
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      })
    else { return nil }
    self.init(names.map { .name(String($0)) })
  }
}
