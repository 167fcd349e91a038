import Checkout

/// Whether till may change anything at Stripe.
package enum WriteAccess: Equatable, Sendable {
  case allowed
  /// With the reason, as a sentence for the footer and for refusals.
  case readOnly(reason: String)

  /// Read-only always wins; with a live key it is the default.
  ///
  /// - Parameters:
  ///   - credentials: the key in use and its profile.
  ///   - readOnly: whether `--read-only` was given.
  ///   - allowLiveWrites: whether `--allow-live-writes` was given.
  package init(for credentials: Credentials, readOnly: Bool, allowLiveWrites: Bool) {
    if readOnly {
      self = .readOnly(reason: "Read-only: --read-only was given.")
    } else if credentials.isProfileReadOnly {
      self = .readOnly(reason: "Read-only: the profile says so (read_only).")
    } else if credentials.key.isLive, !allowLiveWrites,
      credentials.profile?.allowLiveWrites != true
    {
      self = .readOnly(
        reason: "Read-only: this is a live key. To change that, start till with "
          + "--allow-live-writes, or set allow_live_writes in the profile.")
    } else {
      self = .allowed
    }
  }

  package var isReadOnly: Bool { self != .allowed }
}
