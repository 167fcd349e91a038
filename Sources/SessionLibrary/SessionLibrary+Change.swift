package import Checkout
package import Stripe

extension SessionLibrary {
  /// Creates a session, and caches it. The key is the same for every try of the same request, so
  /// that it happens once.
  ///
  /// - Throws: `.stripe`. A cache that cannot be written is no error.
  package func create(
    _ parameters: [FormParameter], key: IdempotencyKey
  ) async throws(LibraryError) -> StoredSession {
    let askedAt = now()
    let session = try await asking { () throws(StripeError) in
      try await source.create(FormFields(parameters), key)
    }
    return await keepChange(session, askedAt)
  }

  /// Changes a session, and caches the result. The key is as in `create`.
  ///
  /// - Throws: `.stripe`. A cache that cannot be written is no error.
  package func update(
    _ id: String, _ parameters: [FormParameter], key: IdempotencyKey
  ) async throws(LibraryError) -> StoredSession {
    let askedAt = now()
    let session = try await asking { () throws(StripeError) in
      try await source.update(id, FormFields(parameters), key)
    }
    return await keepChange(session, askedAt)
  }

  /// Caches Stripe's answer to a change. The change has happened, even if the cache cannot be
  /// written, or the user has stopped the task meanwhile.
  func keepChange(_ session: Session, _ askedAt: Int) async -> StoredSession {
    // A write of a cancelled task would be cancelled, too.
    let work = Task(executorPreference: executor) { try? await self.keep(session, askedAt) }
    return await work.value ?? StoredSession(session, fetchedAt: askedAt)
  }
}

extension FormFields {
  /// Parameters as they are.
  package init(_ parameters: [FormParameter]) {
    self.init()
    for parameter in parameters { append(parameter.name, parameter.value) }
  }
}
