package import Dashboard
package import SessionLibrary

extension SessionLibrary {
  /// Writes all cached sessions of a list to a file.
  package func export(_ wish: ExportWish, to path: String) async -> ExportOutcome {
    do {
      let count = try await SessionFile.export(
        wish.query, wish.layout, to: path, overwriting: wish.overwrites, from: self)
      return .written(count, path: path)
    } catch SessionFile.WriteError.exists {
      return .exists(path: path)
    } catch let error as SessionFile.WriteError {
      return .failed(Problem(error.sentence))
    } catch let error as LibraryError {
      return .failed(Problem(error))
    } catch { return .failed(Problem("it was stopped, and nothing was written")) }
  }
}

extension PageReport {
  package init(_ outcome: PageOutcome) {
    self.init(outcome.changes, hasMore: outcome.hasMore, staleSince: outcome.staleSince)
  }
}
