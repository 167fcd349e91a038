package import Checkout
import Screen

/// The tab of the Firebase extension's documents, made of machines: how they are read, the list, the
/// one that is looked at, and what is known beside them.
///
/// They are read from Firestore only where somebody has agreed to what that costs; everything else
/// comes from what is kept.
package struct DocumentsState: Equatable, Sendable {
  package internal(set) var reading: DocumentsReading
  /// Whether the tab is what is shown.
  package internal(set) var isShown = false
  package var list = DocumentList()
  package var detail = DocumentDetail()
  package var items = DocumentItems()
  package internal(set) var joins = DocumentJoins()
  /// The documents of the session that the sessions' detail shows.
  var ofSession = SessionDocuments()
  /// What was looked for last, where documents match it: they are opened with it.
  var sought: String?

  package init(isThere: Bool = false) { reading = DocumentsReading(isThere: isThere) }

  /// There should be some, which cannot be read.
  package init(problem: Problem) { reading = DocumentsReading(problem: problem) }

  package var isThere: Bool { reading.phase != .absent }

  /// Everything that is known beside a document.
  package func facts(of document: CheckoutDocument, isLive: Bool, now: Int) -> DocumentFacts {
    var facts = DocumentFacts(document, at: now)
    facts.isKeyLive = isLive
    facts.group = list.counts.groups[document.id] ?? 1
    facts.session = document.sessionID.flatMap { joins.session($0)?.stored.session }
    facts.userCustomer = joins.user(document.user)?.customer
    return facts
  }
}

/// How documents get here: one reading at a time, and none that nobody asked for, because Firestore
/// counts every document.
package struct DocumentsReading: Equatable, Sendable {
  package enum Phase: Equatable, Sendable {
    /// The profile has no Firestore.
    case absent
    /// What is kept has not been looked at yet.
    case unopened
    case opening
    case resting
    /// How many there are is being asked.
    case counting
    /// Reading them costs so many reads, which somebody has to agree to.
    case offered(count: Int)
    /// So many of all have come.
    case reading(received: Int, of: Int)
    case failed(Problem)
  }

  package private(set) var phase: Phase
  /// When the documents that are kept were read, in Unix seconds; nil when none are.
  package private(set) var readAt: Int?
  /// Documents of other collections of that name that were left out.
  package private(set) var leftOut = 0

  init(isThere: Bool) { phase = isThere ? .unopened : .absent }
  init(problem: Problem) { phase = .failed(problem) }

  /// How many documents would be read, while nobody has agreed to that.
  package var offer: Int? { if case .offered(let count) = phase { count } else { nil } }
  var isOffered: Bool { offer != nil }

  /// Looks at what is kept, once.
  mutating func open() -> [Effect] {
    guard phase == .unopened else { return [] }
    phase = .opening
    return [.firestore(.open)]
  }

  /// Asks what reading would cost.
  mutating func count() -> [Effect] {
    switch phase {
    case .absent, .opening, .counting, .reading: return []
    case .unopened, .resting, .offered, .failed:
      phase = .counting
      return [.firestore(.count)]
    }
  }

  /// Reads them, where that was offered.
  mutating func read() -> [Effect] {
    guard case .offered(let count) = phase else { return [] }
    phase = .reading(received: 0, of: count)
    return [.firestore(.readAll)]
  }

  /// Leaves an offer.
  mutating func decline() { if isOffered { phase = .resting } }

  // MARK: - Answers

  /// - Returns: how many there are is asked at once where nothing is kept.
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
