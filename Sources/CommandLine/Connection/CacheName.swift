import Checkout
import Dashboard
import FoundationEssentials
import Glibc
import Host
import Query
import RecordCache
import Settings
import Stripe
import Screen

/// Which file holds the sessions of a plan: one for each account and mode.
///
/// The account is the connected one, or the key's own as far as it is known: from the Stripe CLI,
/// or from Stripe, which the dashboard asks once. Until then the key's fingerprint takes its place.
///
/// A file never changes its name, since another process may have it open. Once the account of a key is
/// known, a note beside the file names it. From then on all keys of the account use one file, the
/// largest that any of them has written.
extension ConnectionPlan {
  /// Opens the cache of the plan. It is a temporary one if nothing is to be kept, or if nothing can
  /// be kept and the plan does not insist. With `onlyReads` it also opens a cache that cannot be
  /// written; one that `staysOpen` leaves the file to other programs. If bringing it up to date takes
  /// long, that is said first.
  ///
  /// - Returns: the cache, and what the user should be told about it.
  func openCache(
    in world: World, onlyReads: Bool = false, staysOpen: Bool = false
  ) throws(CacheError) -> (cache: RecordCache, notice: String?) {
    guard let cacheFolder else { return (try RecordCache.temporary(.session), nil) }
    let names = cacheNames(in: cacheFolder)
    let name = largest(of: names, in: cacheFolder)
    do throws(CacheError) {
      let (cache, notice) = try RecordCache.open(
        .session, directory: cacheFolder, account: name, livemode: key.isLive, now: world.now(),
        onlyReads: onlyReads, staysOpen: staysOpen,
        upgrading: { world.console.sayUpgrading($0, "sessions") })
      if !onlyReads { removeUnused(names.filter { $0 != name }, in: cacheFolder) }
      return (cache, notice?.message)
    } catch {
      guard !needsCache else { throw error }
      // The cache on disk is a convenience: the program works without it.
      return (try RecordCache.temporary(.session), "\(error.message). Nothing is kept this time")
    }
  }

  /// - Throws: `Failure` when nothing is kept.
  func cachePath() throws(Failure) -> String {
    let folder = try keptFolder()
    return path(of: largest(of: cacheNames(in: folder), in: folder), in: folder)
  }

  /// Removes everything that is kept of the account, also what was set aside, and the notes about
  /// it.
  ///
  /// - Returns: the names of the removed files.
  func clearCache() throws(Failure) -> [String] {
    let folder = try keptFolder()
    var files: [String] = []
    for name in cacheNames(in: folder) {
      let file = path(of: name, in: folder)
      files.append(file)
      // If another key has a note but no file here, its note may be about the account's other mode.
      if name == fingerprint || FileManager.default.fileExists(atPath: file) {
        files.append(note(of: name, in: folder))
      }
    }
    return try CacheFiles.remove(in: folder) { name in
      files.contains { "\(folder)/\(name)".hasPrefix($0) }
    }
  }

  /// Writes down whose key this is, so that the next start finds the account's cache.
  package func rememberAccount(_ id: String) {
    guard let cacheFolder, Profile.isAccountID(id) else { return }
    try? PrivateFiles.write(
      Array(fileName(of: id).utf8), to: note(of: fingerprint, in: cacheFolder))
  }

  // MARK: - Names

  private var fingerprint: String { key.fingerprint(scope: base.url) }

  /// Another server may use the same ids for other sessions.
  private func fileName(of account: String) -> String {
    base.isStripe ? account : "\(account)-\(base.url.suffix(100))"
  }

  /// The largest file of the account, or the name for a new one if there is none yet.
  private func largest(of names: [String], in folder: String) -> String {
    let sizes = names.map {
      RecordCache.size(of: .session, directory: folder, account: $0, livemode: key.isLive)
    }
    let largest = names.indices.max { (sizes[$0], $1) < (sizes[$1], $0) }
    return largest.map { names[$0] } ?? fingerprint
  }

  /// All names under which sessions of the account may be kept; the first is for a new file.
  private func cacheNames(in folder: String) -> [String] {
    let own = connectedAccount == nil ? [fingerprint] : []
    guard let account = connectedAccount ?? ownAccount ?? accountNoted(of: fingerprint, in: folder)
    else { return own }
    let name = fileName(of: account)
    let others = FolderContents.names(in: folder).sorted().filter { $0.hasSuffix(Self.noteSuffix) }
      .map { String($0.dropLast(Self.noteSuffix.count)) }
      .filter { $0 != fingerprint && noteText(of: $0, in: folder) == name }
    return [name] + own + others
  }

  // MARK: - Notes

  private static let noteSuffix = ".account"
  private static let noteLimit = 4096

  private func note(of fingerprint: String, in folder: String) -> String {
    "\(folder)/\(fingerprint)\(Self.noteSuffix)"
  }

  private func noteText(of fingerprint: String, in folder: String) -> String? {
    let file = try? FileContents(of: note(of: fingerprint, in: folder), limit: Self.noteLimit)
    return file.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// The id alone, without the address that is added for other servers.
  private func accountNoted(of fingerprint: String, in folder: String) -> String? {
    let text = noteText(of: fingerprint, in: folder) ?? ""
    let id = String(text.prefix { $0 != "-" })
    return Profile.isAccountID(id) ? id : nil
  }

  // MARK: - Files

  /// Why there is no cache.
  static let nothingKept: SafeText = "--no-cache is given, or the configuration says cache = false"

  private func keptFolder() throws(Failure) -> String {
    guard let cacheFolder else {
      throw Failure(.failed, "there is no cache: \(Self.nothingKept)")
    }
    return cacheFolder
  }

  private func path(of name: String, in folder: String) -> String {
    RecordCache.path(of: .session, directory: folder, account: name, livemode: key.isLive)
  }

  /// Removes the files that were written before the account's file was known, so that no personal
  /// data stays behind unused. A file that another process has open stays until the next time.
  private func removeUnused(_ names: [String], in folder: String) {
    for other in names
    where !RecordCache.isInUse(.session, directory: folder, account: other, livemode: key.isLive) {
      _ = try? RecordCache.clear(.session, directory: folder, account: other, livemode: key.isLive)
    }
  }
}

extension Console {
  /// Fewer records are brought up to date before the user could read the sentence.
  private static let mostSilent = 5_000

  /// Says why nothing is on the screen yet.
  func sayUpgrading(_ records: Int, _ kind: SafeText) {
    guard records > Self.mostSilent else { return }
    say(
      "till: the cache is from an older till: \(records.grouped) \(kind) are read and indexed "
        + "again, once; a million take some minutes")
  }
}
