import Checkout
import Query
import RecordCache

extension SessionLibrary {
  /// How many sessions are compared with an address at most.
  private static let mostCompared = 1000

  /// Cached sessions with an address as a whole, in any field. A part of a longer address belongs to
  /// another customer, who is only offered.
  func cachedEmail(_ email: String) async throws(LibraryError) -> FoundSessions {
    let query = SessionQuery(
      source: email, terms: [SessionQuery.Term(.text(SearchFolding.fold(email)))])
    var filter = SessionFilter.all
    filter.email = email
    // The index of addresses finds them however many others hold the text.
    var whole = try await rows(ListQuery(filter: filter), .top, limit: Self.mostFound).rows
    let known = Set(whole.map(\.id))
    let candidates = try await rows(ListQuery(query: query), .top, limit: Self.mostCompared)
    var others: [SessionSummary] = []
    for row in candidates.rows where !known.contains(row.id) {
      if try await has(email, row) { whole.append(row) } else { others.append(row) }
    }
    whole.sort { $0.position > $1.position }

    var outcome = FoundSessions(ids: whole.prefix(Self.mostFound).map(\.id))
    outcome.hasMore = whole.count > Self.mostFound || !candidates.reachesBottom
    // With others among them, the query shows more than what is meant.
    outcome.query = others.isEmpty ? query : nil
    outcome.isFinal = false
    if whole.isEmpty {
      let addresses = others.compactMap(\.email)
      outcome.near = Array(Set(addresses).sorted().prefix(3))
      if !candidates.reachesBottom {
        outcome.reason =
          "it is a part of more addresses than were compared: the newest "
          + "\(Self.mostCompared) were"
      }
    }
    return outcome
  }

  /// Whether a session has an address as a whole. A text outside its fields, such as that of a line
  /// item, is not looked into.
  private func has(_ email: String, _ row: SessionSummary) async throws(LibraryError) -> Bool {
    let folded = SearchFolding.fold(email)
    if row.email.map(SearchFolding.fold) == folded { return true }
    guard let stored = try await session(row.id) else { return false }
    let text = Session.fields.searchText(of: stored.session.json)
    return EmailScanner.emails(in: text).contains { SearchFolding.fold($0) == folded }
      || !text.contains(SearchFolding.needle(folded))
  }
}
