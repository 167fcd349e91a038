/// Finds the endpoint for a request.
extension SandboxStore {
  /// The path below `/v1` of a request that its key may make.
  func permitted(_ request: SandboxRequest) throws(APIError) -> [String] {
    let path = request.path.split(separator: "/").map { FormBody.decode($0) }
    guard path.first == "v1" else { throw .unrecognized(request) }
    let rest = Array(path.dropFirst())
    try Authorization.permit(
      call.key, Permission.needed(request, path: rest), of: options.permissions, account: account)
    return rest
  }

  /// Answers a request for this path below `/v1`.
  mutating func answer(
    _ request: SandboxRequest, _ path: [String], at now: Int
  ) throws(APIError) -> SandboxResponse {
    let sent = try request.parameters.get()
    guard path.count != 2 || path[1] != "search" || !Self.searchable.contains(path[0]) else {
      throw .unrecognized(request)
    }
    var writer = JSONWriter(capacity: 16 << 10)
    if try answerShelf(request.method, path, sent, at: now, into: &writer) {
      return SandboxResponse(body: writer.bytes)
    }
    if try answerPaymentPage(request.method, path, sent, at: now, into: &writer) {
      return SandboxResponse(body: writer.bytes)
    }
    switch request.method {
    case "GET":
      try get(path, sent, request, at: now, into: &writer)
    case "POST":
      try post(path, sent, request, at: now, into: &writer)
    case "DELETE" where path.count == 2 && path[0] == "subscriptions":
      try cancelSubscription(path[1], at: now, into: &writer)
    default:
      throw .unrecognized(request)
    }
    return SandboxResponse(body: writer.bytes)
  }

  /// What Stripe can search, and the sandbox cannot: there, `search` is no id.
  /// Source: https://docs.stripe.com/search
  private static let searchable: Set = [
    "charges", "customers", "invoices", "payment_intents", "prices", "products", "subscriptions",
  ]

  private mutating func get(
    _ path: [String], _ sent: Node, _ request: SandboxRequest, at now: Int,
    into writer: inout JSONWriter
  ) throws(APIError) {
    switch (path.first, path.count) {
    case ("checkout", 2...) where path[1] == "sessions":
      switch path.count {
      case 2: try listSessions(sent, at: now, into: &writer)
      case 3: try retrieveSession(path[2], sent, at: now, into: &writer)
      case 4 where path[3] == "line_items":
        try listLineItems(of: path[2], sent, at: now, into: &writer)
      default: throw .unrecognized(request)
      }
    case ("events", 1): try listEvents(sent, at: now, into: &writer)
    case ("events", 2): try retrieveEvent(path[1], sent, at: now, into: &writer)
    case ("account", 1): try retrieveAccount(sent, into: &writer)
    case ("payment_intents", 2): try retrievePaymentIntent(path[1], sent, at: now, into: &writer)
    case ("subscriptions", 2): try retrieveSubscription(path[1], sent, at: now, into: &writer)
    case ("invoices", 2): try retrieveInvoice(path[1], sent, at: now, into: &writer)
    case ("setup_intents", 2): try retrieveSetupIntent(path[1], sent, at: now, into: &writer)
    case ("charges", 1): try listParts(.charges, sent, at: now, into: &writer)
    case ("charges", 2): try retrieveCharge(path[1], sent, at: now, into: &writer)
    case ("refunds", 1): try listParts(.refunds, sent, at: now, into: &writer)
    case ("refunds", 2): try retrieveRefund(path[1], sent, at: now, into: &writer)
    case ("disputes", 1): try listParts(.disputes, sent, at: now, into: &writer)
    case ("disputes", 2): try retrieveDispute(path[1], sent, at: now, into: &writer)
    case ("payment_links", 2): try retrievePaymentLink(path[1], sent, at: now, into: &writer)
    default: throw .unrecognized(request)
    }
  }

  private mutating func post(
    _ path: [String], _ sent: Node, _ request: SandboxRequest, at now: Int,
    into writer: inout JSONWriter
  ) throws(APIError) {
    if path.count == 5, path.starts(with: ["test_helpers", "checkout", "sessions"]) {
      return try perform(path[4], on: path[3], sent, at: now, into: &writer)
    }
    if path.count == 3, path[0] == "events", path[2] == "retry" {
      return try resendEvent(path[1], sent, at: now, into: &writer)
    }
    if path == ["refunds"] { return try createRefund(sent, at: now, into: &writer) }
    guard path.first == "checkout", path.dropFirst().first == "sessions" else {
      throw .unrecognized(request)
    }
    switch path.count {
    case 2: try createSession(sent, at: now, into: &writer)
    case 3: try updateSession(path[2], sent, at: now, into: &writer)
    case 4 where path[3] == "expire": try expireSession(path[2], sent, at: now, into: &writer)
    default: throw .unrecognized(request)
    }
  }

  // MARK: What many endpoints share

  /// The session that a path names.
  func session(_ id: String) throws(APIError) -> SessionRecord {
    guard let serial = ledger.serial(of: id) else {
      throw .notFound(.session, id, param: "session")
    }
    return ledger[serial]
  }

  func expansion(
    _ parameters: Node, of fields: Expandable
  ) throws(APIError) -> Expansion {
    let paths = parameters["expand"]?.elements.compactMap(\.string) ?? []
    return try Expansion(paths, of: fields, version: version)
  }

  static let pagingRules: ParameterCheck.Rules = [
    "ending_before": .text, "expand": .expand, "limit": .integer(1...100),
    "starting_after": .text,
  ]

  /// The cursor of a list; `offset` returns the position of an id in the list, nil if it has none.
  func cursor(
    _ parameters: Node, _ kind: ObjectKind, offset: (String) -> Int?
  ) throws(APIError) -> ListPage.Cursor {
    let after = parameters["starting_after"]?.string
    let before = parameters["ending_before"]?.string
    if after != nil, before != nil {
      throw .invalid(
        "Received both starting_after and ending_before parameters. Please pass in only one.",
        code: "parameters_exclusive", param: "ending_before")
    }
    if let after {
      guard let offset = offset(after) else {
        throw .missing(kind, after, param: "starting_after")
      }
      return .after(offset)
    }
    if let before {
      guard let offset = offset(before) else {
        throw .missing(kind, before, param: "ending_before")
      }
      return .before(offset)
    }
    return .top
  }

  func limit(_ parameters: Node) -> Int { parameters["limit"]?.int ?? 10 }

  /// The times that `created` allows, in Unix seconds.
  func interval(_ parameters: Node) -> ClosedRange<Int>? {
    guard let created = parameters["created"] else { return 0...Int(UInt32.max) }
    if let time = created.int { return time...time }
    let lower = max(created["gte"]?.int ?? 0, (created["gt"]?.int ?? -1) + 1)
    let upper = min(
      created["lte"]?.int ?? Int(UInt32.max), (created["lt"]?.int ?? Int(UInt32.max)) - 1)
    return lower <= upper ? lower...upper : nil
  }
}
