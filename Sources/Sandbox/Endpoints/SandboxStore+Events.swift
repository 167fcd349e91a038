/// The events of Checkout Sessions.
/// Source: https://docs.stripe.com/api/events
extension SandboxStore {
  private static let eventRules = pagingRules.merging([
    "created": .interval, "delivery_success": .boolean, "type": .text,
    "types": .list(.text, maximum: 20),
  ]) { $1 }

  /// How far back events can be read, in seconds.
  private static let eventsKept = 30 * 86_400

  mutating func listEvents(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.eventRules)
    _ = try expansion(parameters, of: .list(of: .leaf))
    let log = eventLog()
    let kinds = try kinds(parameters)
    // Newest first: the list runs against the log.
    let end = log.count(before: now + 1)
    let cursor = try cursor(parameters, .event) { id in
      eventEntry(id).map { end - 1 - log.position(of: $0) }
    }
    let bounds = interval(parameters).map {
      let newest = min(log.count(before: $0.upperBound + 1), end)
      let oldest = log.count(before: max($0.lowerBound, now - Self.eventsKept))
      return end - newest..<max(end - oldest, end - newest)
    }
    let isUndelivered = parameters["delivery_success"]?.bool == false
    let page = Page(cursor, limit: limit(parameters), in: isUndelivered ? 0..<0 : bounds ?? 0..<0) {
      kinds.contains(log.entries[end - 1 - $0].kind)
    }
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) { write(log.entries[end - 1 - $1], into: &$0) }
      writer.field("has_more", page.hasMore)
      writer.field("url", "/v1/events")
    }
  }

  mutating func retrieveEvent(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    _ = try check(sent, ["expand": .expand])
    let log = eventLog()
    guard let entry = eventEntry(id), Int(entry.time) <= now,
      Int(entry.time) >= now - Self.eventsKept, log.entries[log.position(of: entry)] == entry
    else { throw .notFound(.event, id, param: "id") }
    write(entry, into: &writer)
  }

  private mutating func eventLog() -> EventLog {
    if let events { return events }
    let log = EventLog(ledger, until: options.traffic ? nil : start)
    events = log
    return log
  }

  private func kinds(_ parameters: Node) throws(APIError) -> [Happening.Kind] {
    let type = parameters["type"]?.string
    let types = parameters["types"]?.elements.compactMap(\.string)
    if type != nil, types != nil {
      throw .invalid(
        "You may only specify one of these parameters: type, types.", param: "type")
    }
    return Happening.Kind.allCases.filter { kind in
      if let types { return types.contains(kind.type) }
      guard let type else { return true }
      return type.hasSuffix("*") ? kind.type.hasPrefix(type.dropLast()) : kind.type == type
    }
  }

  /// The entry behind an event's id; there is one event of a kind for each session.
  private func eventEntry(_ id: String) -> EventLog.Entry? {
    guard let number = ids.number(of: id, .event),
      let serial = ledger.existing(number / Happening.Kind.allCases.count),
      let kind = Happening.Kind(rawValue: UInt8(number % Happening.Kind.allCases.count)),
      let happening = ledger.life(serial).happenings.first(where: { $0.kind == kind })
    else { return nil }
    return EventLog.Entry(happening, of: serial)
  }

  private func write(_ entry: EventLog.Entry, into writer: inout JSONWriter) {
    let serial = Int(entry.serial)
    let number = serial * Happening.Kind.allCases.count + Int(entry.kind.rawValue)
    // The session as it was then, and not as it is now.
    let renderer = SessionRenderer(generator: ledger.generator, now: Int(entry.time))
    writer.object { writer in
      writer.field("id", ids.id(.event, number))
      writer.field("object", "event")
      writer.field("api_version", options.apiVersion.name)
      writer.field("created", Int(entry.time))
      writer.object("data") {
        $0.member("object") { renderer.write(ledger[serial], into: &$0) }
      }
      writer.field("livemode", ids.livemode)
      writer.field("pending_webhooks", 0)
      writer.object("request") {
        $0.null("id")
        $0.null("idempotency_key")
      }
      writer.field("type", entry.kind.type)
    }
  }
}
