import Query
import Checkout

/// Which pages Stripe is being asked for.
package struct Paging: Equatable, Sendable {
  /// Directions in which Stripe is being asked.
  package private(set) var directions: Set<PageDirection> = []
  /// What the last page said when it failed.
  package private(set) var problem: Problem?
  /// Whether the last page had no session at all. Nobody but the user asks for another one then.
  private(set) var broughtNothing = false
  /// The user moved against the oldest row.
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
    case .success(let report): broughtNothing = report.changes.received == 0
    case .failure(let problem): self.problem = problem
    }
  }

  /// Answers to earlier questions are dropped.
  mutating func resume() {
    directions = []
    wantsOlder = false
  }

  /// Another query.
  mutating func reset() { self = Paging() }
}
