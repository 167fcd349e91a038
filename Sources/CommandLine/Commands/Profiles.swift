import ArgumentParser
import Checkout
import Screen
import Settings

/// `till profiles`: the keys that till has found, masked, and where each comes from.
struct Profiles: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List the keys that till knows of, masked, with the source of each.",
    discussion: """
      > is before the one in use: STRIPE_API_KEY; else the profile of --profile, of TILL_PROFILE, of \
      profile in the configuration, the one called default, or the only one. If none of these names \
      a profile, it is that of the last dashboard.
      """)

  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let setup = try Setup.current(in: world)
    let finder = KeyFinder(setup, now: world.now())
    let listings = finder.list()
    guard !listings.isEmpty else {
      // Its error says where it looked.
      _ = try await finder.find(profile: options.profile)
      return
    }
    let used = await finder.sourceInUse(profile: options.profile)
    for listing in listings {
      try world.console.print(
        Self.line(listing, isUsed: listing.source == used && !listing.isReplaced))
    }
  }

  private static func line(_ listing: ProfileListing, isUsed: Bool) -> SafeText {
    let mode: SafeText = listing.key.map { $0.isLive ? "LIVE" : "TEST" } ?? ""
    let facts = [
      listing.account, listing.isReadOnly ? "read-only" : nil, listing.remark,
    ].compactMap(\.self).map { SafeText($0) }.joined(separator: ", ")
    let columns: [SafeText] = [
      isUsed ? ">" : " ", SafeText(listing.source.profileName ?? "–").padded(to: 16),
      mode.padded(to: 4), SafeText(listing.key?.masked ?? "–").padded(to: 16),
    ]
    let source = SafeText(listing.source.text)
    let last = facts.isEmpty ? source : "\(source.padded(to: 32))  \(facts)"
    return (columns + [last]).joined(separator: "  ")
  }
}

extension KeyFinder {
  /// Where the key would come from, without running a program for it; nil when there is none.
  fileprivate func sourceInUse(profile: String?) async -> Credentials.Source? {
    let dry = KeyFinder(
      environment: environment, configuration: configuration,
      configurationPath: configurationPath, stripeCLI: stripeCLI,
      remembered: remembered
    ) { _ in "sk_test_instead_of_the_programs_output" }
    return try? await dry.find(profile: profile).source
  }
}
