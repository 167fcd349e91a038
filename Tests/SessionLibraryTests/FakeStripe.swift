import Checkout
import Query
import SessionLibrary
import Stripe
import Support
import Host
import JSON

/// Stripe's list behaviour over an array in memory, to compare the library with.
/// Source: https://docs.stripe.com/api/pagination
final class FakeStripe: Sendable {
  struct State {
    /// Newest first.
    var sessions: [Session] = []
    var items: [String: [LineItem]] = [:]
    /// Newest first.
    var events: [CheckoutEvent] = []
    var objects: [String: JSON] = [:]
    var requests: [String] = []
    var expireKeys: [String] = []
    /// Thrown by the next requests instead of an answer.
    var failures: [StripeError] = []
    /// Whether the failures come after the request has taken effect.
    var failsAfterwards = false
    /// Why events cannot be read.
    var eventsRefusal: StripeError?
  }

  private let state: Locked<State>
  let pageSize: Int

  init(_ sessions: [Session] = [], pageSize: Int = 100) {
    state = Locked(State(sessions: sessions))
    self.pageSize = pageSize
  }

  func change<T: Sendable>(_ body: (inout State) -> T) -> T { state.withLock { body(&$0) } }

  var sessions: [Session] { state.withLock { $0.sessions } }
  var requests: [String] { state.withLock { $0.requests } }

  var source: SessionSource {
    SessionSource(
      list: { filter, page, _ throws(StripeError) in
        try self.answer("list") { state throws(StripeError) in
          try self.page(state.sessions.filter { filter.letsThrough($0) }, state.sessions, page)
        }
      },
      retrieve: { id, _, _ throws(StripeError) in
        try self.answer("retrieve") { state throws(StripeError) in
          guard let session = state.sessions.first(where: { $0.id == id }) else { throw .gone }
          return session
        }
      },
      lineItems: { id, page throws(StripeError) in
        try self.answer("lines") { state throws(StripeError) in
          let items = state.items[id] ?? []
          return try self.page(items, items, page)
        }
      },
      expire: { id, key, _ throws(StripeError) in
        try self.answer("expire") { state throws(StripeError) in try state.expire(id, key) }
      },
      events: { page, after throws(StripeError) in
        try self.answer("events") { state throws(StripeError) in
          if let refusal = state.eventsRefusal { throw refusal }
          let events = state.events.filter { $0.created > after ?? 0 }
          return try self.page(events, events, page)
        }
      },
      object: { _, id throws(StripeError) in
        try self.answer("object") { state throws(StripeError) in
          guard let object = state.objects[id] else { throw .gone }
          return object
        }
      })
  }

  private func answer<T: Sendable>(
    _ name: String, _ body: (inout State) throws(StripeError) -> T
  ) throws(StripeError) -> T {
    let result = state.withLock { state -> Result<T, StripeError> in
      state.requests.append(name)
      let fails = !state.failures.isEmpty
      if fails, !state.failsAfterwards { return .failure(state.failures.removeFirst()) }
      do throws(StripeError) {
        let answer = try body(&state)
        return fails ? .failure(state.failures.removeFirst()) : .success(answer)
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func page<Element: Identifiable & Sendable>(
    _ list: [Element], _ all: [Element], _ request: PageRequest
  ) throws(StripeError) -> Page<Element> where Element.ID == String {
    let limit = min(request.limit, pageSize)
    let place = { (id: String) throws(StripeError) -> Int in
      guard let place = all.firstIndex(where: { $0.id == id }) else { throw .gone }
      return place
    }
    let order = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    switch request.cursor {
    case .newest:
      return Page(elements: Array(list.prefix(limit)), hasMore: list.count > limit)
    case .after(let id):
      let cursor = try place(id)
      let rest = list.filter { order[$0.id, default: 0] > cursor }
      return Page(elements: Array(rest.prefix(limit)), hasMore: rest.count > limit)
    case .before(let id):
      let cursor = try place(id)
      let rest = list.filter { order[$0.id, default: 0] < cursor }
      return Page(elements: Array(rest.suffix(limit)), hasMore: rest.count > limit)
    }
  }
}

extension FakeStripe.State {
  fileprivate mutating func expire(
    _ id: String, _ key: IdempotencyKey
  ) throws(StripeError) -> Session {
    expireKeys.append(key.text)
    guard let index = sessions.firstIndex(where: { $0.id == id }) else { throw .gone }
    guard sessions[index].status == .open else {
      throw StripeError(
        .invalidRequest,
        #"Only Checkout Sessions with a status in ["open"] can be expired. "#
          + "This Checkout Session has a status of `complete`.")
    }
    sessions[index] = .make(
      id: id, created: sessions[index].created, changes: ["status": "expired", "url": nil])
    return sessions[index]
  }
}

extension StripeError {
  static let gone = StripeError(
    .missing, "No such checkout.session", apiCode: "resource_missing", status: 404)
}

extension SessionFilter {
  /// Whether a session matches Stripe's filters.
  func letsThrough(_ session: Session) -> Bool {
    for (field, value) in conditions(in: Session.fields)
    where field.value(of: session.json) != field.value(word: value) { return false }
    let second = session.created
    return created.gt.map { second > $0 } ?? true && second >= created.gte ?? .min
      && created.lt.map { second < $0 } ?? true && second <= created.lte ?? .max
  }
}
