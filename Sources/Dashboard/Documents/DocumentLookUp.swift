import Checkout
import Query

/// What a look-up among the sessions finds in the documents.
package enum DocumentLookUp {
  /// The most documents that are counted.
  package static let most = 100

  /// Asks whether documents match what was looked for.
  static func ask(for text: String, _ state: inout State) -> [Effect] {
    state.documents.sought = nil
    return state.documents.isThere ? [.firestore(.seek(text))] : []
  }

  /// Says what was found, and how it is shown.
  static func take(_ rows: [DocumentRow], of text: String, _ state: inout State) -> [Effect] {
    guard let found = state.list.found, found.lookup.value == text, !rows.isEmpty else { return [] }
    // Whoever has gone to the documents meanwhile is not called away from there.
    guard !state.documents.isShown else { return [] }
    state.documents.sought = filter(showing: rows, found: text, state)
    let count = rows.count >= most ? "more than \(most - 1)" : "\(rows.count)"
    let (match, them) =
      rows.count == 1 ? ("document matches", "it") : ("documents match", "them")
    let key = state.keymap[.documents]
    state.message = Message("\(count) \(match) as well: \(key) shows \(them)", .notice)
    // If Stripe found nothing, the document leads to the session that it claims.
    guard found.answer.ids.isEmpty, rows.count == 1,
      let id = rows[0].readableSession(isLive: state.account.isLive), id != text
    else { return [] }
    let effects = state.lookUp(id)
    state.message = Message(
      "a document matches, and claims this session: \(key) shows whose it is", .warning)
    return effects
  }

  /// A filter that shows the documents which were found for a text, and no others.
  private static func filter(
    showing rows: [DocumentRow], found text: String, _ state: State
  ) -> String {
    if rows.count == 1 { return "path=\(quoted(rows[0].id))" }
    let text = DocumentName.path(in: text)
    // A user's own path.
    if let user = DocumentRow.user(inPath: rows[0].id), rows[0].id.hasPrefix(text + "/"),
      text.hasSuffix("/" + user)
    {
      return "user=\(quoted(user))"
    }
    // They were found by their words, which a filter may read as something else.
    let words = RecordQuery(words: text).terms
    let read = try? RecordQuery(documents: text, now: state.clock.unix, zone: state.zone)
    return read?.terms == words
      ? text : text.split(separator: " ").map { phrase(String($0)) }.joined(separator: " ")
  }

  /// The text as a value in a query.
  static func quoted(_ text: String) -> String {
    text.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) } ? text : phrase(text)
  }

  /// The text in quotes that it does not have itself.
  private static func phrase(_ text: String) -> String {
    text.contains("\"") ? "«\(text)»" : "\"\(text)\""
  }
}
