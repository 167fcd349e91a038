package import Checkout
package import Query

/// A list that is to be written to a file.
package struct ExportWish: Equatable, Sendable {
  package let query: ListQuery
  /// As it was typed: it may begin with `~`.
  package let path: String
  package let layout: ExportLayout
  /// Whether a file that is there already may be replaced.
  package let overwrites: Bool

  package init(
    _ query: ListQuery, to path: String, _ layout: ExportLayout, overwrites: Bool = false
  ) {
    self.query = query
    self.path = path
    self.layout = layout
    self.overwrites = overwrites
  }
}

/// What has become of it.
package enum ExportOutcome: Equatable, Sendable {
  /// So many sessions are in the file of this whole path.
  case written(Int, path: String)
  /// There is a file of that name, and nothing was written.
  case exists(path: String)
  case failed(Problem)

  /// Why there is no file; nil where there is one, or nobody has tried.
  package var problem: Problem? {
    if case .failed(let problem) = self { problem } else { nil }
  }
}
