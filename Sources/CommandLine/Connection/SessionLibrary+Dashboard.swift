import Checkout
package import Dashboard
import Query
package import SessionLibrary
import Stripe

extension SessionLibrary {
  /// The cache's answer to a question.
  package func answer(to question: CacheQuestion) async throws(LibraryError) -> CacheAnswer {
    switch question {
    case .readRows(let query, let anchor, let limit, let generation):
      return .rows(
        try await rows(query, anchor, limit: limit), anchor: anchor, generation: generation)
    case .readFacts(let query, let generation):
      return .facts(try await facts(query), generation: generation)
    case .countTabs(let question): return .tabs(try await tally(question))
    case .readDetail(let id): return .detail(try await detail(id), id: id)
    case .readSummaries(let ids): return .summaries(try await summaries(ids))
    case .readMarks(let query, let generation):
      let (ids, isCut) = try await ids(of: query, most: Marks.capacity)
      return .marksRead(ids, isCut: isCut, generation: generation)
    case .readObject(let id): return .object(try await relatedObject(id), id: id)
    case .readFieldNames(let query): return .fieldNames(try await fieldNames(query))
    case .readFields(let paths, let ids):
      return .fields(try await fields(paths, ids: ids), paths: paths)
    case .readStatistics(let query, let stretches, let generation):
      return .statistics(try await statistics(of: query, in: stretches), generation: generation)
    case .readParts(let query, let span, let generation):
      return .parts(try await parts(of: query, in: span), generation: generation)
    case .readSessions(let ids):
      var sessions: [SessionDetail] = []
      for id in ids { if let found = try await detail(id) { sessions.append(found) } }
      return .sessions(sessions)
    }
  }

  /// Stripe's answer to a request; `report` is called with the progress of a sync.
  package func answer(
    to request: StripeRequest, report: @escaping @Sendable (StripeAnswer) -> Void
  ) async -> StripeAnswer {
    switch request {
    case .fetch(let direction, let filter, let generation):
      .paged(
        direction,
        await result { () async throws(LibraryError) in try await self.page(direction, filter) },
        generation: generation)
    case .refresh(let id):
      .refreshed(
        id: id, await result { () async throws(LibraryError) in try await self.refresh(id) })
    case .find(let lookup, let rest):
      .found(
        lookup,
        await result { () async throws(LibraryError) in
          let known = try await self.findCached(lookup)
          guard !known.isFinal else { return try await self.found(known, orBy: rest) }
          // Cached results are shown at once.
          if !known.ids.isEmpty { report(.found(lookup, .success(known))) }
          do throws(LibraryError) {
            return try await self.found(self.ask(for: lookup, beyond: known), orBy: rest)
          } catch {
            // Pages that came before the error are in the cache.
            if known.ids.isEmpty, let kept = try? await self.findCached(lookup), !kept.ids.isEmpty {
              report(.found(lookup, .success(kept)))
            }
            throw error
          }
        })
    case .sync: .synced(await sync(report: report))
    case .fetchLineItems(let id):
      .lineItems(
        id: id, await result { () async throws(LibraryError) in try await self.loadLineItems(id) })
    case .expireRow(let id, let key):
      .rowExpired(
        id: id,
        await result { () async throws(LibraryError) in
          try await self.expire(id, key: IdempotencyKey(key), priority: .sync)
        })
    case .expire(let id, let key):
      .expired(
        id: id,
        await result { () async throws(LibraryError) in
          try await self.expire(id, key: IdempotencyKey(key))
        })
    case .fetchObject(let id):
      .fetchedObject(
        await result { () async throws(LibraryError) in try await self.loadRelatedObject(id) },
        id: id)
    case .fetchStory(let id):
      .story(
        id: id, await result { () async throws(LibraryError) in try await self.loadStory(id) })
    case .create(let parameters, let key):
      .created(
        await result { () async throws(LibraryError) in
          try await self.create(parameters, key: IdempotencyKey(key))
        }, idempotencyKey: key)
    case .update(let id, let parameters, let key):
      .updated(
        id: id,
        await result { () async throws(LibraryError) in
          try await self.update(id, parameters, key: IdempotencyKey(key))
        }, idempotencyKey: key)
    }
  }

  private func sync(
    report: @escaping @Sendable (StripeAnswer) -> Void
  ) async -> Result<SyncReport, Problem> {
    let throttle = Throttle(.milliseconds(250))
    let result = await syncAll(since: nil) { progress in
      guard throttle.isDue() else { return }
      report(.syncing(SyncReport(progress, after: throttle.elapsed)))
    }
    return result.map { SyncReport($0, after: throttle.elapsed) }.mapError { Problem($0) }
  }

  private func facts(_ query: ListQuery) async throws(LibraryError) -> ListFacts {
    let loaded = ListQuery(filter: query.filter)
    return ListFacts(
      matching: try await count(query),
      loaded: try await count(loaded),
      cached: try await count(ListQuery()),
      coverage: try await coverage(of: query.filter))
  }

  private func detail(_ id: String) async throws(LibraryError) -> SessionDetail? {
    guard let stored = try await session(id) else { return nil }
    var detail = SessionDetail(stored: stored, lineItems: try await lineItems(id))
    if let intent = stored.session.id(of: "payment_intent").flatMap({ StripeID($0) }) {
      detail.paymentIntent = try await relatedObject(intent)
    }
    detail.story = try await story(id)
    return detail
  }

  private func page(
    _ direction: PageDirection, _ filter: SessionFilter
  ) async throws(LibraryError) -> PageReport {
    switch direction {
    case .newest: PageReport(try await loadNew(filter))
    case .older: PageReport(try await loadOlder(filter))
    case .gap(let gap): PageReport(try await fill(gap, filter))
    }
  }

  private func result<Value>(
    _ work: () async throws(LibraryError) -> Value
  ) async -> Result<Value, Problem> {
    do throws(LibraryError) {
      return .success(try await work())
    } catch { return .failure(Problem(error)) }
  }
}
