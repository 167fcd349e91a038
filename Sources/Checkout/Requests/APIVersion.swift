/// The version of Stripe's API whose shapes till knows, and which it asks for.
/// Source: https://docs.stripe.com/api/versioning
package enum APIVersion {
  package static let current = "2026-09-30.endive"
}
