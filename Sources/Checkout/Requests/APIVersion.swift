/// The version of Stripe's API that till was written for, and which it requests.
/// Source: https://docs.stripe.com/api/versioning
package enum APIVersion {
  package static let current = "2026-09-30.endive"
}
