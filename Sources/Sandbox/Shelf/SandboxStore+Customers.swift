/// The list of customers: those that requests and sessions have made, and those from before.
extension SandboxStore {
  /// One customer of the list.
  private struct Listed {
    var id: String
    /// Unix seconds.
    var created: Int
    var email: String?
    var testClock: Node = nil
    var write: (inout JSONWriter) -> Void
  }

  /// Source: https://docs.stripe.com/api/customers/list
  func listCustomers(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let rules = Self.pagingRules.merging(ShelfKind.customer.filters) { $1 }
    let parameters = try check(sent, rules)
    _ = try expansion(parameters, of: .list(of: .customer))
    // Without the parameter, customers of a test clock are not listed.
    let testClock = parameters["test_clock"] ?? .null
    let email = parameters["email"]?.string
    let made = newCustomers(at: now)
    // Those from before follow, the newest first.
    let people = ledger.generator.people
    let bounds = 0..<made.count + people
    func number(_ offset: Int) -> Int { people - 1 - (offset - made.count) }
    let cursor = try cursor(parameters, .customer) { id in
      if let offset = made.firstIndex(where: { $0.id == id }) { return offset }
      guard let number = ids.number(of: id, .customer), number < people else { return nil }
      return made.count + people - 1 - number
    }
    let changed = changedCustomers
    let wanted = email.map { Set(Person.numbers(withEmail: $0, below: people)) }
    let span = interval(parameters)
    let page = ListPage(cursor, limit: limit(parameters), in: bounds) { offset in
      guard let span else { return false }
      guard offset >= made.count else {
        let customer = made[offset]
        return span.contains(customer.created) && (email == nil || customer.email == email)
          && customer.testClock == testClock
      }
      let person = Person(number: number(offset))
      guard !person.isDeleted, span.contains(person.created), testClock == .null else {
        return false
      }
      guard let changed = changed[person.number] else {
        return wanted?.contains(person.number) != false
      }
      return changed["deleted"] == nil && (email == nil || changed["email"]?.string == email)
    }
    let renderer = renderer(at: now)
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) { writer, offset in
        if offset < made.count {
          made[offset].write(&writer)
        } else {
          writer.object { renderer.customerFields(number(offset), into: &$0) }
        }
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", "/v1/customers")
    }
  }

  /// Customers that requests and sessions have made, newest first.
  private func newCustomers(at now: Int) -> [Listed] {
    let renderer = renderer(at: now)
    let shelved = shelf.all("customer").map { object in
      Listed(
        id: object["id"]?.string ?? "", created: object["created"]?.int ?? 0,
        email: object["email"]?.string, testClock: object["test_clock"] ?? nil
      ) { $0.write(object) }
    }
    let changed = changedCustomers
    let own = ledger.kept.values.compactMap { record -> Listed? in
      let number = ObjectIDs.ownCustomers + record.serial
      guard record.customer(at: now) == number, let created = record.life.completesAt,
        changed[number]?["deleted"] == nil
      else { return nil }
      let email = changed[number].map { $0["email"]?.string }
      return Listed(
        id: ids.id(.customer, number), created: created,
        email: email ?? record.customerEmail ?? record.contact.email
      ) { writer in
        writer.object { renderer.customerFields(number, into: &$0) }
      }
    }
    return (shelved + own).sorted { ($0.created, $0.id) > ($1.created, $1.id) }
  }

  /// Customers that no request made and a request has changed, by number.
  private var changedCustomers: [Int: Node] {
    shelf.changed.reduce(into: [:]) { customers, entry in
      guard let number = ids.number(of: entry.key, .customer) else { return }
      customers[number] = entry.value
    }
  }
}
