/// The `expand[]` parameters of a request as a tree of fields.
/// Source: https://docs.stripe.com/expand
struct Expansion: Sendable {
  private var children: [String: Expansion] = [:]

  static let none = Expansion()

  /// Stripe's limit on the depth of a path. `data` of a list counts like any other name.
  private static let deepest = 4

  /// What is expanded below a field; nil if the field is not to be expanded.
  subscript(field: String) -> Expansion? { children[field] }

  func includes(_ field: String) -> Bool { children[field] != nil }

  init() {}

  /// The paths start from an object on which these fields can be expanded.
  init(
    _ paths: [String], of fields: Expandable, version: StripeVersion = .standard
  ) throws(APIError) {
    for path in paths {
      let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard names.count <= Self.deepest else {
        throw .invalid(
          "You cannot expand more than 4 levels of a property. Property: \(path)",
          code: "property_expansion_max_depth", param: "expand")
      }
      guard fields.allows(names[...], version) else {
        throw .invalid("This property cannot be expanded (\(path)).", param: "expand")
      }
      insert(names[...])
    }
  }

  private mutating func insert(_ names: ArraySlice<String>) {
    guard let name = names.first else { return }
    children[name, default: Expansion()].insert(names.dropFirst())
  }
}
