/// A view that was saved on the screen, as the state keeps it. Names are kept rather than values.
package struct StoredView: Codable, Equatable, Sendable {
  package var name: String
  package var tab: String?
  package var filter: String?
  /// What Stripe is asked for, by the names of fields.
  package var filters: [String: String]?
  /// The bounds of `created`, in Unix seconds.
  package var createdFrom: Int?
  package var createdTo: Int?
  /// As in the configuration: `-created`.
  package var sort: String?
  package var columns: [String]?
  package var notify: Bool?

  package init(name: String) { self.name = name }
}
