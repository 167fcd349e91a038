package import Checkout

/// Picks duplicates out of a walk. A walk goes user by user, so only one user's documents are held
/// at a time.
package struct DuplicateFilter: Sendable {
  private var held: [CheckoutDocument] = []

  package init() {}

  /// Takes the next document of the walk.
  ///
  /// - Returns: the duplicates of the previous user, when the document is another user's.
  package mutating func take(_ document: CheckoutDocument) -> [CheckoutDocument] {
    guard let last = held.last, last.user != document.user else {
      held.append(document)
      return []
    }
    let found = finish()
    held = [document]
    return found
  }

  /// The duplicates of the last user, oldest first.
  package mutating func finish() -> [CheckoutDocument] {
    defer { held = [] }
    guard held.count > 1 else { return [] }
    let groups = DuplicateDocuments.groups(held.map(DuplicateDocuments.Candidate.init))
    return groups.joined().compactMap { id in held.first { $0.id == id } }
  }
}
