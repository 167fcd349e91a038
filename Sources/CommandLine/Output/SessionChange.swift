import Checkout
import Host
import Screen
import SessionLibrary
import Stripe

/// A change that a command sends, and what is said of it when its answer or its output is lost.
struct SessionChange: Sendable {
  /// The session that is changed; nil for a new one.
  private let id: String?
  private let key: IdempotencyKey

  /// - Parameters:
  ///   - id: the session that is changed; nil for a new one.
  ///   - key: the user's name for this wish; nil for a random one.
  init(of id: String?, key: String?) {
    self.id = id
    self.key = key.map { IdempotencyKey($0) } ?? .random()
  }

  private var verb: SafeText { id == nil ? "created" : "changed" }

  /// Sends the change, and prints the session. After a signal nothing more is sent, and a request
  /// under way gets a moment for its answer.
  func carryOut(
    in world: World,
    _ send: @escaping @Sendable (IdempotencyKey) async throws(LibraryError) -> StoredSession,
    print: (Session) throws -> Void
  ) async throws {
    let signals = world.stopSignals()
    let work = Task(executorPreference: Workers.shared) { () -> Result<Session, LibraryError> in
      do throws(LibraryError) { return .success(try await send(key).session) } catch {
        return .failure(error)
      }
    }
    let watch = Task(executorPreference: Workers.shared) {
      await signals.first()
      work.cancel()
    }
    let result = await work.value
    let wasStopped = work.isCancelled
    watch.cancel()
    let session: Session
    do throws(LibraryError) { session = try result.get() } catch {
      throw failure(error, wasStopped: wasStopped)
    }
    do { try print(session) } catch {
      // The id is all that leads to what was done.
      world.console.say("till: \(session.id) is \(verb)")
      throw error
    }
    if wasStopped {
      throw Failure(.interrupted, "stopped, but \(session.id) was \(verb) before that")
    }
  }

  private func failure(_ error: LibraryError, wasStopped: Bool) -> Failure {
    let failure = Failure(error)
    var code = wasStopped ? .interrupted : failure.code
    // With a new session, it is a price or a customer that is missing.
    if id == nil, code == .missing { code = .failed }
    guard case .stripe(let cause) = error, cause.mayHaveHappened else {
      return Failure(code, failure.sentence)
    }
    return Failure(
      code,
      """
      whether \(id ?? "the session") was \(verb) is not known: \(failure.sentence) Repeat the \
      command with --idempotency-key \(key.text): with that key it is carried out once.
      """)
  }
}
