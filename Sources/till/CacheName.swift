import FoundationEssentials
import Glibc
import SessionCache
import Settings
import Stripe

/// Which file holds the sessions of a plan: one for each account and mode.
///
/// The account is the connected one, or the key's own as far as it is known: from the Stripe CLI, or
/// from Stripe, who is asked once by the dashboard. Until then the key's fingerprint stands for it,
/// and its file is taken over as soon as the account is known.
extension ConnectionPlan {
  /// The name of the account for the file; nil where nothing is kept.
  var cacheName: String {
    guard let account = connectedAccount ?? ownAccount ?? rememberedAccount else {
      return fingerprint
    }
    // Other servers know the same ids, and other sessions.
    return base.isStripe ? account : account + "-" + base.url.suffix(100)
  }

  /// Opens the cache of the plan; a temporary one where nothing is kept, or where nothing can be.
  ///
  /// - Returns: the cache, and what is to be said about it.
  func openCache() throws(CacheError) -> (cache: SessionCache, notice: String?) {
    guard let cacheFolder else { return (try SessionCache.temporary(), nil) }
    takeOverCache(in: cacheFolder)
    do throws(CacheError) {
      let (cache, notice) = try SessionCache.open(
        directory: cacheFolder, account: cacheName, livemode: key.isLive, now: time(nil))
      return (cache, notice?.message)
    } catch {
      // What is on the disk is a convenience: without it the program still does its work.
      return (try SessionCache.temporary(), "\(error.message). Nothing is kept this time")
    }
  }

  /// - Throws: `Failure` when nothing is kept.
  func cachePath() throws(Failure) -> String {
    guard let cacheFolder else {
      throw Failure(.failed, "there is no cache: --no-cache is given, or the configuration says so")
    }
    takeOverCache(in: cacheFolder)
    return path(of: cacheName, in: cacheFolder)
  }

  /// Notes whose key this is, so that the next start finds the account's cache.
  func rememberAccount(_ id: String) {
    guard let noteOfAccount, Profile.isAccountID(id) else { return }
    try? PrivateFiles.write(Array(id.utf8), to: noteOfAccount)
  }

  // MARK: - The account behind a key

  private var fingerprint: String { key.fingerprint(scope: base.url) }

  private var noteOfAccount: String? { cacheFolder.map { "\($0)/\(fingerprint).account" } }

  private var rememberedAccount: String? {
    guard let noteOfAccount, let bytes = FileManager.default.contents(atPath: noteOfAccount),
      bytes.count < 100
    else { return nil }
    let id = String(decoding: bytes, as: UTF8.self)
    return Profile.isAccountID(id) ? id : nil
  }

  // MARK: - Taking over

  private func path(of name: String, in folder: String) -> String {
    SessionCache.path(directory: folder, account: name, livemode: key.isLive)
  }

  /// Renames the cache that was begun before the account was known. One that another till has open
  /// stays as it is until the next time.
  private func takeOverCache(in folder: String) {
    let files = FileManager.default
    let (name, early) = (cacheName, fingerprint)
    guard connectedAccount == nil, name != early else { return }
    let from = path(of: early, in: folder)
    let to = path(of: name, in: folder)
    guard files.fileExists(atPath: from), !files.fileExists(atPath: to) else { return }
    // The last pages may still be in the log beside the file: opening and closing puts them in.
    if files.fileExists(atPath: from + "-wal"),
      let opened = try? SessionCache.open(
        directory: folder, account: early, livemode: key.isLive, now: time(nil))
    {
      try? opened.cache.close()
    }
    guard !files.fileExists(atPath: from + "-wal") else { return }
    _ = rename(from, to)
  }
}
