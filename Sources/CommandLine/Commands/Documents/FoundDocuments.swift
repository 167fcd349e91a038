import Checkout
import Dashboard
import DocumentLibrary
import Query
import RecordCache
import Screen
import Settings

/// The kept documents of the Firebase extension that a look-up finds: by user, path, metadata or
/// the words of an error.
struct FoundDocuments {
  private let cache: DocumentCache?
  private(set) var rows: [DocumentRow] = []
  /// How many are printed.
  private let limit: Int
  /// How many are counted.
  private let most: Int
  /// How many users have documents that name the session of the only one found.
  private var claimants = 0
  /// Whether that session was looked up.
  private var isFollowed = false
  /// Why the documents were not searched.
  private var reason: SafeText?

  /// Searches what is kept. Firestore is not asked, since each of its documents costs a read. Nil
  /// for a profile without Firestore.
  init?(
    _ lookups: [Lookup], _ plan: ConnectionPlan, _ setup: Setup, _ options: GlobalOptions,
    limit: Int, in world: World
  ) async {
    self.limit = limit
    most = max(limit, DocumentLookUp.most)
    do throws(Failure) {
      guard
        try FirestoreConnection.isNamed(options, setup, in: world, profile: plan.profile),
        !options.noCache, setup.configuration.cache
      else { return nil }
      cache = try FirestoreConnection.open(options, setup, in: world, profile: plan.profile)
        .openCache(options, setup, in: world)
    } catch {
      cache = nil
      reason = error.sentence
      return
    }
    guard let cache else { return }
    do throws(CacheError) {
      guard try await cache.readTime() != nil else {
        reason = "none are kept: “till sync --documents” reads them"
        return
      }
      var seen: Set<String> = []
      for lookup in lookups {
        // One more tells whether there are more.
        rows += try await cache.sought(lookup.value, limit: most < .max ? most + 1 : most)
          .filter { seen.insert($0.id).inserted }
      }
      if rows.count == 1, let id = rows[0].sessionID {
        let rivals = try await cache.rows(ofSession: id)
        claimants = Set(rivals.map { DocumentRow.user(inPath: $0.id) }).count
      }
    } catch { reason = "\(Problem(error).sentence)" }
  }

  /// The session that the document names, if only one was found and the key can read it. Users can
  /// write any session's id into their documents, so one that several users claim is not looked up.
  mutating func session(isLive: Bool) -> String? {
    guard rows.count == 1, claimants <= 1 else { return nil }
    let id = rows[0].readableSession(isLive: isLive)
    isFollowed = id != nil
    return id
  }

  /// Prints them as a table.
  func print(in world: World) async throws {
    guard let cache, !rows.isEmpty else { return }
    var writer = DocumentWriter(.table, in: world)
    for row in rows.prefix(limit) {
      guard let kept = try await cache.document(row.id) else { continue }
      try writer.write(kept.document, at: world.now())
    }
    try writer.finish()
  }

  /// Whether there are more than are printed.
  var isCut: Bool { rows.count > limit }

  /// What was found, and what to do with it, for stderr.
  var report: [SafeText] {
    if let reason { return ["Firestore's documents were not looked at: \(reason)"] }
    guard let first = rows.first else { return ["no document of Firestore's matches"] }
    let doubt: SafeText? =
      if claimants > 1 {
        "documents of \(claimants) users name its session, which was not looked up for that"
      } else if isFollowed {
        "the session is the one that the document claims; only Stripe's customer proves whose it is"
      } else {
        nil
      }
    let count: SafeText =
      rows.count > most
      ? "more than \(most.counted("document"))" : "\(rows.count.counted("document"))"
    return [
      "\(count) of Firestore's \(rows.count == 1 ? "matches" : "match"): "
        + "“till document \(first.id)” shows \(rows.count == 1 ? "it" : "the first")",
      doubt,
    ].compactMap(\.self)
  }
}
