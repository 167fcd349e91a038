extension Result where Failure == any Error {
  /// What an asynchronous body has come to: to be looked at after something else was cleaned up.
  init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
