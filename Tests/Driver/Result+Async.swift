extension Result where Failure == any Error {
  /// The result of an asynchronous body, to be checked after a clean-up.
  init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
