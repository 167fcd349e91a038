package import Checkout
import Host
import Query
import TOML
import Units

/// The profiles in the Stripe CLI's configuration file, from which till takes test keys.
///
/// The file has two layouts: older versions write each profile as a table of its own, newer ones
/// put them below `[profiles]`. A file may have both; as in the CLI, the newer copy of a profile is
/// used.
/// Source: https://docs.stripe.com/cli/login
package struct StripeCLIProfiles: Equatable, Sendable {
  /// A profile of the CLI; not each of them has a key that can be used.
  package struct Profile: Equatable, Sendable {
    package let name: String
    package let accountID: String?
    /// The test key, or a sentence that says why it is unusable.
    package let key: Result<APIKey, Refusal>
  }

  /// Why a profile's key is not used.
  package struct Refusal: Error, Equatable, Sendable {
    package let sentence: String
  }

  package let path: String
  package let profiles: [Profile]
  /// Old copies of profiles that also have a newer one. They are never used.
  package let replaced: [Profile]
  /// What is wrong with the file as a whole; nil when it could be read or does not exist.
  package let problem: String?
  /// A sentence to show about a file that is usable.
  package let note: String?

  /// Reads the file; a missing one has no profiles. `now` is in Unix seconds, for keys that have
  /// expired.
  package static func load(from path: String, now: Int) -> StripeCLIProfiles {
    do throws(FileError) {
      let contents = try FileContents(of: path, limit: Configuration.sizeLimit)
      return StripeCLIProfiles(
        parsing: contents.bytes, path: path, now: now,
        note: contents.isReadableByOthers
          ? "Others can read the Stripe CLI's keys: chmod 600 \(path)" : nil)
    } catch {
      return StripeCLIProfiles(
        path: path, profiles: [], replaced: [],
        problem: error.code == .notFound ? nil : error.sentence, note: nil)
    }
  }

  package init(parsing bytes: [UInt8], path: String, now: Int, note: String? = nil) {
    do throws(TOMLFailure) {
      let document = try TOMLNode(parsing: bytes)
      let today = CivilDate(daysSinceEpoch: Int((Double(now) / 86_400).rounded(.down))).text
      let hasLogIn = document["user_info"] != nil
      func profiles(in table: TOMLNode?) -> [Profile] {
        (table?.entries ?? []).compactMap { Profile($0, today: today, hasLogIn: hasLogIn) }
      }
      let newer = profiles(in: document["profiles"])
      let older = profiles(in: document)
      let names = Set(newer.map(\.name))
      self.init(
        path: path, profiles: newer + older.filter { !names.contains($0.name) },
        replaced: older.filter { names.contains($0.name) }, problem: nil, note: note)
    } catch {
      self.init(
        path: path, profiles: [], replaced: [],
        problem: "Line \(error.position.line), column \(error.position.column): \(error.message).",
        note: nil)
    }
  }

  private init(
    path: String, profiles: [Profile], replaced: [Profile], problem: String?, note: String?
  ) {
    self.path = path
    self.profiles = profiles
    self.replaced = replaced
    self.problem = problem
    self.note = note
  }

  /// The profile of that name. The CLI writes all names in lower case.
  package func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name } ?? profiles.first { $0.name == name.lowercased() }
  }

  /// A sentence to show when the profile in use has an old copy in the file with another account or
  /// key.
  func note(using profile: Profile) -> String? {
    guard let old = replaced.first(where: { $0.name == profile.name }), old != profile else {
      return nil
    }
    let account = old.accountID.map { ", account \($0)," } ?? ""
    return
      "The Stripe CLI's file also has an old copy of the profile \(profile.name.quoted)\(account) "
      + "which is not used."
  }
}

extension StripeCLIProfiles.Profile {
  /// The names that the test key has had in versions of the CLI, newest first.
  private static let testKeyNames = ["test_mode_api_key", "secret_key", "api_key"]
  private static let liveKeyName = "live_mode_api_key"
  private static let marks = testKeyNames + [liveKeyName, "account_id", "device_name"]

  /// nil for other tables, such as the CLI's plug-ins. `today` is `YYYY-MM-DD`, in UTC. `hasLogIn`
  /// says that the file holds a log-in in the form that newer versions write.
  fileprivate init?(_ entry: TOMLNode.Entry, today: String, hasLogIn: Bool) {
    let table = entry.node
    guard Self.marks.contains(where: { table[$0] != nil }) else { return nil }
    name = SecretKey.masked(entry.name.value)
    accountID = table["account_id"]?.nonEmptyString
    key = Self.key(in: table, today: today, hasLogIn: hasLogIn || table["display_name"] != nil)
  }

  private static func key(
    in table: TOMLNode, today: String, hasLogIn: Bool
  ) -> Result<APIKey, StripeCLIProfiles.Refusal> {
    guard let text = testKeyNames.lazy.compactMap({ table[$0]?.nonEmptyString }).first else {
      guard table[liveKeyName] == nil else { return .failure(.init(sentence: liveOnly)) }
      return .failure(
        .init(sentence: hasLogIn ? inKeyring : "It has no key: run stripe login."))
    }
    do throws(APIKeyError) {
      let key = try APIKey(text)
      guard !key.isLive else { return .failure(.init(sentence: liveOnly)) }
      if let expiry = table["test_mode_key_expires_at"]?.day, expiry < today {
        return .failure(
          .init(sentence: "Its test key expired on \(expiry): run stripe login for a new one."))
      }
      return .success(key)
    } catch {
      return .failure(.init(sentence: error.sentence))
    }
  }

  private static let inKeyring =
    "It has no key in the file: this log-in keeps its key in the system's keyring, where till does "
    + "not look. Give till a key of its own, by STRIPE_API_KEY or by a profile with api_key_command."

  private static let liveOnly =
    "Only test keys are taken from the Stripe CLI, which keeps live keys in the system's keyring "
    + "and writes them to its file with stars: give till a live key by STRIPE_API_KEY or by "
    + "api_key_command."
}

extension TOMLNode {
  /// `YYYY-MM-DD` of a date, or of a text that begins with one.
  fileprivate var day: String? {
    let text: String
    switch value {
    case .string(let string), .date(let string): text = string
    default: return nil
    }
    let day = text.prefix(10)
    let isDay =
      day.utf8.count == 10
      && zip(day.utf8, "0000-00-00".utf8).allSatisfy { byte, pattern in
        pattern == UInt8(ascii: "-") ? byte == pattern : (0x30...0x39).contains(byte)
      }
    return isDay ? String(day) : nil
  }
}
