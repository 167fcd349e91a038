import Checkout
package import Dashboard
import DocumentLibrary
import Firestore
import JSON
import Query
import RecordCache
import Screen
import SessionLibrary
import Settings
import Stripe

/// Answers the dashboard's requests to Firestore, and to the documents that are kept.
package struct DocumentDesk: Sendable {
  private let client: FirestoreClient
  private let documents: DocumentCache
  /// Reads the sessions of documents.
  private let connection: Connection
  private let now: @Sendable () -> Int

  /// If nothing is kept on disk, documents are kept until the program ends.
  ///
  /// - Throws: `Failure` if they cannot be kept at all.
  package init(
    _ firestore: FirestoreConnection, beside connection: Connection, isSandbox: Bool,
    _ options: GlobalOptions, _ setup: Setup, in world: World
  ) throws(Failure) {
    client = firestore.client
    self.connection = connection
    now = world.now
    if isSandbox || options.noCache || !setup.configuration.cache {
      do throws(CacheError) {
        let cache = try RecordCache.temporary(.document)
        world.closing.add { try? cache.close() }
        documents = DocumentCache(cache, customers: firestore.client.customers)
      } catch { throw Failure(error) }
    } else {
      documents = try firestore.openCache(options, setup, in: world, staysOpen: true)
    }
  }

  /// A long read posts its progress before its answer.
  package func answer(
    _ request: FirestoreRequest, _ post: @escaping @Sendable (FirestoreAnswer) -> Void
  ) async {
    switch request {
    case .open:
      post(.opened(await kept { () async throws(CacheError) in try await documents.readTime() }))
    case .count:
      do throws(FirestoreError) { post(.counted(.success(try await client.count()))) } catch {
        post(.counted(.failure(Problem(error))))
      }
    case .readAll: post(.ended(await readAll(post)))
    case .readRows(let query, let anchor, let limit, let generation):
      post(
        await kept(request) { () async throws(CacheError) in
          .rows(
            try await documents.rows(query, anchor, limit: limit), anchor: anchor,
            generation: generation)
        })
    case .readFacts(let query, let views, let generation):
      post(
        await kept(request) { () async throws(CacheError) in
          let (facts, counts) = try await facts(query, views)
          return .facts(facts, counts, generation: generation)
        })
    case .readDocument(let id):
      let found = await kept { () async throws(CacheError) in
        try await documents.document(id).map { ReadDocument($0.document, readAt: $0.readAt) }
      }
      post(.document(found, id: id))
    case .readFieldNames(let query):
      post(
        await kept(request) { () async throws(CacheError) in
          .fieldNames(try await documents.fieldNames(query))
        })
    case .readTexts(let paths, let ids):
      post(
        await kept(request) { () async throws(CacheError) in
          .texts(try await documents.texts(paths, ids: ids), paths: paths)
        })
    case .refresh(let id): post(.document(await refresh(id), id: id))
    case .user(let id): post(.user(await user(id), id: id))
    case .sessions(let ids): await readSessions(ids, post)
    case .refreshSession(let id): post(.sessions([id: await readAgain(id)]))
    case .ofSession(let id):
      post(
        await kept(request) { () async throws(CacheError) in
          .ofSession(id, try await documents.rows(ofSession: id))
        })
    case .seek(let text):
      post(
        await kept(request) { () async throws(CacheError) in
          .sought(text, try await documents.sought(text, limit: DocumentLookUp.most))
        })
    }
  }

  /// Writes all stored documents of a list to a file, and returns how many these are.
  ///
  /// - Throws: `ExportFile.WriteError`, or the error of the cache.
  func write(
    _ query: ListQuery, _ format: ExportFormat, to path: String, overwriting: Bool
  ) async throws -> Int {
    try await ExportFile.write(
      query, format, to: path, overwriting: overwriting, of: documents, at: now())
  }

  private func readAll(
    _ post: @escaping @Sendable (FirestoreAnswer) -> Void
  ) async -> Result<DocumentReading, Problem> {
    let throttle = Throttle(.milliseconds(200))
    do throws(DocumentError) {
      let outcome = try await documents.sync(client, at: now()) { received in
        if throttle.isDue() { post(.reading(received: received)) }
      }
      return .success(DocumentReading(received: outcome.changes.received, leftOut: outcome.leftOut))
    } catch { return .failure(Problem(error)) }
  }

  private func facts(
    _ query: ListQuery, _ views: [String: ListQuery]
  ) async throws(CacheError) -> (ListFacts, DocumentCounts) {
    let cache = documents.cache
    let cached = try await cache.count(ListQuery())
    let facts = ListFacts(
      matching: query.query == nil ? cached : try await cache.count(query), loaded: cached,
      cached: cached, coverage: try await cache.coverage(of: .all))
    var counts = try await documents.counts(at: now())
    for (name, query) in views { counts.views[name] = try await cache.count(query) }
    return (facts, counts)
  }

  private func refresh(_ id: String) async -> Result<ReadDocument?, Problem> {
    do throws(DocumentError) {
      let time = now()
      return .success(
        ReadDocument(try await documents.refresh(id, with: client, at: time), readAt: time))
    } catch {
      if case .firestore(let error) = error, error.code == .missing { return .success(nil) }
      return .failure(Problem(error))
    }
  }

  private func user(_ id: String) async -> Result<UserDocument?, Problem> {
    do throws(FirestoreError) {
      let time = now()
      return .success(
        try await client.users([id]).first.map { found in
          UserDocument(
            json: found.json, path: found.name.path,
            customer: found.fields["stripeId"]?.string, email: found.fields["email"]?.string,
            readAt: time)
        })
    } catch { return .failure(Problem(error)) }
  }

  /// Reads sessions from the cache, all at once. Those that it does not have are read from Stripe
  /// and posted one by one, with the priority of background requests.
  private func readSessions(
    _ ids: [String], _ post: @Sendable (FirestoreAnswer) -> Void
  ) async {
    var known: [String: Result<JoinedSession?, Problem>] = [:]
    var missing: [String] = []
    for id in ids {
      if let stored = try? await connection.cache.session(id) {
        known[id] = .success(await joined(stored))
      } else {
        missing.append(id)
      }
    }
    if !known.isEmpty { post(.sessions(known)) }
    for id in missing { post(.sessions([id: await readAgain(id)])) }
  }

  private func readAgain(_ id: String) async -> Result<JoinedSession?, Problem> {
    do throws(LibraryError) {
      return .success(await joined(try await connection.library.refresh(id)))
    } catch {
      if case .stripe(let error) = error, error.code == .missing { return .success(nil) }
      return .failure(Problem(error))
    }
  }

  private func joined(_ stored: StoredSession) async -> JoinedSession {
    JoinedSession(stored, items: try? await connection.cache.lineItems(stored.session.id))
  }

  /// The answer from what is kept, or why there is none.
  private func kept(
    _ request: FirestoreRequest, _ read: () async throws(CacheError) -> FirestoreAnswer
  ) async -> FirestoreAnswer {
    do throws(CacheError) { return try await read() } catch {
      return .failed(request, Problem(error))
    }
  }

  private func kept<Value>(
    _ read: () async throws(CacheError) -> Value
  ) async -> Result<Value, Problem> {
    do throws(CacheError) { return .success(try await read()) } catch {
      return .failure(Problem(error))
    }
  }
}

extension Problem {
  init(_ error: FirestoreError) { self.init(Sanitiser.display(error.sentence)) }
  init(_ error: CacheError) { self.init(Sanitiser.display(error.message)) }

  init(_ error: DocumentError) {
    switch error {
    case .firestore(let error): self.init(error)
    case .cache(let error): self.init(error)
    }
  }
}
