import ArgumentParser
import Screen
import Settings
import Stripe

/// `till profiles`: the keys that till knows of, masked, and where each comes from.
struct Profiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List the keys that till knows of, masked, with the source of each.",
    discussion: "They stand in the order in which they count; > is before the one in use.")

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let setup = try Setup.current
    let finder = KeyFinder(setup)
    let listings = finder.list()
    guard !listings.isEmpty else {
      // Says where it looked.
      do throws(CredentialsError) { _ = try finder.find(profile: options.profile) } catch {
        throw Failure(error)
      }
      return
    }
    let used = finder.sourceInUse(profile: options.profile)
    for listing in listings {
      Standard.output(line(listing, isUsed: listing.source == used) + "\n")
    }
  }

  private func line(_ listing: ProfileListing, isUsed: Bool) -> String {
    let mode = listing.key.map { $0.isLive ? "LIVE" : "TEST" } ?? ""
    let facts = [
      listing.account, listing.isReadOnly ? "read-only" : nil, listing.remark,
    ].compactMap(\.self).joined(separator: ", ")
    let line = [
      isUsed ? ">" : " ",
      TextWidth.pad(Sanitiser.display(listing.source.profileName ?? "–"), to: 16),
      TextWidth.pad(mode, to: 4),
      TextWidth.pad(listing.key?.masked ?? "–", to: 16),
      TextWidth.pad(Sanitiser.display(listing.source.text), to: 32),
      Sanitiser.display(facts),
    ].joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}

extension KeyFinder {
  /// Where the key would come from, without running a program for it; nil when there is none.
  fileprivate func sourceInUse(profile: String?) -> Credentials.Source? {
    let dry = KeyFinder(
      environment: environment, configuration: configuration,
      configurationPath: configurationPath, stripeCLI: stripeCLI
    ) { _ in "sk_test_instead_of_the_programs_output" }
    return try? dry.find(profile: profile).source
  }
}
