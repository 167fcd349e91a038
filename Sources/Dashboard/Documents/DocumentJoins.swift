package import Checkout

/// What is known in addition to documents: their sessions, and the documents of their users.
package struct DocumentJoins: Equatable, Sendable {
  /// With more sessions than this, all are forgotten, and read again when they are visible.
  private static let capacity = 3_000
  /// Sessions that are asked for at once.
  private static let batch = 50

  private enum Answer<Value: Equatable & Sendable>: Equatable, Sendable {
    case awaited
    case known(Value)
    /// Why it is not known, as a sentence; empty if there is none.
    case missing(String)

    var value: Value? { if case .known(let value) = self { value } else { nil } }
    var problem: String? { if case .missing(let problem) = self { problem } else { nil } }
  }

  private var sessions: [String: Answer<JoinedSession>] = [:]
  private var users: [String: Answer<UserDocument>] = [:]

  package func session(_ id: String) -> JoinedSession? { sessions[id]?.value }
  package func user(_ id: String) -> UserDocument? { users[id]?.value }

  /// Why data around a document is not known, as sentences.
  package func problems(_ document: CheckoutDocument) -> [String] {
    [users[document.user]?.problem, document.sessionID.flatMap { sessions[$0]?.problem }]
      .compactMap(\.self).filter { !$0.isEmpty }
  }

  func awaits(user id: String) -> Bool { users[id] == .awaited }

  // MARK: - Asking

  /// Asks for those of these sessions that were not asked for yet.
  mutating func ask(sessions ids: [String]) -> [Effect] {
    if sessions.count > Self.capacity { sessions = sessions.filter { $0.value == .awaited } }
    let missing = Array(ids.filter { sessions[$0] == nil }.prefix(Self.batch))
    guard !missing.isEmpty else { return [] }
    for id in missing { sessions[id] = .awaited }
    return [.firestore(.sessions(missing))]
  }

  /// Asks for the document of a user, which costs one read. It is asked for once, unless that
  /// failed.
  mutating func ask(user id: String) -> [Effect] {
    switch users[id] {
    case .awaited, .known: return []
    case .missing, nil:
      users[id] = .awaited
      return [.firestore(.user(id: id))]
    }
  }

  /// Forgets everything; what is visible is read again.
  mutating func forget() {
    sessions = [:]
    users = [:]
  }

  mutating func forget(session id: String?) { if let id { sessions[id] = nil } }

  // MARK: - Answers

  mutating func take(_ answers: [String: Result<JoinedSession, Problem>]) {
    for (id, result) in answers {
      switch result {
      case .success(let session): sessions[id] = .known(session)
      case .failure(let problem):
        sessions[id] = .missing("The session was not read: \(problem.sentence)")
      }
    }
  }

  mutating func take(_ result: Result<UserDocument?, Problem>, user id: String) {
    switch result {
    case .success(let user?): users[id] = .known(user)
    case .success(nil): users[id] = .missing("The user has no document of their own.")
    case .failure(let problem):
      users[id] = .missing("The user was not read: \(problem.sentence)")
    }
  }
}

/// The documents of the session that the sessions' detail pane shows.
struct SessionDocuments: Equatable, Sendable {
  private(set) var session: String?
  /// Nil until they are known.
  private(set) var rows: [DocumentRow]?

  /// Asks for them, once.
  mutating func ask(_ session: String?) -> [Effect] {
    guard session != self.session else { return [] }
    self.session = session
    rows = nil
    return session.map { [.firestore(.ofSession($0))] } ?? []
  }

  /// The stored documents have changed.
  mutating func forget() { session = nil }

  /// - Returns: whether they belong to the session that was asked for.
  mutating func take(_ rows: [DocumentRow], of session: String) -> Bool {
    guard session == self.session else { return false }
    self.rows = rows
    return true
  }
}
