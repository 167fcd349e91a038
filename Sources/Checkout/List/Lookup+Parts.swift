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
      return Session.fields.idField(of: id).map { field, _ in
        Self.query(id, .begins(field.name, id))
      }
    case .part(let beginning, let end):
      return Session.fields.idField(of: beginning).map { field, _ in
        Self.query(beginning, .begins(field.name, beginning), .ends(field.name, end))
      }
    case .text(let text):
      guard text.utf8.count >= Self.shortestEnd,
        text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
      else { return nil }
      return Self.query(text, .any(Self.endFields.map { .ends($0, text) }))
    case .related, .email: return nil
    }
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
