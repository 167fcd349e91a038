import Checkout
import Dashboard
import Screen
import Settings

extension KeyFinder {
  /// The choices of `P`: the environment's key under its variable's name, and the profiles.
  var choices: [ProfileChoice] {
    list().filter { !$0.isReplaced }.map { listing in
      let isFromProgram = if case .command = listing.source { true } else { false }
      return ProfileChoice(
        id: Sanitiser.display(listing.source.profileName ?? Self.variable),
        source: Sanitiser.display(
          [
            listing.source == .environment ? "the environment" : listing.source.text,
            listing.key?.masked, listing.account,
          ]
          .compactMap(\.self).joined(separator: ", ")),
        isLive: listing.key?.isLive,
        problem: listing.key == nil && !isFromProgram
          ? listing.remark.map(Sanitiser.display) : nil)
    }
  }
}
