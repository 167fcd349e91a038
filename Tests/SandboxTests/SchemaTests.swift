import FoundationEssentials
import Testing

@testable import Sandbox
import JSON

@Suite("Stripe's own description")
struct SchemaTests {
  @Test(.enabled(if: hasSchema))
  func `Every session, item and event is as the schema describes it`() throws {
    let schema = try Schema.load()
    var seen: Set<String> = []
    for seed in 1...5 as ClosedRange<UInt64> {
      var account = TestAccount(sessions: Self.sessions, seed: seed)
      for session in try account.everySession(Self.expansions) {
        schema.check(session, "checkout.session", &seen)
      }
      let id = try account.sessions("limit=1").ids[0]
      for item in try account.json(
        "GET", "/v1/checkout/sessions/\(id)/line_items", "expand[]=data.price.product"
      )["data"]?.elements.map({ $0 }) ?? [] { schema.check(item, "item", &seen) }
      for event in try account.json("GET", "/v1/events", "limit=20")["data"]?.elements.map({ $0 })
        ?? []
      { schema.check(event, "event", &seen) }
      schema.check(
        try account.json("POST", "/v1/checkout/sessions", CreateTests.smallest + Self.settings),
        "checkout.session", &seen)
    }
    // Every documented field of a session is sent, except the one that only old sessions have.
    let names = schema.fields(of: "checkout.session").subtracting(["currency_conversion"])
    #expect(names.subtracting(seen.union(["object"])).sorted() == [])
  }

  private static let expansions = [
    "line_items.data.price", "line_items.data.taxes", "line_items.data.discounts",
    "total_details.breakdown", "shipping_cost.taxes", "shipping_cost.shipping_rate",
    "customer", "payment_intent", "subscription", "invoice", "payment_link", "setup_intent",
    "discounts.coupon", "discounts.promotion_code",
  ].map { "expand[]=data.\($0)" }.joined(separator: "&")

  private static let settings =
    "&automatic_tax[enabled]=true&phone_number_collection[enabled]=true"
    + "&consent_collection[promotions]=auto&custom_text[submit][message]=Hi"
    + "&branding_settings[button_color]=%23635bff&name_collection[business][enabled]=true"
    + "&payment_method_options[boleto][setup_future_usage]=off_session"

  /// More sessions take longer: `TILL_SCHEMA_SESSIONS=10000 swift test --filter SchemaTests`.
  private static let sessions =
    ProcessInfo.processInfo.environment["TILL_SCHEMA_SESSIONS"].flatMap { Int($0) } ?? 250

  static var hasSchema: Bool { Schema.path.map(FileManager.default.fileExists) ?? false }
}

/// The part of OpenAPI 3.0 that Stripe's description uses.
private struct Schema {
  let schemas: JSON

  static var path: String? {
    if let path = ProcessInfo.processInfo.environment["TILL_STRIPE_SCHEMA"] { return path }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/../shared/data/checkout-session.schema.json"
  }

  static func load() throws -> Schema {
    let data = try Data(contentsOf: URL(filePath: try #require(path)))
    let document = try JSON(parsing: Array(data))
    return Schema(schemas: try #require(document["components"]?["schemas"]))
  }

  func fields(of name: String) -> Set<String> {
    Set(schemas[name]?["properties"]?.members.map(\.name) ?? [])
  }

  /// Records an issue for every difference; collects the members of the outermost object.
  func check(_ value: JSON, _ name: String, _ seen: inout Set<String>) {
    seen.formUnion(value.members.filter { !$0.value.isNull }.map(\.name))
    guard let schema = schemas[name] else {
      Issue.record("no schema \(name)")
      return
    }
    for problem in problems(value, schema, name) { Issue.record("\(problem)\n\(value.id)") }
  }

  private func problems(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    if value.isNull, schema["nullable"]?.bool == true { return [] }
    if let reference = schema["$ref"]?.string {
      let name = String(reference.split(separator: "/").last ?? "")
      guard let target = schemas[name] else { return ["\(path): no schema \(name)"] }
      return problems(value, target, path)
    }
    if let choices = schema["anyOf"]?.elements {
      let found = choices.map { problems(value, $0, path) }
      return found.contains { $0.isEmpty } ? [] : found.min { $0.count < $1.count } ?? []
    }
    if let allowed = schema["enum"]?.elements.compactMap(\.string), let text = value.string {
      guard allowed.contains(text) || text.isEmpty else { return ["\(path): \(text)"] }
    }
    switch (schema["type"]?.string, value.kind) {
    case ("string", .string), ("boolean", .bool), ("number", .number): return []
    case ("integer", .number): return value.int == nil ? ["\(path): \(value.source)"] : []
    case ("array", .array):
      guard let items = schema["items"] else { return [] }
      return value.elements.flatMap { problems($0, items, path + "[]") }
    case ("object", .object): return objectProblems(value, schema, path)
    case (nil, _): return []
    case (let type?, let kind): return ["\(path): \(kind) for \(type)"]
    }
  }

  private func objectProblems(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    let required = schema["required"]?.elements.compactMap(\.string) ?? []
    var found = required.filter { value[$0] == nil }.map { "\(path).\($0) is missing" }
    guard let properties = schema["properties"] else {
      guard let all = schema["additionalProperties"], all.kind == .object else { return found }
      return found + value.members.flatMap { problems($0.value, all, "\(path).\($0.name)") }
    }
    // The description reduces the objects beside a session to these two members.
    let isCut = Set(properties.members.map(\.name)) == ["id", "object"]
    for member in value.members {
      if let property = properties[member.name] {
        found += problems(member.value, property, "\(path).\(member.name)")
      } else if !isCut {
        found.append("\(path).\(member.name) is unknown")
      }
    }
    return found
  }
}
