package import Checkout
package import Stripe

extension SessionLibrary {
  /// Expires a session, if it is still open when it is read again.
  ///
  /// The key is the same for every try of the same request, so that it happens once. Throws the
  /// error that kept the session from being read, or Stripe's refusal. A lost answer is no error:
  /// the session is read again to find out. When the task is cancelled, nothing more is sent that
  /// changes something.
  package func expire(
    _ id: String, key: IdempotencyKey, priority: Priority = .user
  ) async throws(LibraryError) -> ExpireOutcome {
    let before: StoredSession
    do throws(LibraryError) { before = try await refresh(id, priority: priority) } catch {
      guard Task.isCancelled else { throw error }
      return .stopped
    }
    guard before.session.status == .open else { return .notOpen(before) }
    guard !Task.isCancelled else { return .stopped }
    let askedAt = now()
    let session: Session
    do throws(StripeError) {
      session = try await source.expire(id, key, priority)
    } catch {
      if error.code == .stopped { return .stopped }
      if error.isNotOpen { return .notOpen(try await refresh(id)) }
      guard error.leavesOutcomeOpen else { throw .stripe(error) }
      return await outcome(of: id, without: error.sentence)
    }
    // The session counts, whatever the status of the answer: one that is still open was not
    // expired.
    guard session.status == .expired else {
      return await outcome(of: id, without: "In Stripe's answer it is not expired.")
    }
    return .expired(await keepChange(session, askedAt))
  }

  /// What became of it, where Stripe's answer does not say it. `problem` is why.
  private func outcome(of id: String, without problem: String) async -> ExpireOutcome {
    guard let after = try? await refresh(id) else { return .unknown(problem) }
    return switch after.session.status {
    case .expired: .expired(after)
    case .open, nil: .unknown(problem)
    default: .notOpen(after)
    }
  }
}

extension StripeError {
  /// "Only Checkout Sessions with a status in ["open"] can be expired." Stripe gives it no code.
  /// Source: https://docs.stripe.com/api/checkout/sessions/expire
  fileprivate var isNotOpen: Bool {
    code == .invalidRequest && message.contains("status in") && message.contains("open")
  }

  /// Whether the request may have been carried out although no answer says so.
  fileprivate var leavesOutcomeOpen: Bool {
    switch code {
    case .unreachable, .server, .unexpectedAnswer: true
    case .authentication, .permission, .missing, .rateLimited, .locked, .otherMode, .invalidRequest,
      .refused, .stopped:
      mayHaveHappened
    }
  }
}
