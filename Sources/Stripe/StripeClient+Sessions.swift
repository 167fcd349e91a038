package import Checkout
import HTTP
import Query

// Source: https://docs.stripe.com/api/checkout/sessions
extension StripeClient {
  private static let path = "/v1/checkout/sessions"

  /// One page of the sessions that match a filter. `expand` names fields of a session; the prefix
  /// `data.` that a list needs is added.
  // Reading a page takes milliseconds, which should not block the caller's actor.
  @concurrent
  package func sessions(
    _ filter: SessionFilter = .all, _ page: PageRequest = PageRequest(), expand: [String] = [],
    priority: Priority = .user
  ) async throws(StripeError) -> Page<Session> {
    var fields = filter.fields
    fields.append(contentsOf: page.fields)
    fields.append("expand", each: expand.map { "data." + $0 })
    let answer = try await perform(.get(Self.path, fields, priority))
    return try answer.page(page) { json throws(StripeError) in
      guard let session = Session(json) else { return nil }
      try check(session, answer)
      return session
    }
  }

  /// One session. `expand` names fields of it.
  ///
  /// - Throws: `StripeError`, with the code `missing` if there is none, and `otherMode` if the id is
  ///   of the other mode than the key.
  package func session(
    _ id: String, expand: [String] = [], priority: Priority = .user
  ) async throws(StripeError) -> Session {
    var fields = FormFields()
    fields.append("expand", each: expand)
    return try await session(id, .get(try Self.path + component(session: id), fields, priority))
  }

  /// One page of a session's line items. `expand` names fields of an item.
  package func lineItems(
    of session: String, _ page: PageRequest = PageRequest(), expand: [String] = [],
    priority: Priority = .user
  ) async throws(StripeError) -> Page<LineItem> {
    var fields = page.fields
    fields.append("expand", each: expand.map { "data." + $0 })
    let path = try Self.path + component(session: session) + "/line_items"
    return try await perform(.get(path, fields, priority)).page(page) { LineItem($0) }
  }

  /// Expires an open session. With the same key it happens once, however often it is sent.
  ///
  /// - Throws: `StripeError`, with the code `invalidRequest` for a session that is not open.
  ///   `mayHaveHappened` says that an earlier try may have succeeded.
  package func expire(
    _ id: String, idempotencyKey: IdempotencyKey, expand: [String] = [], priority: Priority = .user
  ) async throws(StripeError) -> Session {
    var fields = FormFields()
    fields.append("expand", each: expand)
    let path = try Self.path + component(session: id) + "/expire"
    return try await session(id, .post(path, fields, idempotencyKey, priority))
  }

  /// Creates a session. With the same key it happens once, however often it is sent.
  /// Source: https://docs.stripe.com/api/checkout/sessions/create
  package func createSession(
    _ fields: FormFields, idempotencyKey: IdempotencyKey
  ) async throws(StripeError) -> Session {
    try await session(nil, .post(Self.path, fields, idempotencyKey))
  }

  /// Changes a session. With the same key it happens once, however often it is sent.
  /// Source: https://docs.stripe.com/api/checkout/sessions/update
  package func updateSession(
    _ id: String, _ fields: FormFields, idempotencyKey: IdempotencyKey
  ) async throws(StripeError) -> Session {
    try await session(
      id, .post(try Self.path + component(session: id), fields, idempotencyKey))
  }

  // MARK: - Checks

  private func session(_ id: String?, _ call: Call) async throws(StripeError) -> Session {
    do throws(StripeError) { return try await checkedSession(id, call) } catch {
      var error = error
      // It was answered, and not refused, only not as Stripe answers.
      if call.method == .post, error.code == .unexpectedAnswer, error.status ?? 200 < 400 {
        error.mayHaveHappened = true
      }
      throw error
    }
  }

  private func checkedSession(_ id: String?, _ call: Call) async throws(StripeError) -> Session {
    let answer = try await perform(call)
    try answer.require(object: "checkout.session", id: id)
    guard let session = Session(answer.json) else {
      throw answer.unexpected("the session lacks its id or its time")
    }
    try check(session, answer)
    return session
  }

  /// A session of the other mode must never be taken for one of this mode.
  private func check(_ session: Session, _ answer: Answer) throws(StripeError) {
    let modes = [session.livemode, StripeID(session.id)?.livemode]
    guard StripeID.isWellFormed(session.id) else {
      throw answer.unexpected("a session came with the malformed id “\(session.id.clipped)”")
    }
    guard modes.allSatisfy({ $0 == nil || $0 == key.isLive }) else {
      throw answer.unexpected(
        "a \(key.isLive ? "test" : "live") session came for a \(key.isLive ? "live" : "test") key")
    }
  }

  private func component(session id: String) throws(StripeError) -> String {
    if let mismatch = Lookup.session(id).mismatch(livemode: key.isLive) {
      throw StripeError(.otherMode, "\(mismatch): nothing was asked")
    }
    return try component(id)
  }

  /// An id as a component of a path.
  func component(_ id: String) throws(StripeError) -> String {
    guard StripeID.isWellFormed(id) else {
      throw StripeError(
        .invalidRequest,
        "“\(id.clipped)” is not an id of Stripe: one is made of letters, digits and underscores")
    }
    return "/" + id
  }
}
