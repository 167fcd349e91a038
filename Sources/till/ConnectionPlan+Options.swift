import Glibc
import HTTP
import Stripe

/// The environment variables that till reads.
struct CommandEnvironment: Sendable {
  var variables: [String: String]

  static var current: CommandEnvironment {
    let names = [
      "STRIPE_API_KEY", "TILL_API_BASE", "TILL_CACHE_DIR", "XDG_CACHE_HOME", "HOME",
    ]
    var variables: [String: String] = [:]
    for name in names { variables[name] = getenv(name).map { String(cString: $0) } }
    return CommandEnvironment(variables: variables)
  }

  /// A variable that is set and not empty.
  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where caches are kept; nil when not even the home folder is known.
  var cacheFolder: String? {
    if let folder = self["TILL_CACHE_DIR"] { return folder }
    if let folder = self["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/till" }
    return self["HOME"].map { $0 + "/.cache/till" }
  }
}

extension ConnectionPlan {
  /// Decides whose sessions are read and what may be done to them.
  init(_ options: GlobalOptions, _ environment: CommandEnvironment) throws(Failure) {
    guard let text = environment["STRIPE_API_KEY"] else {
      throw Failure(
        .key,
        """
        there is no API key: STRIPE_API_KEY is not set. Export a key of the Stripe Dashboard \
        (Developers, API keys), or try “till demo”, which needs none
        """)
    }
    do throws(APIKeyError) {
      key = try APIKey(text)
    } catch {
      throw Failure(.key, "STRIPE_API_KEY: \(error.sentence)")
    }
    keySource = "STRIPE_API_KEY, \(key.masked)"
    do throws(HTTPError) {
      base = try (options.apiBase ?? environment["TILL_API_BASE"]).map(APIBase.init) ?? .stripe
    } catch {
      throw Failure(.configuration, "the address of the API is refused: \(error.detail)")
    }
    connectedAccount = options.account
    writes = Self.writes(key, options)
    cacheFolder = options.noCache ? nil : environment.cacheFolder
  }

  private static func writes(_ key: APIKey, _ options: GlobalOptions) -> WritePermission {
    if options.readOnly { return .refused("till was started with --read-only") }
    guard key.isLive, !options.allowLiveWrites else { return .allowed }
    return .refused("a live key only reads; start till with --allow-live-writes to change that")
  }

  /// One cache for each key, address and connected account.
  var cacheName: String {
    key.fingerprint(scope: "\(base.url) \(connectedAccount ?? "")")
  }
}
