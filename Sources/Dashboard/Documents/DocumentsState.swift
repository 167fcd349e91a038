package import Checkout

/// The documents of the Firebase extension, as far as they were read: one reading at a time, and none
/// that nobody asked for, because Firestore counts every document.
package struct DocumentsState: Equatable, Sendable {
  package enum Phase: Equatable, Sendable {
    /// The profile has no Firestore.
    case absent
    /// Nothing was asked yet.
    case unread
    /// How many there are is being asked.
    case counting
    /// Reading them costs so many reads, which somebody has to agree to.
    case offered(count: Int)
    /// So many of all have come.
    case reading(received: Int, of: Int)
    /// Read at this time, in Unix seconds; so many of other collections were left out.
    case read(at: Int, leftOut: Int)
    case failed(Problem)
  }

  package internal(set) var phase = Phase.absent
  /// Newest first. While they are read, in the order in which they come.
  package internal(set) var rows: [DocumentSummary] = []
  /// How many documents stand within minutes of each other, by the path of each of them.
  private(set) var groups: [String: Int] = [:]
  /// What was looked for last, where documents match it: they are opened with it.
  var sought: String?
  /// What is known beside a document, by its path.
  package private(set) var joined: [String: JoinedDocument] = [:]

  package init(isThere: Bool = false) { phase = isThere ? .unread : .absent }

  /// There should be some, which cannot be read.
  package init(problem: Problem) { phase = .failed(problem) }

  package var isThere: Bool { phase != .absent }

  /// How many documents the user of one made within minutes, with this one.
  package func group(of id: String) -> Int { groups[id] ?? 1 }

  // MARK: - Reading

  /// Asks what reading would cost.
  mutating func count() -> [Effect] {
    switch phase {
    case .absent, .counting, .reading: return []
    case .unread, .offered, .read, .failed:
      phase = .counting
      return [.firestore(.count)]
    }
  }

  /// Reads them, where that was offered.
  mutating func read() -> [Effect] {
    guard case .offered(let count) = phase else { return [] }
    phase = .reading(received: 0, of: count)
    rows = []
    groups = [:]
    joined = [:]
    return [.firestore(.readAll)]
  }

  mutating func take(_ answer: FirestoreAnswer, at now: Int) {
    switch answer {
    case .counted(.success(let count)):
      if phase == .counting { phase = .offered(count: count) }
    case .counted(.failure(let problem)): phase = .failed(problem)
    case .page(let page):
      guard case .reading(_, let count) = phase else { return }
      rows += page
      phase = .reading(received: rows.count, of: max(count, rows.count))
    case .ended(.success(let leftOut)):
      rows.sort { ($1.created, $1.id) < ($0.created, $0.id) }
      groups = [:]
      for group in DuplicateDocuments.groups(rows.map(\.candidate)) {
        for id in group { groups[id] = group.count }
      }
      phase = .read(at: now, leftOut: leftOut)
    case .ended(.failure(let problem)): phase = .failed(problem)
    case .joined(let id, let known): joined[id] = known
    }
  }
}

/// What is known beside a document: the user's own document, and Stripe's session.
package struct JoinedDocument: Equatable, Sendable {
  /// Whether there is a document of the user at all; nil where it was not read.
  package var user: AnyUser?
  package var session: Session?
  /// Why something could not be read, as a sentence.
  package var problem: String?

  package init(user: AnyUser? = nil, session: Session? = nil, problem: String? = nil) {
    self.user = user
    self.session = session
    self.problem = problem
  }

  /// What a user's own document says.
  package struct AnyUser: Equatable, Sendable {
    package var path: String
    /// `cus_…`
    package var customer: String?
    package var email: String?

    package init(path: String, customer: String?, email: String?) {
      self.path = path
      self.customer = customer
      self.email = email
    }
  }
}
