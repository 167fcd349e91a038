package import Settings
package import Stripe
import TOML

/// An address of the API that is refused, and who gave it.
package struct APIBaseError: Error, Equatable, Sendable {
  /// `--api-base`, `TILL_API_BASE` or the profile's `api_base`.
  package let place: String

  package var sentence: String { "\(place) must be \(Profile.allowedAPIBase)." }
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
