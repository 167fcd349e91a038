import Query

extension Lookup {
  /// The length of the shortest end of an id.
  private static let shortestEnd = 6

  /// A query for the cached ids that this is a part of: the beginning of one, its end, or both. Nil
  /// for anything else.
  package var idQuery: SessionQuery? {
    switch self {
    case .session(let id), .paymentIntent(let id), .subscription(let id), .customer(let id),
      .paymentLink(let id), .invoice(let id):
      return Self.field(of: id).map { Self.query(id, .begins($0, id)) }
    case .part(let beginning, let end):
      return Self.field(of: beginning).map { field in
        Self.query(beginning, .begins(field, beginning), .ends(field, end))
      }
    case .text(let text):
      guard text.utf8.count >= Self.shortestEnd,
        text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
      else { return nil }
      return Self.query(text, .any(Self.endFields.map { .ends($0, text) }))
    case .related, .email: return nil
    }
  }

  /// The field for ids of this kind.
  private static func field(of beginning: String) -> FieldName? {
    Session.fields.fields.first { field in
      guard case .id(let prefix) = field.type else { return false }
      return !prefix.isEmpty && beginning.hasPrefix(prefix)
    }?.name
  }

  /// Fields that can be searched without reading each object.
  private static let endFields: [FieldName] = Session.fields.fields.filter { field in
    guard case .id(let prefix) = field.type, !prefix.isEmpty else { return false }
    return field.column != nil || field.name == .id
  }.map(\.name)

  private static func query(
    _ source: String, _ conditions: SessionQuery.Condition...
  ) -> SessionQuery {
    SessionQuery(source: source, terms: conditions.map { SessionQuery.Term($0) })
  }
}
