/// What went wrong so far. The same thing again is counted, so that a server that is down for an
/// hour is one line.
package struct ProblemLog: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    /// As it was said the last time.
    package var problem: Problem
    package var count: Int
    /// Of the last time, in Unix seconds.
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
  /// The sentence without the request's id, which is another one each time.
  fileprivate var essence: String {
    requestID.map { sentence.replacing(" (\($0))", with: "") } ?? sentence
  }
}

extension Event {
  /// What has to be remembered of it as having gone wrong.
  var problem: Problem? {
    switch self {
    case .paged(_, .failure(let problem), _), .refreshed(_, .failure(let problem)),
      .lineItems(_, .failure(let problem)), .expired(_, .failure(let problem)),
      .rowExpired(_, .failure(let problem)), .found(_, .failure(let problem)),
      .synced(.failure(let problem)), .exported(_, .failure(let problem)),
      .created(.failure(let problem)), .updated(_, .failure(let problem)),
      .fetchedObject(.failure(let problem), _), .rowsFailed(let problem, _):
      problem
    case .notice(let message) where message.tone == .error: Problem(message.text)
    default: nil
    }
  }
}
