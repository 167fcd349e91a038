import Support
import Testing

@testable import Checkout
import JSON

@Suite(.enabled(if: StripeData.isPresent, StripeData.missing))
struct SchemaTests {
  @Test func `the outline has the fields of Stripe's schema, no more and no less`() throws {
    let schema = try #require(Schema.named("checkout.session"))
    let outline = FieldOutline.session
    let former = Set(outline.rules.filter(\.isFormer).map(\.name))
    #expect(outline.names.subtracting(former) == Set(schema.properties.map(\.name)))
    #expect(former.isSuperset(of: Schema.legacyFields))
  }

  @Test(arguments: ["checkout.session", "item", "price", "event"])
  func `every property at every depth is shown`(name: String) throws {
    var sample = SchemaSample(seed: 1, .none)
    let json = JSON.make(sample.object(name))
    #expect(Rendering(of: json).lost(in: json) == [])
  }

  /// Integers that are counts; all others are money or times.
  static let counts: Set = [
    "quantity", "maximum", "minimum", "up_to", "divide_by", "interval_count", "maximum_length",
    "minimum_length", "expires_after_days", "expires_after_seconds", "payments_per_period",
    "pending_webhooks",
  ]

  @Test(arguments: ["checkout.session", "item", "price"])
  func `every integer is money, a time or a count`(name: String) {
    var sample = SchemaSample(seed: 2, .none)
    let json = JSON.make(sample.object(name))
    let rendering = Rendering(of: json)
    func check(_ value: JSON, _ path: JSONPath) {
      for member in value.members { check(member.value, path.appending(member.name)) }
      for (index, element) in value.elements.enumerated() { check(element, path.appending(index)) }
      guard value.int != nil, let name = path.lastName else { return }
      switch rendering.field(at: path)?.kind {
      case .money, .time: break
      default: #expect(Self.counts.contains(name), "\(path)")
      }
    }
    check(json, .root)
  }

  @Test func `every time of the schema is shown as one`() throws {
    let times = try allProperties().filter { $0.schema.format == "unix-time" }.map(\.name)
    #expect(times.count >= 9)
    for name in Set(times) { #expect(FieldNames.isTime(name), "\(name)") }
  }

  private func allProperties() throws -> [(name: String, schema: Schema)] {
    let schemas = try #require(StripeData.schema?["components"]?["schemas"])
    return schemas.members.flatMap { Schema(json: $0.value).properties }
  }

  @Test func `every fixture is shown with nothing lost`() {
    #expect(StripeData.objects.count > 10)
    for object in StripeData.objects {
      #expect(Rendering(of: object.json).lost(in: object.json) == [], "\(object.name)")
      let lines = JSONLines(object.json, maskingSecrets: false).text
      #expect((try? JSON(parsing: lines)) != nil)
    }
  }

  @Test func `every session of the fixtures has a verdict, a text and a card`() {
    let sessions = StripeData.objects.compactMap { Session($0.json) }
    #expect(sessions.count >= 3)
    for session in sessions {
      #expect(!Verdict(of: session, at: Session.morning).sentence.isEmpty)
      #expect(SessionText(of: session, at: Session.morning).lines.count > 20)
      let card = CaseCard(of: session, fetchedAt: Session.morning)
      #expect(card.markdown(at: Session.morning).contains(session.id))
    }
  }

  @Test(arguments: 0..<30)
  func `no object that resembles a session traps or hides its rest`(seed: UInt64) {
    var sample = SchemaSample(seed: seed, .plenty)
    let identity: JSONLiteral = [
      "object": "checkout.session", "id": "cs_test_1", "created": .int(Session.morning),
    ]
    let session = Session.session(from: sample.object("checkout.session").merging(identity))
    let items = (0..<3).compactMap { _ in
      LineItem(JSON.make(sample.object("item").merging(["object": "item", "id": "li_1"])))
    }
    let stored = StoredLineItems(items: items, isComplete: true, fetchedAt: 0)

    #expect(Rendering(of: session.json).lost(in: session.json) == [])
    for item in items { #expect(Rendering(of: item.json).lost(in: item.json) == []) }
    for now in [0, Session.morning, .max, .min] {
      #expect(!Verdict(of: session, at: now).sentence.isEmpty)
    }
    let text = SessionText(of: session, items: stored, at: .max, masked: seed.isMultiple(of: 2))
    #expect(!text.lines.isEmpty)
    #expect(!CaseCard(of: session, items: stored, fetchedAt: .min).markdown(at: .min).isEmpty)
    #expect(!CreateForm(similarTo: session, items: items).parameters.isEmpty)
    #expect(Presentment(of: session)?.text != "")
  }
}
