package import Checkout
import Screen

/// The tab of the Firebase extension's documents: how they are read, the list, the selected
/// document, and what is known in addition to them.
///
/// They are read from Firestore only after the user has agreed to the cost; everything else comes
/// from what is stored.
package struct DocumentsState: Equatable, Sendable {
  package internal(set) var reading: DocumentsReading
  /// Whether the tab is visible.
  package internal(set) var isShown = false
  package var list = DocumentList()
  package var detail = DocumentDetail()
  package var items = DocumentItems()
  package internal(set) var joins = DocumentJoins()
  package var views = ViewShelf<DocumentView>()
  /// The documents of the session that the sessions' detail shows.
  var ofSession = SessionDocuments()
  /// The last text looked for, if documents match it: the tab opens with it as the filter.
  var sought: String?

  package init(isThere: Bool = false) { reading = DocumentsReading(isThere: isThere) }

  /// Documents are configured, but cannot be read.
  package init(problem: Problem) { reading = DocumentsReading(problem: problem) }

  /// Whether the profile has Firestore.
  package var isThere: Bool { reading.phase != .absent }

  /// Everything that is known in addition to a document.
  package func facts(of document: CheckoutDocument, isLive: Bool, now: Int) -> DocumentFacts {
    var facts = DocumentFacts(document, at: now)
    facts.isKeyLive = isLive
    facts.group = list.counts.groups[document.id] ?? 1
    facts.session = document.sessionID.flatMap { joins.session($0)?.stored.session }
    facts.lacksSession = document.sessionID.map(joins.lacks) ?? false
    facts.userCustomer = joins.user(document.user)?.customer
    return facts
  }

  /// The document by which a session's user is known: nil if several users claim the session, and
  /// their own documents do not say which of them Stripe's customer is.
  func claim(to session: SessionSummary, among rows: [DocumentRow]) -> DocumentRow? {
    var (proven, possible): ([DocumentRow], [DocumentRow]) = ([], [])
    for row in rows {
      let customer = DocumentRow.user(inPath: row.id).flatMap(joins.user)?.customer
      if let customer, let owner = session.customer {
        if customer == owner { proven.append(row) }
      } else {
        possible.append(row)
      }
    }
    let claims = proven.isEmpty ? possible : proven
    return Set(claims.map { DocumentRow.user(inPath: $0.id) }).count == 1 ? claims.first : nil
  }

  /// When the oldest part of what is shown of the selected document was read, in Unix seconds.
  package var readAt: Int? {
    if let user = detail.user { return user.readAt }
    let document = detail.document
    return [
      detail.readAt, document?.sessionID.flatMap(joins.session)?.stored.fetchedAt,
      document.flatMap { joins.user($0.user) }?.readAt,
    ].compactMap(\.self).min()
  }
}

/// How documents are read: one reading at a time, and only when the user asked for it, because
/// Firestore bills every document.
package struct DocumentsReading: Equatable, Sendable {
  /// How far the reading has come.
  package enum Phase: Equatable, Sendable {
    /// The profile has no Firestore.
    case absent
    /// Documents are configured, but nothing here can read them: no credentials, for example.
    case unreadable(Problem)
    /// The stored documents have not been looked at yet.
    case unopened
    case opening
    case resting
    /// Firestore is being asked how many there are.
    case counting
    /// Reading costs `count` reads, and the user has to agree first.
    case offered(count: Int)
    /// How many have arrived, and of how many.
    case reading(received: Int, of: Int)
    case failed(Problem)
  }

  package private(set) var phase: Phase
  /// When the stored documents were read, in Unix seconds; nil if there are none.
  package private(set) var readAt: Int?
  /// Documents left out because they are in other collections of the same name.
  package private(set) var leftOut = 0

  init(isThere: Bool) { phase = isThere ? .unopened : .absent }
  init(problem: Problem) { phase = .unreadable(problem) }

  /// How many documents would be read, until the user has agreed; nil if there is no offer.
  package var offer: Int? { if case .offered(let count) = phase { count } else { nil } }
  var isOffered: Bool { offer != nil }

  /// Whether Firestore is being asked.
  var isUnderWay: Bool {
    switch phase {
    case .counting, .reading: true
    case .absent, .unopened, .opening, .resting, .offered, .failed, .unreadable: false
    }
  }

  /// Why documents cannot be read here at all; nil if they can be.
  var obstacle: Problem? { if case .unreadable(let problem) = phase { problem } else { nil } }

  /// Looks at what is stored, once.
  mutating func open() -> [Effect] {
    guard phase == .unopened else { return [] }
    phase = .opening
    return [.firestore(.open)]
  }

  /// Asks how much reading would cost.
  mutating func count() -> [Effect] {
    switch phase {
    case .absent, .unreadable, .opening, .counting, .reading: return []
    case .unopened, .resting, .offered, .failed:
      phase = .counting
      return [.firestore(.count)]
    }
  }

  /// Reads the documents, if that was offered.
  mutating func read() -> [Effect] {
    guard case .offered(let count) = phase else { return [] }
    phase = .reading(received: 0, of: count)
    return [.firestore(.readAll)]
  }

  /// Declines an offer.
  mutating func decline() { if isOffered { phase = .resting } }

  // MARK: - Answers

  /// - Returns: the request to count the documents if none are stored.
  mutating func takeOpened(_ result: Result<Int?, Problem>) -> [Effect] {
    switch result {
    case .success(let time):
      readAt = time
      phase = .resting
      return time == nil ? count() : []
    case .failure(let problem):
      phase = .failed(problem)
      return []
    }
  }

  mutating func takeCount(_ result: Result<Int, Problem>) {
    guard phase == .counting else { return }
    switch result {
    case .success(let count): phase = .offered(count: count)
    case .failure(let problem): phase = .failed(problem)
    }
  }

  mutating func take(received: Int) {
    guard case .reading(_, let count) = phase else { return }
    phase = .reading(received: received, of: max(count, received))
  }

  mutating func takeEnd(_ result: Result<DocumentReading, Problem>, at now: Int) {
    switch result {
    case .success(let reading):
      (readAt, leftOut, phase) = (now, reading.leftOut, .resting)
    case .failure(let problem): phase = .failed(problem)
    }
  }
}
