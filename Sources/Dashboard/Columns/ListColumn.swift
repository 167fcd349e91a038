import Checkout
import Query
package import JSON

/// A column of the list.
package enum ListColumn: Hashable, Sendable {
  case created, status, amount, customer, reference, expires, mode, id
  case email, name, currency, paymentStatus, customerID, paymentIntent, subscription, paymentLink
  case readAt
  /// Any other field of the object, or a metadata value: `metadata.order_id`.
  case field(JSONPath)

  /// The columns of a list that nobody has arranged, in their order.
  package static let standard: [ListColumn] = [
    .created, .status, .amount, .customer, .reference, .expires, .mode, .id,
  ]

  /// In which order those get their place when there is not room for all.
  static let byWorth: [ListColumn] = [
    .status, .customer, .created, .amount, .expires, .reference, .mode, .id,
  ]

  /// Cells in which a customer can still be told from another one.
  static let leastCustomerWidth = 10

  /// What is known of a column that is no field of its own.
  struct Facts {
    let column: ListColumn
    /// In the configuration, and where the state is kept.
    let name: String
    let head: String
    /// Cells that the column needs.
    let width: Int
    var sort: SessionSort.Key?
  }

  static let known: [Facts] = [
    Facts(column: .created, name: "created", head: "CREATED", width: 8, sort: .created),
    Facts(column: .status, name: "status", head: "STATUS", width: 11, sort: .status),
    Facts(column: .amount, name: "amount", head: "AMOUNT", width: 16, sort: .amount),
    Facts(column: .customer, name: "customer", head: "CUSTOMER", width: 18, sort: .email),
    Facts(
      column: .reference, name: "reference", head: "REFERENCE", width: 14,
      sort: .field(.reference)),
    Facts(column: .expires, name: "expires", head: "EXPIRES", width: 9, sort: .expiresAt),
    Facts(column: .mode, name: "mode", head: "MODE", width: 12, sort: .field(.mode)),
    Facts(column: .id, name: "id", head: "ID", width: 18, sort: .field(.id)),
    Facts(column: .email, name: "email", head: "E-MAIL", width: 24, sort: .email),
    Facts(column: .name, name: "name", head: "NAME", width: 18, sort: .name),
    Facts(
      column: .currency, name: "currency", head: "CURRENCY", width: 8, sort: .field(.currency)),
    Facts(
      column: .paymentStatus, name: "payment_status", head: "PAYMENT", width: 19,
      sort: .field(.paymentStatus)),
    Facts(
      column: .customerID, name: "customer_id", head: "CUSTOMER ID", width: 18,
      sort: .field(.customer)),
    Facts(
      column: .paymentIntent, name: "payment_intent", head: "PAYMENT INTENT", width: 18,
      sort: .field(.paymentIntent)),
    Facts(
      column: .subscription, name: "subscription", head: "SUBSCRIPTION", width: 18,
      sort: .field(.subscription)),
    Facts(
      column: .paymentLink, name: "payment_link", head: "PAYMENT LINK", width: 18,
      sort: .field(.paymentLink)),
    Facts(column: .readAt, name: "read_at", head: "READ", width: 8),
  ]

  private static let facts = Dictionary(uniqueKeysWithValues: known.map { ($0.column, $0) })
  private static let byName = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0.column) })

  /// The column of a name, as `name` gives it: a word of the table, or a path.
  package init?(named name: String) {
    if let column = Self.byName[name] {
      self = column
    } else if let path = JSONPath(column: name) {
      self = .field(path)
    } else {
      return nil
    }
  }

  package var name: String {
    if case .field(let path) = self { return path.columnName }
    return Self.facts[self]?.name ?? ""
  }

  /// A metadata key stands as the user wrote it.
  package var head: String {
    guard case .field(let path) = self else { return Self.facts[self]?.head ?? "" }
    return path.metadataKey ?? path.lastName?.replacing("_", with: " ").uppercased() ?? name
  }

  package var width: Int {
    guard case .field = self else { return Self.facts[self]?.width ?? 0 }
    return min(24, max(12, head.count))
  }

  /// Cells with which nearly everything in the column can be read.
  var usefulWidth: Int {
    switch self {
    case .customer: 32
    case .reference: 24
    case .id: 66
    default: width
    }
  }

  /// Whether a session has something in a column that may be empty.
  func hasValue(in session: SessionSummary) -> Bool {
    switch self {
    case .expires: session.status == .open && session.expiresAt != nil
    case .reference: session.clientReferenceID != nil
    default: true
    }
  }

  /// By what the list is sorted for this column; nil when it cannot be.
  var sort: SessionSort.Key? {
    guard case .field(let path) = self else { return Self.facts[self]?.sort }
    return path.metadataKey.map { .metadata($0) } ?? .path(path.description)
  }
}

extension JSONPath {
  /// The key of a path into `metadata`. Keys may hold dots: they are one step.
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

  /// Reads what `columnName` gives; nil when it is no path of names.
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
