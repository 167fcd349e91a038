package import Settings
package import Stripe
import TOML

/// An API address that was refused, and where it was set.
package struct APIBaseError: Error, Equatable, Sendable {
  /// `--api-base`, `TILL_API_BASE` or the profile's `api_base`.
  package let place: String

  package var sentence: String { "\(place) must be \(Profile.allowedAPIBase)." }
}

extension APIBase {
  /// The address to use: that of the command line, else `TILL_API_BASE`, else the profile's, else
  /// Stripe's own.
  ///
  /// - Parameters:
  ///   - flag: the value of `--api-base`.
  ///   - environment: the process's environment.
  ///   - profile: the profile in use.
  /// - Returns: an address to which a key may be sent.
  /// - Throws: `APIBaseError` for an address to which no key may be sent.
  package static func chosen(
    flag: String?, environment: [String: String], profile: Profile?
  ) throws(APIBaseError) -> APIBase {
    let variable = environment["TILL_API_BASE"] ?? ""
    let given = [
      ("--api-base", flag), ("TILL_API_BASE", variable.isEmpty ? nil : variable),
      ("api_base", profile?.apiBase?.value),
    ]
    for case (let place, let text?) in given {
      guard let base = try? APIBase(text) else { throw APIBaseError(place: place) }
      return base
    }
    return .stripe
  }
}
