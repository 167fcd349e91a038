package import Checkout
package import Query
import RecordCache
package import JSON

extension SessionLibrary {
  /// Sessions in which the occurring fields are looked for.
  private static let sampled = 200

  /// Fields that have a value in the newest sessions of a list: metadata keys first, the most
  /// frequent first, then the others in the order of the object.
  package func fieldNames(_ query: ListQuery) async throws(LibraryError) -> [JSONPath] {
    let window = try await rows(query, .top, limit: Self.sampled)
    var counts: [JSONPath: Int] = [:]
    var order: [JSONPath] = []
    for row in window.rows {
      guard let stored = try await session(row.id) else { continue }
      for field in stored.session.leaves {
        if counts[field.path] == nil { order.append(field.path) }
        counts[field.path, default: 0] += 1
      }
    }
    let metadata = order.filter(\.isMetadata).sorted { (counts[$0] ?? 0) > (counts[$1] ?? 0) }
    return metadata + order.filter { !$0.isMetadata }
  }

  /// The fields of sessions at paths; empty for a session that is not cached.
  package func fields(
    _ paths: [JSONPath], ids: [String]
  ) async throws(LibraryError) -> [String: [Field]] {
    let wanted = Set(paths)
    var found: [String: [Field]] = [:]
    for id in ids {
      found[id] = try await session(id)?.session.leaves.filter { wanted.contains($0.path) } ?? []
    }
    return found
  }
}

extension Session {
  /// Every field with a value of its own, outside of arrays, which cannot be shown in a column.
  fileprivate var leaves: [Field] {
    func leaves(_ field: Field) -> [Field] {
      switch field.kind {
      case .list, .secret, .blank: []
      case .object: field.children.flatMap(leaves)
      default: [field]
      }
    }
    return FieldGroup.groups(of: self).flatMap(\.fields).flatMap(leaves)
  }
}

extension JSONPath {
  fileprivate var isMetadata: Bool { steps.count == 2 && steps.first == .name("metadata") }
}
