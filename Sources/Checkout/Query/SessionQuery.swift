/// A query over the cache, in till's own language: words, phrases and `field:value` terms.
package struct SessionQuery: Hashable, Sendable {
  /// What was typed.
  package let source: String
  package let terms: [Term]

  package enum Term: Hashable, Sendable {
    /// A word or phrase, anywhere in the text that is searched.
    case text(String)
  }

  /// Parses what was typed.
  ///
  /// - Parameter now: Unix seconds, for spans such as `created:>7d`.
  /// - Throws: `QueryError`, which points at the character.
  package init(parsing source: String, now: Int) throws(QueryError) {
    self.source = source
    terms = source.split(separator: " ").map { .text(String($0)) }
  }
}

/// Why a query is not understood.
package struct QueryError: Error, Equatable, Sendable {
  /// A sentence that says what is allowed.
  package let message: String
  /// The offending characters, as offsets into the source's characters.
  package let range: Range<Int>

  package init(_ message: String, _ range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
