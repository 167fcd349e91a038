package import Dashboard
package import SessionLibrary

extension PageReport {
  package init(_ outcome: PageOutcome) {
    self.init(outcome.changes, hasMore: outcome.hasMore, staleSince: outcome.staleSince)
  }
}
