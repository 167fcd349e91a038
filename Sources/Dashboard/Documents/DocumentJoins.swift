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
    /// There is none.
    case absent
    /// Why it is not known, as a sentence.
    case failed(String)

    var value: Value? { if case .known(let value) = self { value } else { nil } }
    var problem: String? { if case .failed(let problem) = self { problem } else { nil } }
  }

  private struct Session: Equatable, Sendable {
    var answer = Answer<JoinedSession>.awaited
    /// The value of `changes` when it was asked for.
    var changes: Int
  }

  private var sessions: [String: Session] = [:]
  private var users: [String: Answer<UserDocument>] = [:]
  /// How often the stored sessions may have changed.
  private var changes = 0

  /// What is known of a session; nil while it is not known, or if it does not exist.
  package func session(_ id: String) -> JoinedSession? { sessions[id]?.answer.value }
  /// What is known of a user; nil while it is not known, or if there is no document.
  package func user(_ id: String) -> UserDocument? { users[id]?.value }

  /// Whether Stripe has said that it has no such session.
  func lacks(session id: String) -> Bool { sessions[id]?.answer == .absent }

  /// Why data around a document is not known, as sentences.
  package func problems(_ document: CheckoutDocument) -> [String] {
    let user = users[document.user]
    return [
      user == .absent ? "The user has no document of their own." : user?.problem,
      document.sessionID.flatMap { sessions[$0]?.answer.problem },
    ].compactMap(\.self)
  }

  func awaits(user id: String) -> Bool { users[id] == .awaited }

  // MARK: - Asking

  /// Asks for those of these sessions that were not asked for yet, or may have changed since. What is
  /// known of them is shown until the answer comes.
  mutating func ask(sessions ids: [String]) -> [Effect] {
    if sessions.count > Self.capacity { sessions = sessions.filter { $0.value.answer == .awaited } }
    // Several documents can name one session.
    var seen: Set<String> = []
    let wanted = Array(
      ids.filter { isWanted(session: $0) && seen.insert($0).inserted }.prefix(Self.batch))
    guard !wanted.isEmpty else { return [] }
    for id in wanted { sessions[id, default: Session(changes: 0)].changes = changes }
    return [.firestore(.sessions(wanted))]
  }

  private func isWanted(session id: String) -> Bool {
    guard let session = sessions[id] else { return true }
    return session.answer.value != nil && session.changes < changes
  }

  /// Asks for the document of a user, which costs one read. It is asked for once, unless that
  /// failed.
  mutating func ask(user id: String) -> [Effect] {
    switch users[id] {
    case .awaited, .known: return []
    case .absent, .failed, nil:
      users[id] = .awaited
      return [.firestore(.user(id: id))]
    }
  }

  /// Asks for a session and a user again, if they were asked for before. What is known of them is
  /// shown until the answers come.
  mutating func askAgain(session: String?, user: String?) -> [Effect] {
    var effects: [Effect] = []
    if let session, sessions[session]?.answer != .awaited {
      sessions[session, default: Session(changes: changes)].changes = changes
      effects.append(.firestore(.refreshSession(session)))
    }
    if let user, let answer = users[user], answer != .awaited {
      effects.append(.firestore(.user(id: user)))
    }
    return effects
  }

  /// Forgets everything; what is visible is read again.
  mutating func forget() {
    sessions = [:]
    users = [:]
  }

  /// The stored sessions may have changed.
  mutating func noteChange() { changes += 1 }

  // MARK: - Answers

  /// - Returns: why something that is known could not be read again; it stays.
  mutating func take(_ answers: [String: Result<JoinedSession?, Problem>]) -> Problem? {
    var problem: Problem?
    for (id, result) in answers {
      let old = sessions[id] ?? Session(changes: changes)
      let (answer, hidden) = Self.answer(result, after: old.answer, "The session was not read")
      sessions[id] = Session(answer: answer, changes: old.changes)
      problem = problem ?? hidden
    }
    return problem
  }

  /// - Returns: why a user who is known could not be read again.
  mutating func take(_ result: Result<UserDocument?, Problem>, user id: String) -> Problem? {
    let (answer, hidden) = Self.answer(
      result, after: users[id] ?? .awaited, "The user was not read")
    users[id] = answer
    return hidden
  }

  private static func answer<Value>(
    _ result: Result<Value?, Problem>, after old: Answer<Value>, _ failure: String
  ) -> (Answer<Value>, hidden: Problem?) {
    switch result {
    case .success(let value?): return (.known(value), nil)
    case .success(nil): return (.absent, nil)
    case .failure(let problem):
      let sentence = "\(failure): \(problem.sentence)"
      return old.value == nil ? (.failed(sentence), nil) : (old, Problem(sentence))
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
