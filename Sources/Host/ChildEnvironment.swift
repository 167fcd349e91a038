/// What the programs that till starts get to see of its environment.
package enum ChildEnvironment {
  /// Variables that hold a key of Stripe, whatever they are called: a browser, a pager or an editor
  /// hands its environment on to everything that it starts itself.
  package static func withoutKeys(_ environment: [String: String]) -> [String: String] {
    environment.filter { name, value in
      name != "STRIPE_API_KEY" && name != "STRIPE_SECRET_KEY"
        && !prefixes.contains { value.contains($0) }
    }
  }

  /// Of keys and of the secrets that sign webhooks. Publishable keys are no secret.
  private static let prefixes = [
    "sk_live_", "sk_test_", "sk_org_", "rk_live_", "rk_test_", "rk_org_", "rkcs_", "whsec_",
  ]
}
