import Checkout
import Query
import TOML

extension KeyFinder {
  /// The chosen profile, before its key is read.
  enum Choice: Equatable {
    case till(Profile)
    case stripeCLI(StripeCLIProfiles.Profile)
    case several([String])
    case none

    var name: String? {
      switch self {
      case .till(let profile): profile.name
      case .stripeCLI(let profile): profile.name
      case .several, .none: nil
      }
    }
  }

  /// The profile to work with: the one that `named` gives, else that of the last dashboard. So what
  /// is done on the screen changes nothing for a script whose configuration names a profile.
  func choose(asked: String?) throws(CredentialsError) -> Choice {
    let choice = try named(asked: asked)
    guard case .several = choice, let remembered else { return choice }
    return lookUp(remembered) ?? choice
  }

  /// The profile that was asked for (`--profile`, else `TILL_PROFILE`), else the default of the
  /// configuration, else the one called `default`, else the only one. The Stripe CLI's profiles
  /// only count when till has none.
  func named(asked: String?) throws(CredentialsError) -> Choice {
    if let asked = asked ?? environment.nonEmpty("TILL_PROFILE") {
      return try profile(named: asked)
    }
    if let name = configuration.profile?.value { return try profile(named: name) }

    let own = configuration.profiles
    if !own.isEmpty {
      if let profile = configuration.profile(named: "default") ?? own.only {
        return .till(profile)
      }
      return .several(own.map(\.name))
    }
    if let profile = stripeCLI.profile(named: "default") ?? stripeCLI.profiles.only {
      return .stripeCLI(profile)
    }
    return stripeCLI.profiles.isEmpty ? .none : .several(stripeCLI.profiles.map(\.name))
  }

  /// Whether there are several profiles and nothing says which to use, so that the user has to
  /// choose.
  package var isUndecided: Bool {
    guard environment.nonEmpty(Self.variable) == nil, case .several = try? choose(asked: nil)
    else { return false }
    return true
  }

  /// Why the profile that the configuration names cannot be used; nil if it can.
  package var defaultProblem: CredentialsError? {
    guard let name = configuration.profile?.value else { return nil }
    do throws(CredentialsError) {
      _ = try profile(named: name)
      return nil
    } catch { return error }
  }

  /// The names that `--profile` accepts: till's own, then those of the Stripe CLI with other names.
  var profileNames: [String] {
    let own = configuration.profiles.map(\.name)
    return own + stripeCLI.profiles.map(\.name).filter { !own.contains($0) }
  }

  private func lookUp(_ name: String) -> Choice? {
    configuration.profile(named: name).map(Choice.till)
      ?? stripeCLI.profile(named: name).map(Choice.stripeCLI)
  }

  private func profile(named name: String) throws(CredentialsError) -> Choice {
    if let choice = lookUp(name) { return choice }
    let names = profileNames
    let meant = NearestName.to(name, among: names).map { " Did you mean \($0.quoted)?" } ?? ""
    throw CredentialsError(
      code: .unknownProfile, summary: "There is no profile \(name.quoted).\(meant)", places: [],
      advice: configuration.isRefused
        ? "Nothing of \(configurationPath) is used: correct it first."
        : names.isEmpty
          ? "There are no profiles at all: add [profiles.NAME] to \(configurationPath)."
          : "Known profiles: \(names.joined(separator: ", ")).")
  }
}

extension Array {
  fileprivate var only: Element? { count == 1 ? first : nil }
}
