/// The part of till's environment that its child processes get.
package enum ChildEnvironment {
  /// Removes variables that hold a Stripe key, whatever their names: a browser, a pager or an
  /// editor passes its environment on to everything that it starts.
  package static func withoutKeys(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, value in
      name != "STRIPE_API_KEY" && name != "STRIPE_SECRET_KEY"
        && !prefixes.contains { value.contains($0) }
    }
  }

  /// The prefixes of keys and of webhook signing secrets. Publishable keys are not secret.
  private static let prefixes = [
    "sk_live_", "sk_test_", "sk_org_", "rk_live_", "rk_test_", "rk_org_", "rkcs_", "whsec_",
  ]
}
