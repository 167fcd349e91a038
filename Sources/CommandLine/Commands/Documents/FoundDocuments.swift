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
  /// Why the documents were not searched.
  private var reason: SafeText?

  /// Searches what is kept. Firestore is not asked, since each of its documents costs a read. Nil
  /// for a profile without Firestore.
  init?(
    _ lookups: [Lookup], _ plan: ConnectionPlan, _ setup: Setup, _ options: GlobalOptions,
    in world: World
  ) async {
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
        rows += try await cache.sought(lookup.value, limit: State.mostSought)
          .filter { seen.insert($0.id).inserted }
      }
    } catch { reason = "\(Problem(error).sentence)" }
  }

  /// The session that the document names, if only one was found and the key can read it.
  func session(isLive: Bool) -> String? {
    rows.count == 1 ? rows[0].readableSession(isLive: isLive) : nil
  }

  /// Prints them as a table.
  func print(in world: World) async throws {
    guard let cache, !rows.isEmpty else { return }
    var writer = DocumentWriter(.table, in: world)
    for row in rows {
      guard let kept = try await cache.document(row.id) else { continue }
      try writer.write(kept.document, at: world.now())
    }
    try writer.finish()
  }

  /// What was found, and what to do with it, for stderr.
  var report: [SafeText] {
    if let reason { return ["Firestore's documents were not looked at: \(reason)"] }
    guard let first = rows.first else { return ["no document of Firestore's matches"] }
    return [
      "\(rows.count.counted("document")) of Firestore's \(rows.count == 1 ? "matches" : "match"): "
        + "“till document \(first.id)” shows \(rows.count == 1 ? "it" : "the first")"
    ]
  }
}
