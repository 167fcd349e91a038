import Checkout
import FoundationEssentials
import Testing
import JSON

/// Stripe's own description of its objects, if there is a copy beside the package.
enum StripeData {
  static let schema = document("checkout-session.schema.json")
  static let fixtures = document("checkout-session.fixtures.json")

  static let missing: Comment = "../shared/data is not there: nothing was checked against Stripe"
  static var isPresent: Bool { schema != nil && fixtures != nil }

  /// The objects of the fixtures, by the name of their kind and number.
  static var objects: [(name: String, json: JSON)] {
    guard let fixtures else { return [] }
    let resources = fixtures["resources"]?.members.map { ($0.name, $0.value) } ?? []
    let lists =
      fixtures["lists"]?.members.flatMap { list in
        list.value["data"]?.elements.map { (list.name, $0) } ?? []
      } ?? []
    let examples = fixtures["docs_examples"]?.elements.map { ("example", $0) } ?? []
    let errors = fixtures["errors"]?.elements.compactMap { error in
      error["body"]?["error"].map { ("error", $0) }
    }
    return resources + lists + examples + (errors ?? [])
  }

  private static func document(_ name: String) -> JSON? {
    var root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    root.removeLast(4)
    let path = root.joined(separator: "/") + "/../shared/data/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try? JSON(parsing: Array(data))
  }
}

/// A schema in the style of OpenAPI 3.0.
struct Schema {
  let json: JSON

  static func named(_ name: String) -> Schema? {
    StripeData.schema?["components"]?["schemas"]?[name].map(Schema.init)
  }

  static var legacyFields: [String] {
    StripeData.schema?["x-legacyFields"]?.members.map(\.name) ?? []
  }

  var properties: [(name: String, schema: Schema)] {
    json["properties"]?.members.map { ($0.name, Schema(json: $0.value)) } ?? []
  }

  var type: String? { json["type"]?.string }
  var format: String? { json["format"]?.string }
  var isNullable: Bool { json["nullable"]?.bool == true }
  var enumeration: [String] { json["enum"]?.elements.compactMap(\.string) ?? [] }
  var items: Schema? { json["items"].map(Schema.init) }

  /// The schema of values under arbitrary names; nil if there are none.
  var additional: Schema? {
    json["additionalProperties"].flatMap { $0.kind == .object ? Schema(json: $0) : nil }
  }

  /// What this schema allows: the schema that it refers to, or each of its choices.
  var choices: [Schema] {
    if let reference = json["$ref"]?.string {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return Schema.named(name).map(\.choices) ?? []
    }
    guard let options = json["anyOf"]?.elements.map(Schema.init) else { return [self] }
    return options.flatMap(\.choices)
  }
}
