import Checkout
import Dashboard
import Query
import Screen
import SessionLibrary

extension Connection {
  /// The session that is meant by an id, a part of one, a link, or any text with an id in it; also
  /// by the id of a payment or another object that leads to one session. The cache is searched
  /// first, and a whole id needs no request. Words are only taken as the end of a cached id.
  ///
  /// - Throws: `Failure` if the text is not an id, or if it matches several sessions.
  func sessionID(meantBy pasted: String) async throws -> String {
    let lookups = Lookup.choices(in: pasted)
    guard let lookup = lookups.first, lookup.isUnmistakable else {
      if let lookup = lookups.first, let id = try await Self.only(parts(lookup)) { return id }
      let text = SafeText(pasted).truncated(to: 60)
      throw Failure(.usage, "“\(text)” is no id; “till find \(text)” looks for it")
    }
    guard lookups.count == 1 else {
      throw Failure(.usage, "several ids are given: \(Self.list(lookups.map(\.value)))")
    }
    let known = try await library.findNamed(lookup)
    if let id = try Self.only(known.ids) { return id }
    // If the session does not exist, the request for it gives the best error.
    if case .session(let id) = lookup { return id }
    let found = known.isFinal ? known : try await ask(for: lookup, beyond: known)
    if let id = try Self.only(found.ids) { return id }
    let reason = found.reason ?? "no session is found by \(lookup.value)"
    throw Failure(.missing, "\(reason)")
  }

  /// Asks Stripe, also where the disk has no room for the answer.
  private func ask(
    for lookup: Lookup, beyond known: FoundSessions
  ) async throws(LibraryError) -> FoundSessions {
    do throws(LibraryError) { return try await library.ask(for: lookup, beyond: known) } catch {
      guard let roomy = library.withRoom(after: error) else { throw error }
      return try await roomy.ask(for: lookup, beyond: known)
    }
  }

  /// Refuses all but whole ids of sessions, where sessions are to be changed: only a whole id is sure
  /// to name the one that is meant, and nothing is sent for the others either.
  ///
  /// - Throws: `Failure` for a part of an id, the id of another object, and any other text.
  func refuseParts(among ids: [String]) async throws {
    for id in ids {
      guard let lookup = Lookup(id) else {
        // It may be a secret, so it is not repeated.
        throw Failure(.usage, "what was given is no id of a session: nothing was changed")
      }
      let isSession = lookup == .session(id)
      if isSession, try await library.session(id) != nil { continue }
      let known = try await parts(lookup)
      // One that is not cached may be whole.
      if isSession, known.isEmpty { continue }
      let text = SafeText(id).truncated(to: 80)
      let meant: SafeText = known.isEmpty ? "" : "; it may mean \(Self.list(known))"
      throw Failure(.usage, "“\(text)” is not a session's whole id: nothing was changed\(meant)")
    }
  }

  /// The cached sessions of which a text is a part of an id.
  private func parts(_ lookup: Lookup) async throws -> [String] {
    guard let query = lookup.idQuery else { return [] }
    return try await library.rows(ListQuery(query: query), .top, limit: 100).rows.map(\.id)
  }

  private static func only(_ ids: [String]) throws -> String? {
    guard ids.count < 2 else { throw Failure(.usage, "several sessions are meant: \(list(ids))") }
    return ids.first
  }

  private static func list(_ ids: [String]) -> SafeText {
    let shown = ids.prefix(3).map { SafeText($0) }.joined(separator: ", ")
    return ids.count > 3 ? "\(shown) and \(ids.count - 3) more" : shown
  }
}
