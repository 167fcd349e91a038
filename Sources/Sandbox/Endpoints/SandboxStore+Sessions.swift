/// Listing and retrieving sessions, their line items, expiring them.
/// Source: https://docs.stripe.com/api/checkout/sessions
extension SandboxStore {
  private static let listRules = pagingRules.merging([
    "created": .interval, "customer": .text, "customer_account": .text,
    "customer_details": .object(["email": .text]), "payment_intent": .text,
    "payment_link": .text, "status": .choice(["complete", "expired", "open"]),
    "subscription": .text,
  ]) { $1 }

  func listSessions(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.listRules)
    let expansion = try expansion(parameters, of: .list(of: .session))["data"] ?? .none
    // Newest first: the list runs in reverse order of the serials.
    let last = ledger.count - 1
    let cursor = try cursor(parameters, .session) { ledger.serial(of: $0).map { last - $0 } }
    let filter = try SessionListFilter(parameters, ledger, at: now)
    let page = ListPage(
      cursor, limit: limit(parameters), in: offsets(interval(parameters), filter.only)
    ) { filter.matches(last - $0) }
    var renderer = renderer(at: now)
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) {
        renderer.now = ledger.moment(last - $1, now)
        renderer.write(ledger[last - $1], expansion, into: &$0)
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", "/v1/checkout/sessions")
    }
  }

  /// The part of the list that can hold matches.
  private func offsets(_ interval: ClosedRange<Int>?, _ only: Int?) -> Range<Int> {
    guard let interval else { return 0..<0 }
    let newest = ledger.firstSerial(createdAtOrAfter: interval.upperBound + 1)
    let oldest = ledger.firstSerial(createdAtOrAfter: interval.lowerBound)
    let range = ledger.count - newest..<ledger.count - oldest
    guard let only else { return range }
    let offset = ledger.count - 1 - only
    return range.clamped(to: offset..<offset + 1)
  }

  func retrieveSession(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, ["expand": .expand])
    let expansion = try expansion(parameters, of: .session)
    let record = try session(id)
    renderer(for: record, at: now).write(record, expansion, into: &writer)
  }

  func listLineItems(
    of id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.pagingRules)
    let expansion = try expansion(parameters, of: .list(of: .item))["data"] ?? .none
    let record = renderer(at: now).known(try session(id))
    let cursor = try cursor(parameters, .lineItem) { id in
      let number = ids.number(of: id, .lineItem)
      return record.items.firstIndex { $0.number == number }
    }
    let page = ListPage(cursor, limit: limit(parameters), in: record.items.indices) { _ in true }
    let renderer = renderer(for: record, at: now)
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) {
        renderer.write(record.items[$1], of: record, expansion, into: &$0)
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", renderer.lineItemsURL(of: record))
    }
  }

  mutating func expireSession(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, ["expand": .expand])
    let expansion = try expansion(parameters, of: .session)
    var record = try session(id)
    let moment = ledger.moment(record.serial, now)
    let status = record.life.status(at: moment)
    guard status == .open else {
      throw .invalid(
        "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session "
          + "has a status of `\(status.rawValue)`.", param: nil)
    }
    record.takeOver(at: moment)
    record.perform(.expired, at: now, cause)
    keep(record, at: now)
    renderer(at: now).write(record, expansion, into: &writer)
  }
}
