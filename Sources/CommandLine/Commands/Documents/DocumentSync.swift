import Query
import Checkout
import Dashboard
import DocumentLibrary
import Firestore
import Glibc
import Host
import RecordCache
import Screen
import Settings
import Units

/// `till sync --documents`: reads all documents and keeps them.
struct DocumentSync {
  private let connection: FirestoreConnection
  private let documents: DocumentCache
  private let world: World

  init(_ options: GlobalOptions, _ setup: Setup, in world: World) throws(Failure) {
    self.world = world
    connection = try FirestoreConnection.open(options, setup, in: world)
    documents = try connection.openCache(options, setup, in: world)
  }

  /// Reads them, and says that nothing is kept when it is stopped.
  func run() async throws {
    let signals = world.stopSignals()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: Workers.shared) { try await read() }
      group.addTask(executorPreference: Workers.shared) {
        await signals.first()
        throw Failure(
          .interrupted, "stopped: documents are kept once all are read, so these were not kept")
      }
      defer { group.cancelAll() }
      _ = try await group.next()
    }
  }

  private func read() async throws(Failure) {
    let start = ContinuousClock.now
    let throttle = Throttle(.seconds(2))
    let count: Int
    do throws(FirestoreError) {
      count = try await connection.client.count()
      world.console.say("till: this reads \(count.counted("document"))")
    } catch { throw Failure(error) }
    do throws(DocumentError) {
      let outcome = try await documents.sync(connection.client, at: world.now()) { received in
        if throttle.isDue() { world.console.say("till: \(received.counted("document")) read") }
      }
      let received = outcome.changes.received
      let parts = [
        received < count
          ? "synced: \(received.grouped) of \(count.counted("document")) read"
          : "synced: \(received.counted("document")) read",
        "\(outcome.changes.added.grouped) new",
        outcome.changes.changed > 0 ? "\(outcome.changes.changed.grouped) changed" : nil,
        outcome.changes.dropped > 0 ? "\(outcome.changes.dropped.grouped) gone" : nil,
        outcome.unkept > 0 ? "\(outcome.unkept.grouped) could not be kept" : nil,
        outcome.leftOut > 0 ? "\(outcome.leftOut.grouped) of other collections left out" : nil,
        "\((ContinuousClock.now - start).tenths) s",
      ]
      world.console.say("till: \(parts.compactMap(\.self).joined(separator: " · "))")
    } catch { throw Failure(error) }
  }
}

extension FirestoreConnection {
  /// The cache of the documents, created if there is none.
  ///
  /// - Throws: `Failure` if nothing is kept on this machine, or nothing can be.
  func openCache(
    _ options: GlobalOptions, _ setup: Setup, in world: World, staysOpen: Bool = false
  ) throws(Failure) -> DocumentCache {
    guard !options.noCache, setup.configuration.cache else {
      throw Failure(.usage, "documents are kept nowhere: \(ConnectionPlan.nothingKept)")
    }
    do throws(CacheError) {
      let (cache, notice) = try RecordCache.open(
        .document, directory: setup.paths.cache, account: cacheName, livemode: false,
        now: world.now(), staysOpen: staysOpen,
        upgrading: { world.console.sayUpgrading($0, "documents") })
      removeOlder(in: setup.paths.cache)
      world.closing.add { try? cache.close() }
      if let notice { world.console.say("till: \(notice.message)") }
      return DocumentCache(cache, customers: client.customers)
    } catch { throw Failure(error) }
  }

  /// What is kept of the documents, for people; empty if nothing is kept.
  func cacheLines(_ setup: Setup, in world: World) async throws(Failure) -> [SafeText] {
    let path = RecordCache.path(
      of: .document, directory: setup.paths.cache, account: cacheName, livemode: false)
    guard access(path, F_OK) == 0 else { return [] }
    do throws(CacheError) {
      let (cache, _) = try RecordCache.open(
        .document, directory: setup.paths.cache, account: cacheName, livemode: false,
        now: world.now(), onlyReads: true)
      world.closing.add { try? cache.close() }
      let info = try await cache.info()
      let readAt = try await DocumentCache(cache, customers: client.customers).readTime()
      let zone = world.zone()
      var lines: [SafeText] = [
        "documents \(info.records.grouped) of \(client.database.project), "
          + "\(client.customers.path)",
        "path      \(info.path)", "size      \(info.bytes.grouped) bytes",
      ]
      if let readAt {
        lines.append("covers    all there were at \(Moment(readAt).text(in: zone))")
      }
      return lines
    } catch { throw Failure(error) }
  }

  /// Removes the documents that are kept. Returns whether there were any.
  func clearCache(_ setup: Setup) throws(Failure) -> Bool {
    do throws(CacheError) {
      let hadOlder = removeOlder(in: setup.paths.cache)
      return try RecordCache.clear(
        .document, directory: setup.paths.cache, account: cacheName, livemode: false) || hadOlder
    } catch { throw Failure(error) }
  }

  private var cacheName: String { DocumentCache.name(of: client.database, client.customers) }

  /// Removes the file of an older till, which may hold documents of several databases, so that no
  /// personal data stays behind unused. One that another process has open stays until the next time.
  @discardableResult
  private func removeOlder(in folder: String) -> Bool {
    guard let older = DocumentCache.olderName(of: client.database, client.customers),
      !RecordCache.isInUse(.document, directory: folder, account: older, livemode: false)
    else { return false }
    return
      (try? RecordCache.clear(.document, directory: folder, account: older, livemode: false))
      ?? false
  }
}

extension Failure {
  init(_ error: DocumentError) {
    switch error {
    case .firestore(let error): self.init(error)
    case .cache(let error): self.init(error)
    }
  }
}
