/// Products, prices, customers, coupons and promotion codes.
extension SandboxStore {
  /// Answers a request for the shelf; false if the request is for something else.
  mutating func answerShelf(
    _ method: String, _ path: [String], _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) -> Bool {
    guard let kind = ShelfKind.all.first(where: { $0.path == path.first }) else { return false }
    switch (method, path.count) {
    case ("POST", 1): try make(kind, sent, at: now, into: &writer)
    case ("GET", 1) where kind.path == "customers":
      try listCustomers(sent, at: now, into: &writer)
    case ("GET", 1): try list(kind, sent, at: now, into: &writer)
    case ("GET", 2): try retrieve(kind, path[1], sent, at: now, into: &writer)
    case ("POST", 2): try change(kind, path[1], sent, at: now, into: &writer)
    case ("DELETE", 2) where kind.canBeDeleted: try remove(kind, path[1], at: now, into: &writer)
    default: return false
    }
    return true
  }

  // MARK: Making

  private mutating func make(
    _ kind: ShelfKind, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let rules = kind.rules.merging(["expand": .expand]) { $1 }
    let parameters = try check(sent, rules)
    let expansion = try expansion(parameters, of: kind.expandable)
    for name in kind.required where parameters[name] == nil { throw .required(name) }
    let holders = try holders(ofKeyIn: parameters, for: nil)
    let object = try object(kind, parameters, at: now)
    add(object, event: kind.events.created, at: now)
    takeKey(from: holders, at: now)
    let renderer = renderer(at: now)
    writer.object { renderer.shelfFields(object, expansion, into: &$0) }
  }

  mutating func add(_ object: Node, event: EventType?, at now: Int) {
    shelf.add(object)
    changes += 1
    tell(event, object, at: now)
  }

  /// Replaces an object by itself with changes, or by what is left of it.
  mutating func replace(
    _ old: Node, by new: Node, _ kind: ShelfKind, at now: Int
  ) {
    guard let id = old["id"]?.string else { return }
    shelf.replace(id, by: new)
    changes += 1
    guard new["deleted"] == nil else { return tell(kind.events.deleted, old, at: now) }
    let previous = old.changes(to: new)
    guard previous.members.contains(where: { $0.name != "updated" }) else { return }
    tell(kind.events.updated, new, previous, at: now)
  }

  private mutating func tell(
    _ event: EventType?, _ object: Node, _ previous: Node? = nil, at now: Int
  ) {
    guard let event else { return }
    let told = ShelfEvent(
      type: event, time: now, object: object.unexpanded, previous: previous?.unexpanded,
      cause: cause, turn: changes)
    shelfEvents.append(told)
    let entry = told.entry(shelfEvents.count - 1)
    events?.insert(entry)
  }

  mutating func object(
    _ kind: ShelfKind, _ parameters: Node, at now: Int
  ) throws(APIError) -> Node {
    let number = ObjectIDs.shelf + shelf.count
    let asked = ["coupons", "products"].contains(kind.path) ? parameters["id"]?.string : nil
    if let asked, shelf[asked] != nil || original(kind, asked, at: now) != nil {
      throw .invalid(
        "\(kind.kind.noun) already exists: \(asked).", code: "resource_already_exists", param: "id")
    }
    var fields = kind.fields
    for member in parameters.members where fields[member.name] != nil {
      fields[member.name] = filled(fields[member.name] ?? nil, member, of: kind)
    }
    fields["id"] = .string(asked ?? ids.id(kind.kind, number))
    fields["created"] = .int(now)
    fields["livemode"] = .bool(ids.livemode)
    switch kind.path {
    case "products": fields["updated"] = .int(now)
    case "prices": try price(&fields, parameters, at: now)
    case "customers":
      fields["invoice_prefix"] =
        parameters["invoice_prefix"]
        ?? .string(ids.letters(8, for: shelf.count).uppercased())
    case "coupons": try coupon(&fields, parameters)
    default: try promotion(&fields, parameters, at: now)
    }
    return Self.node(fields, kind.object)
  }

  private func filled(_ template: Node, _ member: Node.Member, of kind: ShelfKind) -> Node {
    if member.name == "metadata" {
      let kept = member.value.members.filter { $0.value.string != "" }
      return .object(kept)
    }
    if member.name == "restrictions" { return Self.restricted(template, by: member.value) }
    guard member.value != .null else { return kind.fields[member.name] ?? .null }
    let shape = template == .null ? kind.shapes[member.name] ?? .null : template
    return shape.filled(from: member.value)
  }

  /// Currencies are names that the template of the restrictions cannot have.
  private static func restricted(_ old: Node, by sent: Node) -> Node {
    var restrictions = old.filled(from: sent)
    guard let changes = sent["currency_options"] else { return restrictions }
    var options = old["currency_options"] ?? [:]
    for member in changes.members { options.set(member.name.lowercased(), member.value) }
    restrictions.set("currency_options", options)
    return restrictions
  }

  /// `id` and `object` first, the rest sorted by name.
  static func node(_ fields: [String: Node], _ object: String) -> Node {
    let rest = fields.filter { $0.key != "id" }.sorted { $0.key < $1.key }
    return .object(
      [
        Node.Member(name: "id", value: fields["id"] ?? nil),
        Node.Member(name: "object", value: .string(object)),
      ] + rest.map { Node.Member(name: $0.key, value: $0.value) })
  }

  // MARK: Reading and changing

  private func list(
    _ kind: ShelfKind, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.pagingRules.merging(kind.filters) { $1 })
    let expansion = try expansion(parameters, of: .list(of: kind.expandable))["data"] ?? .none
    let renderer = renderer(at: now)
    let listed = shelf.all(kind.object).compactMap { $0["id"]?.string } + originals(kind)
    let cursor = try cursor(parameters, kind.kind) { listed.firstIndex(of: $0) }
    let span = interval(parameters)
    let page = ListPage(cursor, limit: limit(parameters), in: listed.indices) { offset in
      let id = listed[offset]
      guard let span, let object = shelf[id].map(renderer.current) ?? original(kind, id, at: now)
      else { return false }
      return object["deleted"] == nil && span.contains(object["created"]?.int ?? 0)
        && kind.admits(object, parameters)
    }
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) { writer, offset in
        _ = write(kind, listed[offset], expansion, renderer, into: &writer)
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", "/v1/\(kind.path)")
    }
  }

  private func retrieve(
    _ kind: ShelfKind, _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.retrieveRules)
    let expansion = try expansion(parameters, of: kind.expandable)
    guard write(kind, id, expansion, renderer(at: now), into: &writer) else {
      throw .notFound(kind.kind, id, param: kind.path == "customers" ? "id" : kind.kind.noun)
    }
  }

  /// An object that can be changed.
  private func existing(
    _ kind: ShelfKind, _ id: String, at now: Int
  ) throws(APIError) -> Node {
    guard let object = shelf[id] ?? original(kind, id, at: now),
      object["object"]?.string == kind.object, object["deleted"] == nil
    else { throw .notFound(kind.kind, id, param: "id") }
    return object
  }

  private mutating func change(
    _ kind: ShelfKind, _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    var rules = kind.rules.filter { kind.changeable.contains($0.key) }
    for name in kind.clearable { rules[name] = rules[name].map { .clearable($0) } }
    let parameters = try check(sent, rules.merging(["expand": .expand]) { $1 })
    let expansion = try expansion(parameters, of: kind.expandable)
    let object = try existing(kind, id, at: now)
    let holders = try holders(ofKeyIn: parameters, for: id)
    if kind.path == "promotion_codes", parameters["active"]?.bool == true {
      try checkCode(object, at: now)
    }
    let members = object.members.map { member -> Node.Member in
      guard let change = parameters[member.name] else { return member }
      let value =
        switch member.name {
        case "metadata": Self.merged(member.value, with: change)
        case "restrictions": Self.restricted(member.value, by: change)
        default:
          filled(member.value, Node.Member(name: member.name, value: change), of: kind)
        }
      return Node.Member(name: member.name, value: value)
    }
    var changed = Node.object(members)
    if changed["updated"] != nil { changed.set("updated", .int(now)) }
    replace(object, by: changed, kind, at: now)
    takeKey(from: holders, at: now)
    let renderer = renderer(at: now)
    writer.object { renderer.shelfFields(changed, expansion, into: &$0) }
  }

  private static func merged(_ metadata: Node, with changes: Node) -> Node {
    guard case .object(let changed) = changes else { return [:] }
    let kept = metadata.members.filter { old in !changed.contains { $0.name == old.name } }
    return .object(kept + changed.filter { $0.value.string != "" })
  }

  private mutating func remove(
    _ kind: ShelfKind, _ id: String, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let object = try existing(kind, id, at: now)
    let gone: Node = ["id": .string(id), "object": .string(kind.object), "deleted": true]
    replace(object, by: gone, kind, at: now)
    writer.write(gone)
  }
}
