import Checkout
import HTTP
import Screen
import Settings
import Stripe
import TOML

extension ConnectionPlan {
  /// Decides whose sessions are read and what may be done to them. A profile that was chosen on the
  /// screen comes before everything else, also before `STRIPE_API_KEY`. A command says it when its
  /// profile is that of the last dashboard; on the screen the header names it.
  package init(
    _ options: GlobalOptions, _ setup: Setup, in world: World, profile chosen: String? = nil,
    hasScreen: Bool = false
  ) async throws(Failure) {
    let credentials: Credentials
    do throws(CredentialsError) {
      credentials = try await KeyFinder(setup, now: world.now()).find(
        profile: chosen ?? options.profile, usesEnvironmentKey: chosen == nil)
    } catch { throw Failure(error) }
    self.init(
      key: credentials.key, keySource: Sanitiser.display(credentials.sourceText),
      writes: WritePermission(
        WriteAccess(
          for: credentials, readOnly: options.readOnly,
          allowLiveWrites: options.allowLiveWrites)))
    notes = credentials.notes.map { Sanitiser.display($0) }
    profile = credentials.profileName.map { Sanitiser.display($0) }
    if credentials.isRemembered, let profile, !hasScreen {
      world.console.say(
        "till: nothing names a profile, so this is “\(profile)”, that of the last dashboard")
    }
    defaultFilter = credentials.profile?.defaultFilter?.value
    accent = credentials.profile?.color
    checkoutHosts = credentials.profile?.checkoutHosts ?? []
    do throws(APIBaseError) {
      base = try APIBase.chosen(
        flag: options.apiBase, environment: setup.environment, profile: credentials.profile)
    } catch {
      throw Failure(options.apiBase == nil ? .configuration : .usage, "\(error.sentence)")
    }
    if let account = options.account, !Profile.isAccountID(account) {
      throw Failure(.usage, "--account wants the id of an account, acct_…")
    }
    connectedAccount = options.account ?? credentials.profile?.account
    if key.isOfOrganization, connectedAccount == nil {
      throw Failure(
        .usage,
        "this is a key of an organisation, which needs the account that it is for: "
          + "--account acct_…, or account in the profile")
    }
    ownAccount = credentials.accountID
    let configuration = setup.configuration
    cacheFolder = options.noCache || !configuration.cache ? nil : setup.paths.cache
    log = LogFile(path: setup.paths.log)
    dumpsHeaders = options.debugHttp
    rateLimit = configuration.rateLimit
    http.connectTimeout = configuration.connectTimeout
    http.timeout = configuration.timeout
    http.authorities = HTTPOptions.Authorities(
      profile: credentials.profile, environment: setup.environment)
  }
}

extension ConnectionPlan {
  /// The plan of a dashboard. If there are several profiles and none is the default, the user
  /// chooses one on the screen.
  init(forScreen options: GlobalOptions, _ setup: Setup, in world: World) async throws {
    var chosen: String?
    if options.profile == nil, world.console.terminals.isSuperset(of: [.input, .output]),
      KeyFinder(setup, now: world.now()).isUndecided
    {
      chosen = try await world.chooseProfile(setup, options)
      guard chosen != nil else {
        throw Failure(.configuration, "no profile was chosen; --profile NAME names one")
      }
    }
    try await self.init(options, setup, in: world, profile: chosen, hasScreen: true)
  }
}

extension WritePermission {
  fileprivate init(_ access: WriteAccess) {
    self =
      switch access {
      case .allowed: .allowed
      case .readOnly(let reason): .refused(reason)
      }
  }
}
