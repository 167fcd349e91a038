import Query
import Checkout

/// Which pages Stripe is being asked for.
package struct Paging: Equatable, Sendable {
  /// Directions in which Stripe is being asked.
  package private(set) var directions: Set<PageDirection> = []
  /// Why the last page failed.
  package private(set) var problem: Problem?
  /// Whether the last page of older sessions was empty. The next one is then read only if the user
  /// asks for it.
  private(set) var broughtNothing = false
  /// The user tried to move past the oldest row.
  var wantsOlder = false

  package init() {}

  package func isFetching(_ direction: PageDirection) -> Bool { directions.contains(direction) }

  mutating func begin(_ direction: PageDirection) {
    directions.insert(direction)
    problem = nil
  }

  mutating func end(_ direction: PageDirection, _ result: Result<PageReport, Problem>) {
    directions.remove(direction)
    switch result {
    case .success(let report):
      if direction == .older { broughtNothing = report.changes.received == 0 }
    case .failure(let problem): self.problem = problem
    }
  }

  /// Answers to earlier questions are ignored.
  mutating func resume() {
    directions = []
    wantsOlder = false
  }

  /// Starts again for another query.
  mutating func reset() { self = Paging() }
}
