package import Checkout
package import Stripe

/// A session to be expired, and the idempotency key of that request.
package struct ExpireWish: Equatable, Sendable {
  package let id: String
  package let key: IdempotencyKey

  package init(id: String, key: IdempotencyKey) {
    self.id = id
    self.key = key
  }
}

extension SessionLibrary {
  /// Sessions that are read at once; the client's pacer limits the rate.
  private static let readers = 8

  /// Reads sessions again, several at a time. `take` is called with each as it arrives, one call
  /// after the other.
  package func refreshEach(
    _ ids: [String], _ take: (String, Result<StoredSession, LibraryError>) -> Void
  ) async {
    await each(ids, refreshed, take)
  }

  /// Reads something for each id, several at a time. `take` is called with each result as it
  /// arrives, one call after the other.
  func each<Value: Sendable>(
    _ ids: [String], _ read: @escaping @Sendable (String) async -> Value,
    _ take: (String, Value) -> Void
  ) async {
    await withTaskGroup(of: (String, Value).self) { group in
      var waiting = ids[...]
      func readNext() {
        guard let id = waiting.popFirst() else { return }
        group.addTask(executorPreference: executor) { (id, await read(id)) }
      }
      for _ in 0..<Self.readers { readNext() }
      while let (id, result) = await group.next() {
        take(id, result)
        readNext()
      }
    }
  }

  /// Expires sessions, as many at a time as are asked for.
  ///
  /// When the task is cancelled, no further request that changes something is sent: retries are
  /// given up, and a request under way gets a moment for its answer.
  ///
  /// - Parameters:
  ///   - first: those to begin with.
  ///   - next: told the result of each session, one after the other; returns those that may begin
  ///     then.
  package func expireEach(
    _ first: [ExpireWish],
    next: (String, Result<ExpireOutcome, LibraryError>) -> [ExpireWish]
  ) async {
    await withTaskGroup(of: (String, Result<ExpireOutcome, LibraryError>).self) { group in
      func begin(_ wishes: [ExpireWish]) {
        for wish in wishes {
          group.addTask(executorPreference: executor) { (wish.id, await self.expired(wish)) }
        }
      }
      begin(first)
      while let (id, result) = await group.next() { begin(next(id, result)) }
    }
  }

  private func refreshed(_ id: String) async -> Result<StoredSession, LibraryError> {
    do throws(LibraryError) {
      return .success(try await refresh(id, priority: .sync))
    } catch { return .failure(error) }
  }

  private func expired(_ wish: ExpireWish) async -> Result<ExpireOutcome, LibraryError> {
    do throws(LibraryError) {
      return .success(try await expire(wish.id, key: wish.key, priority: .sync))
    } catch { return .failure(error) }
  }
}
