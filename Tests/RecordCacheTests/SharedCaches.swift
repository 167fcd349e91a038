import RecordCache
import Testing

/// Caches for the tests of a suite that only read. They are removed with it.
struct SharedCaches: SuiteTrait, TestScoping {
  /// A cache in which some texts may not be indexed yet.
  @TaskLocal static var waiting: RecordCache?
  @TaskLocal static var indexed: RecordCache?

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing tests: @Sendable @concurrent () async throws -> Void
  ) async throws {
    let waiting = try await QueryResultTests.cache()
    let indexed = try await QueryResultTests.cache()
    try await indexed.finishIndexing()
    try await Self.$waiting.withValue(waiting) {
      try await Self.$indexed.withValue(indexed, operation: tests)
    }
    try waiting.close()
    try indexed.close()
  }
}

extension Trait where Self == SharedCaches {
  static var sharedCaches: Self { SharedCaches() }
}
