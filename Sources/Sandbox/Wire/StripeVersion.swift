/// A version of Stripe's API that the sandbox speaks.
///
/// A version changes only what breaks an integration: names, values and places. What Stripe merely
/// adds is in every version. Source: https://docs.stripe.com/changelog
package struct StripeVersion: Hashable, Comparable, Sendable {
  /// As in `Stripe-Version`; it begins with a date, so that names are in order of time.
  package let name: String

  private init(known name: String) { self.name = name }

  /// Nil if the name is not a version, or one from before sessions had their present form.
  package init?(_ name: String) {
    guard Self.known.contains(name) else { return nil }
    self.name = name
  }

  package static func < (left: StripeVersion, right: StripeVersion) -> Bool {
    left.name < right.name
  }

  /// A payment intent has its latest charge in place of a list of all.
  static let latestCharge = StripeVersion(known: "2022-11-15")
  /// Payment mode accepts orders that cost nothing.
  static let freeOrders = StripeVersion(known: "2023-08-16")
  /// The shipping address moves to `collected_information`, what the customer saw to
  /// `presentment_details`, and the periods of a subscription to its items.
  static let basil = StripeVersion(known: "2025-03-31.basil")
  /// A discount has a source, a promotion code a promotion.
  static let clover = StripeVersion(known: "2025-09-30.clover")
  /// `ui_mode` has other values.
  static let dahlia = StripeVersion(known: "2026-03-25.dahlia")
  /// Line items no longer have `dynamic_tax_rates`.
  static let fixedTaxes = StripeVersion(known: "2026-07-29.dahlia")
  /// Payment methods are filtered instead of listed.
  static let endive = StripeVersion(known: "2026-09-30.endive")

  /// The oldest that the sandbox speaks.
  package static let oldest = StripeVersion(known: "2022-08-01")
  /// The version of an account that did not choose one.
  package static let standard = endive

  private static let known: Set = [
    "2022-08-01", "2022-11-15", "2023-08-16", "2023-10-16", "2024-04-10", "2024-06-20",
    "2024-09-30.acacia", "2024-10-28.acacia", "2024-11-20.acacia", "2024-12-18.acacia",
    "2025-01-27.acacia", "2025-02-24.acacia",
    "2025-03-31.basil", "2025-04-30.basil", "2025-05-28.basil", "2025-06-30.basil",
    "2025-07-30.basil", "2025-08-27.basil",
    "2025-09-30.clover", "2025-10-29.clover", "2025-11-17.clover", "2025-12-15.clover",
    "2026-01-28.clover", "2026-02-25.clover",
    "2026-03-25.dahlia", "2026-04-22.dahlia", "2026-05-27.dahlia", "2026-06-24.dahlia",
    "2026-07-29.dahlia", "2026-08-26.dahlia",
    "2026-09-30.endive", "2026-10-28.endive",
  ]
}

extension StripeVersion {
  /// The version that a request asks for.
  /// - Throws: 400 for a version that Stripe, or the sandbox, does not have.
  static func asked(
    _ header: String?, otherwise standard: StripeVersion
  ) throws(APIError) -> StripeVersion {
    guard let header, !header.isEmpty else { return standard }
    guard let version = StripeVersion(header) else {
      throw .invalid(
        "Invalid Stripe API version: \(header). The sandbox has the versions from "
          + "\(oldest.name) to \(known.max() ?? endive.name).", param: nil)
    }
    return version
  }
}
