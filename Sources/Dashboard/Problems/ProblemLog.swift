/// The problems so far. A repeated one is only counted, so that a server that is down for an hour
/// takes one line.
package struct ProblemLog: Equatable, Sendable {
  /// An error, and how often it has occurred.
  package struct Entry: Equatable, Sendable {
    /// The latest occurrence.
    package var problem: Problem
    package var count: Int
    /// When it last happened, in Unix seconds.
    package var at: Int
  }

  static let capacity = 100

  /// Newest first.
  package private(set) var entries: [Entry] = []

  package init() {}

  mutating func note(_ problem: Problem, at moment: Int) {
    var entry = Entry(problem: problem, count: 1, at: moment)
    if let index = entries.firstIndex(where: { $0.problem.essence == problem.essence }) {
      entry.count += entries.remove(at: index).count
    }
    entries.insert(entry, at: 0)
    if entries.count > Self.capacity { entries.removeLast() }
  }
}

extension Problem {
  /// The sentence without the request's id, which is different each time.
  fileprivate var essence: String {
    requestID.map { sentence.replacing(" (\($0))", with: "") } ?? sentence
  }
}

extension Event {
  /// The problem to log, if the event reports one.
  var problem: Problem? {
    switch self {
    case .clock, .key, .resize, .started, .lookUp, .http: nil
    case .cache(let answer): answer.problem
    case .stripe(let answer): answer.problem
    case .firestore(let answer): answer.problem
    case .system(.notice(let message)):
      [.error, .warning].contains(message.tone) ? Problem(message.text) : nil
    case .system(.exported(_, let outcome)): outcome.problem
    case .system(.profileFailed(_, let problem)): problem
    case .system(.ran(_, let result)): result.problem
    case .system(.encoded(_, let result)): result.problem
    case .system(.browsed), .system(.copied), .system(.profileOpened),
      .system(.nameOffered), .system(.signs), .system(.background):
      nil
    }
  }
}

extension CacheAnswer {
  fileprivate var problem: Problem? {
    switch self {
    case .failed(_, let problem): problem
    case .rows, .facts, .tabs, .detail, .object, .fieldNames, .fields, .summaries, .marksRead,
      .statistics, .parts, .sessions:
      nil
    }
  }
}

extension FirestoreAnswer {
  fileprivate var problem: Problem? {
    switch self {
    case .opened(let result): result.problem
    case .counted(let result): result.problem
    case .ended(let result): result.problem
    case .failed(_, let problem): problem
    case .document(let result, _): result.problem
    case .user(let result, _): result.problem
    case .reading, .rows, .facts, .fieldNames, .texts, .sessions, .ofSession, .sought: nil
    }
  }
}

extension StripeAnswer {
  fileprivate var problem: Problem? {
    switch self {
    case .paged(_, let result, _): result.problem
    case .refreshed(_, let result), .created(let result, _), .updated(_, let result, _):
      result.problem
    case .lineItems(_, let result): result.problem
    case .expired(_, let result), .rowExpired(_, let result): result.problem
    case .found(_, let result): result.problem
    case .synced(let result): result.problem
    case .fetchedObject(let result, _): result.problem
    case .story(_, let result): result.problem
    case .syncing, .account: nil
    }
  }
}

extension Result where Failure == Problem {
  fileprivate var problem: Problem? {
    if case .failure(let problem) = self { problem } else { nil }
  }
}
