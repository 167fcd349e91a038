import Checkout
import Dashboard
import Query
import RecordCache
import Screen

/// What is searched of a session but comes with other objects: how it was paid, and its line items.
/// They are known of sessions that were looked at one by one, so a search says of how many.
extension RecordCache {
  func knownParts(of filter: SessionFilter) async throws(CacheError) -> SafeText {
    // The index of cards counts them at once.
    var known = filter.spanned
    known.query = SessionQuery(source: "", terms: [SessionQuery.Term(.has(.card))])
    let cards = try await count(known)
    let items = try await recordsWithParts(created: filter.created)
    return "cards are known of \(cards.counted("session")), line items of \(items.grouped)"
  }
}

extension SessionQuery {
  /// Whether a condition reads what comes with other objects than the session.
  var asksForNoted: Bool { terms.contains { Self.asksForNoted($0.condition) } }

  private static func asksForNoted(_ condition: Condition) -> Bool {
    switch condition {
    case .contains(let name, _), .begins(let name, _), .ends(let name, _), .digits(let name, _),
      .equals(let name, _), .amount(let name, _, _), .between(let name, _), .has(let name):
      Session.fields[name]?.isNoted == true
    case .any(let parts), .all(let parts): parts.contains(where: asksForNoted)
    case .holds: true
    case .text, .entry, .hasEntry: false
    }
  }
}
