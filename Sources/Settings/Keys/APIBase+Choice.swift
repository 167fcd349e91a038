package import Stripe

/// An address of the API that is refused, and who gave it.
package struct APIBaseError: Error, Equatable, Sendable {
  /// `--api-base` or `TILL_API_BASE`.
  package let place: String

  package var sentence: String {
    "\(place) must be an https:// address, or http:// to this machine (127.0.0.1)."
  }
}

extension APIBase {
  /// The address to use: of the command line, else `TILL_API_BASE`, else of the profile, else
  /// Stripe's own.
  ///
  /// - Parameters:
  ///   - flag: what `--api-base` was given.
  ///   - environment: the process's environment.
  ///   - profile: the profile in use.
  /// - Returns: an address that may be sent a key.
  /// - Throws: `APIBaseError` for an address that may not.
  package static func chosen(
    flag: String?, environment: [String: String], profile: Profile?
  ) throws(APIBaseError) -> APIBase {
    let given = [("--api-base", flag), ("TILL_API_BASE", environment.nonEmpty("TILL_API_BASE"))]
    for case (let place, let text?) in given {
      guard let base = try? APIBase(text) else { throw APIBaseError(place: place) }
      return base
    }
    return profile?.apiBase ?? .stripe
  }
}
