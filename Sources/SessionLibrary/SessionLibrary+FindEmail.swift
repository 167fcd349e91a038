import Checkout
import Query
import RecordCache

extension SessionLibrary {
  /// How many sessions are compared with an address, or more where more are to be found.
  private static let mostCompared = 1000

  /// Cached sessions with an address as a whole, in any field. A part of a longer address belongs to
  /// another customer, who is only offered.
  func cachedEmail(_ email: String) async throws(LibraryError) -> FoundSessions {
    let query = SessionQuery(
      source: email, terms: [SessionQuery.Term(.text(SearchFolding.fold(email)))])
    var filter = SessionFilter.all
    filter.email = email
    // The index of addresses finds them however many others hold the text.
    var whole = try await newest(ListQuery(filter: filter), most: mostFound, \.self).parts
    let known = Set(whole.map(\.id))
    let (candidates, areMore) = try await newest(
      ListQuery(query: query), most: max(Self.mostCompared, mostFound), \.self)
    var others: [SessionSummary] = []
    for row in candidates where !known.contains(row.id) {
      if try await has(email, row) { whole.append(row) } else { others.append(row) }
    }
    whole.sort { $0.position > $1.position }

    var outcome = FoundSessions(ids: whole.prefix(mostFound).map(\.id))
    outcome.hasMore = whole.count > mostFound || areMore
    // With others among them, the query shows more than what is meant.
    outcome.query = others.isEmpty ? query : nil
    outcome.isFinal = false
    if whole.isEmpty {
      let addresses = others.compactMap(\.email)
      outcome.near = Array(Set(addresses).sorted().prefix(3))
      if areMore {
        outcome.reason =
          "it is a part of more addresses than were compared: the newest "
          + "\(candidates.count) were"
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
