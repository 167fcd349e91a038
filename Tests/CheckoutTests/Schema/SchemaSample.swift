import Checkout
import JSON
import Support
import JSON

/// Makes objects from a schema: complete ones to compare with what is shown, broken ones to find
/// traps.
struct SchemaSample {
  /// How often a value differs from the schema, in percent.
  struct Mischief {
    var absent = 0
    var null = 0
    var wrongType = 0
    var huge = 0
    var extra = 0

    static let none = Mischief()
    static let plenty = Mischief(absent: 15, null: 10, wrongType: 5, huge: 5, extra: 5)
  }

  var random: SplitMix
  let mischief: Mischief
  private var serial = 0

  init(seed: UInt64, _ mischief: Mischief) {
    random = SplitMix(seed: seed)
    self.mischief = mischief
  }

  mutating func object(_ name: String) -> JSONLiteral {
    Schema.named(name).map { value(of: $0, depth: 0) } ?? [:]
  }

  private mutating func value(of schema: Schema, depth: Int) -> JSONLiteral {
    if happens(mischief.null) { return nil }
    if happens(mischief.wrongType) { return anything(depth: depth) }
    let choices = schema.choices
    // Complete samples take the choice with the most content: the object rather than its id.
    let chosen = mischief.absent == 0 ? choices.last : choices.randomElement(using: &random)
    guard depth < 14, let chosen else { return nil }
    switch chosen.type {
    case "object": return object(of: chosen, depth: depth)
    case "array":
      let count = mischief.absent == 0 ? 2 : Int.random(in: 0...3, using: &random)
      guard let items = chosen.items else { return [] }
      return .array((0..<count).map { _ in value(of: items, depth: depth + 1) })
    case "integer": return .int(integer(chosen))
    case "number": return .source("\(Int.random(in: 0...99, using: &random)).25")
    case "boolean": return .bool(Bool.random(using: &random))
    default: return .string(text(chosen))
    }
  }

  private mutating func object(of schema: Schema, depth: Int) -> JSONLiteral {
    var members: [(name: String, value: JSONLiteral)] = []
    for property in schema.properties where !happens(mischief.absent) {
      members.append((property.name, value(of: property.schema, depth: depth + 1)))
    }
    if let additional = schema.additional {
      members.append((unique("key"), value(of: additional, depth: depth + 1)))
    } else if schema.json["additionalProperties"]?.bool == true {
      members.append((unique("novelty"), .string(unique("new"))))
    }
    if happens(mischief.extra) {
      members.append((unique("tomorrow_"), anything(depth: depth)))
    }
    return .object(members)
  }

  private mutating func integer(_ schema: Schema) -> Int {
    if happens(mischief.huge) {
      return [Int.min, -1, 0, Int.max].randomElement(using: &random) ?? 0
    }
    let range = schema.format == "unix-time" ? 1_500_000_000...2_500_000_000 : 1...99_999
    return Int.random(in: range, using: &random)
  }

  private mutating func text(_ schema: Schema) -> String {
    if happens(mischief.huge) { return unique(String(repeating: "長い\n\"", count: 400)) }
    if schema.format == "currency" { return ["usd", "jpy", "kwd", "isk"][serial % 4] }
    if schema.format == "decimal" { return "\(Int.random(in: 1...9_999, using: &random)).5" }
    return schema.enumeration.randomElement(using: &random) ?? unique("text")
  }

  private mutating func anything(depth: Int) -> JSONLiteral {
    switch Int.random(in: 0...7, using: &random) {
    case 0: return .bool(false)
    case 1: return .source("-1.5e300")
    case 2: return .source("123456789012345678901234567890")
    case 3: return .string(unique("stray"))
    case 4: return [["deep": [["deeper": .string(unique("down"))]]], nil, 7]
    case 5: return [:]
    case 6: return ["object": "novelty", "id": .string(unique("pi_")), "enabled": 3, "line1": []]
    default: return nil
    }
  }

  private mutating func happens(_ percent: Int) -> Bool {
    percent > 0 && Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func unique(_ prefix: String) -> String {
    serial += 1
    return "\(prefix)\(serial)"
  }
}
