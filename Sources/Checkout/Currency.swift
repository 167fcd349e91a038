/// A currency as Stripe names it: a lower-case ISO 4217 code.
package struct Currency: Hashable, Sendable {
  package let code: String

  package init(_ code: String) { self.code = code.lowercased() }
}
