package import Checkout
package import Query

/// A list to write to a file.
package struct ExportWish: Equatable, Sendable {
  package let query: ListQuery
  /// As typed: it may begin with `~`.
  package let path: String
  package let content: Content
  /// Whether to replace a file that already exists.
  package let overwrites: Bool

  package init(
    _ query: ListQuery, to path: String, _ content: Content, overwrites: Bool = false
  ) {
    self.query = query
    self.path = path
    self.content = content
    self.overwrites = overwrites
  }
}

extension ExportWish {
  /// The records of the list that are stored, and how they are written.
  package enum Content: Equatable, Sendable {
    case sessions(ExportLayout)
    case documents(ExportFormat)
  }
}

/// The outcome of an export.
package enum ExportOutcome: Equatable, Sendable {
  /// The number of records written, and the file's absolute path.
  case written(Int, path: String)
  /// There is already a file of that name, and nothing was written.
  case exists(path: String)
  case failed(Problem)

  /// Why there is no file; nil if there is one, or none was tried.
  package var problem: Problem? {
    if case .failed(let problem) = self { problem } else { nil }
  }
}
