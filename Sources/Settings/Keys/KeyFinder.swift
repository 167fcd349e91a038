import Checkout

/// Finds the key: in `STRIPE_API_KEY`, then in a till profile, then in one of the Stripe CLI.
package struct KeyFinder {
  package static let variable = "STRIPE_API_KEY"

  package let environment: [String: String]
  package let configuration: Configuration
  /// The configuration's file, for messages.
  package let configurationPath: String
  package let stripeCLI: StripeCLIProfiles
  /// The profile of the last dashboard, which counts where nothing else names one; ignored when it
  /// no longer exists.
  package let remembered: String?
  /// Runs an `api_key_command`; see `KeyCommand.run`.
  package let run: @Sendable ([String]) async throws(KeyCommandError) -> String

  package init(
    environment: [String: String], configuration: Configuration, configurationPath: String,
    stripeCLI: StripeCLIProfiles, remembered: String? = nil,
    run: @escaping @Sendable ([String]) async throws(KeyCommandError) -> String
  ) {
    self.environment = environment
    self.configuration = configuration
    self.configurationPath = configurationPath
    self.stripeCLI = stripeCLI
    self.remembered = remembered
    self.run = run
  }

  /// A finder over the real files and programs. `now` is in Unix seconds, for keys that have expired.
  package init(
    environment: [String: String], configuration: Configuration, paths: Paths,
    remembered: String?, now: Int
  ) {
    self.init(
      environment: environment, configuration: configuration,
      configurationPath: paths.configuration,
      stripeCLI: .load(from: paths.stripeCLI, now: now), remembered: remembered
    ) { command async throws(KeyCommandError) in
      try await KeyCommand.run(command, environment: environment)
    }
  }

  /// Finds the key to work with.
  ///
  /// - Parameters:
  ///   - profile: the profile that was asked for (`--profile`, or chosen on the screen); without
  ///     it, `TILL_PROFILE` counts.
  ///   - usesEnvironmentKey: whether `STRIPE_API_KEY` comes before profiles. False when the user
  ///     switches to a profile on the screen, which would otherwise have no effect.
  /// - Returns: the key, where it comes from, and what to say about it.
  /// - Throws: `CredentialsError`, with a message for people.
  package func find(
    profile: String? = nil, usesEnvironmentKey: Bool = true
  ) async throws(CredentialsError) -> Credentials {
    if usesEnvironmentKey, let text = environment.nonEmpty(Self.variable) {
      return try fromEnvironment(text, over: named(asked: profile))
    }
    let choice = try choose(asked: profile)
    var found = try await credentials(of: choice)
    found.isRemembered = try named(asked: profile) != choice
    return found
  }

  private func credentials(of choice: Choice) async throws(CredentialsError) -> Credentials {
    switch choice {
    case .till(let profile): return try await fromProfile(profile)
    case .stripeCLI(let profile): return try fromStripeCLI(profile, for: nil)
    case .none: throw nothingFound()
    case .several(let names):
      throw CredentialsError(
        code: .ambiguous,
        summary: "There are several profiles (\(names.joined(separator: ", "))), and no default.",
        places: [],
        advice: "Choose one with --profile NAME, or set profile = \"NAME\" in \(configurationPath)."
      )
    }
  }

  private func fromEnvironment(
    _ text: String, over choice: Choice
  ) throws(CredentialsError) -> Credentials {
    var notes: [String] = []
    var isReadOnly = false
    if let name = choice.name {
      notes.append("\(Self.variable) is set and overrides the profile \(name.quoted).")
    }
    if case .till(let profile) = choice { isReadOnly = profile.readOnly }
    return Credentials(
      key: try key(text, from: Self.variable), source: .environment, profile: nil, accountID: nil,
      isProfileReadOnly: isReadOnly, notes: notes)
  }

  private func fromProfile(_ profile: Profile) async throws(CredentialsError) -> Credentials {
    let key: APIKey
    let source: Credentials.Source
    switch profile.keySource {
    case .key(.success(let stored)):
      key = stored
      source = .profile(profile.name)
    case .key(.failure(let error)):
      throw .unusable("profile \(profile.name.quoted)", error.sentence)
    case .command(let command):
      source = .command(profile: profile.name)
      key = try self.key(try await output(of: command, for: profile), from: source.text)
    case nil:
      guard let match = stripeCLI.profile(named: profile.name) else {
        throw .unusable(
          "profile \(profile.name.quoted)",
          "It has no api_key and no api_key_command, and the Stripe CLI has no profile of that name."
        )
      }
      return try fromStripeCLI(match, for: profile)
    }
    return Credentials(
      key: key, source: source, profile: profile, accountID: nil,
      isProfileReadOnly: profile.readOnly, notes: [])
  }

  private func output(
    of command: [String], for profile: Profile
  ) async throws(CredentialsError) -> String {
    do throws(KeyCommandError) { return try await run(command) } catch {
      throw .unusable("profile \(profile.name.quoted)", error.sentence)
    }
  }

  private func fromStripeCLI(
    _ profile: StripeCLIProfiles.Profile, for own: Profile?
  ) throws(CredentialsError) -> Credentials {
    let source = Credentials.Source.stripeCLI(profile: profile.name)
    do throws(StripeCLIProfiles.Refusal) {
      return Credentials(
        key: try profile.key.get(), source: source, profile: own, accountID: profile.accountID,
        isProfileReadOnly: own?.readOnly ?? false,
        notes: [stripeCLI.note, stripeCLI.note(using: profile)].compactMap(\.self))
    } catch {
      throw .unusable(source.text, error.sentence)
    }
  }

  private func key(_ text: String, from place: String) throws(CredentialsError) -> APIKey {
    do throws(APIKeyError) { return try APIKey(text) } catch {
      throw .unusable(place, error.sentence)
    }
  }

  private func nothingFound() -> CredentialsError {
    CredentialsError(
      code: .notFound, summary: "No API key was found. till looked here:",
      places: [
        .init(Self.variable, "not set"),
        .init(
          configurationPath, configuration.isRefused ? "not used: it has an error" : "no profiles"),
        .init(stripeCLI.path, stripeCLI.problem ?? "no profiles of the Stripe CLI"),
      ],
      advice: "Set \(Self.variable), "
        + (configuration.isRefused
          ? "correct the configuration" : "add a profile to the configuration")
        + ", or run stripe login. To look around without a key: till demo")
  }
}

extension CredentialsError {
  fileprivate static func unusable(_ place: String, _ reason: String) -> CredentialsError {
    CredentialsError(
      code: .unusable, summary: "This API key cannot be used:", places: [Place(place, reason)],
      advice: "To look around without a key: till demo")
  }
}
