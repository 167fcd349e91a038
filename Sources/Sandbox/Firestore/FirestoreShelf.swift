/// The documents from which the shop's Firebase extension made sessions, and those of its users.
/// They are a pure function of the ledger: they fit its sessions, and show every state that a
/// document can reach.
struct FirestoreShelf: Sendable {
  /// By name, as Firestore orders them.
  private(set) var documents: [ShelfDocument] = []

  /// The collections have the same names in all projects.
  static let customers = "customers"
  static let sessions = "checkout_sessions"
  /// How many documents belong to sessions, whatever their state.
  static let count = 500

  private static let failures = [
    "No such price: 'price_1Old'; a similar object exists in live mode, but a test mode key was "
      + "used to make this request.",
    "No such customer: 'cus_Gone'",
    "Not a valid URL: \"/thanks\" is no absolute address",
    "You must provide one of `price` or `price_data` for each line item when prices are passed.",
    "User not found!",
  ]

  /// `start` is when the sandbox began, in Unix seconds; the newest documents have waited since
  /// then.
  init(_ ledger: Ledger, ids: ObjectIDs, start: Int) {
    var dice = Dice(seed: ids.seed, 0xF12E)
    var users: Set<Int> = []
    var isMade: [ShelfDocument] = []
    var serial = ledger.count - 1
    let created = min(Self.count - Self.uncreated, ledger.count)
    while isMade.count < created, serial >= 0 {
      let record = ledger[serial]
      let time = Int(ledger.created[serial])
      var person = record.person
      // Two sessions in one second are two clicks of one person, unless something says otherwise.
      if serial > 0, ledger.created[serial - 1] == ledger.created[serial],
        record.customer(at: start) == nil
      {
        person = ledger[serial - 1].person
      }
      users.insert(person)
      isMade.append(
        document(
          "\(serial)", person, at: time - 2, ids,
          Self.wishes(of: record) + Self.answer(to: record, at: time, ids)))
      serial -= 1
    }
    let span = max(1, start - (ledger.created.first.map(Int.init) ?? start))
    for number in 0..<(Self.count - isMade.count) {
      let kind = Kind.all[number % Kind.all.count]
      let person = dice.below(max(1, ledger.generator.people))
      let time = kind == .waiting ? start : start - 60 - span * number / Self.count
      let record = ledger.count > 0 ? ledger[dice.below(ledger.count)] : nil
      let wishes = record.map { Self.wishes(of: $0) } ?? []
      users.insert(person)
      isMade.append(
        document(
          "x\(number)", person, at: time, ids,
          wishes + kind.fields(number, person, at: time, ids, failures: Self.failures)))
    }
    documents = (isMade + users.map { Self.user($0, ids, start) }).sorted {
      $0.path.lexicographicallyPrecedes($1.path)
    }
  }

  /// What can happen to a document that never becomes a session.
  private enum Kind: CaseIterable {
    case failed, unanswered, mobile, waiting, forged

    /// Common kinds appear more often.
    static let all: [Kind] =
      [Kind](repeating: .failed, count: 12) + [Kind](repeating: .unanswered, count: 6)
      + [Kind](repeating: .mobile, count: 4) + [.waiting, .forged]

    func fields(
      _ number: Int, _ person: Int, at time: Int, _ ids: ObjectIDs, failures: [String]
    ) -> [Node.Member] {
      switch self {
      case .failed:
        let hostile = number % 7 == 3 ? HostileText.all[number % HostileText.all.count] : nil
        let message = hostile ?? failures[number % failures.count]
        return [.init(name: "error", value: .map(["message": .text(message)]))]
      case .unanswered, .waiting: return []
      case .mobile:
        return [
          .init(name: "client", value: .text("mobile")),
          .init(name: "customer", value: .text(ids.id(.customer, person))),
          .init(name: "created", value: .time(time + 1, ids, number)),
          .init(
            name: "ephemeralKeySecret", value: .text("ek_test_" + ids.letters(24, for: number))),
          .init(
            name: "paymentIntentClientSecret",
            value: .text(
              ids.id(.paymentIntent, number) + "_secret_" + ids.letters(25, for: number))),
          .init(name: "setupIntentClientSecret", value: ["nullValue": nil]),
        ]
      case .forged:
        // Users may write their own documents, so these can contain anything.
        return [
          .init(name: "sessionId", value: .text(ids.id(.session, number))),
          .init(name: "url", value: .map(["href": .text("https://example.com/")])),
          .init(name: "created", value: .text("yesterday")),
        ]
      }
    }
  }

  /// How many documents have no session.
  private static let uncreated = 120

  private func document(
    _ key: String, _ person: Int, at time: Int, _ ids: ObjectIDs, _ fields: [Node.Member]
  ) -> ShelfDocument {
    let number = key.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF_FFFF
    return ShelfDocument(
      path: [
        Self.customers, Self.userID(person, ids), Self.sessions, ids.letters(20, for: number),
      ],
      fields: .object(fields), createTime: Node.timeText(time, ids, number))
  }

  // MARK: - Parts

  private static func userID(_ person: Int, _ ids: ObjectIDs) -> String {
    ids.letters(28, for: person)
  }

  private static func user(_ person: Int, _ ids: ObjectIDs, _ start: Int) -> ShelfDocument {
    let customer = ids.id(.customer, person)
    return ShelfDocument(
      path: [customers, userID(person, ids)],
      fields: .object([
        .init(name: "email", value: .text(Person(number: person).email)),
        .init(name: "stripeId", value: .text(customer)),
        .init(
          name: "stripeLink",
          value: .text("https://dashboard.stripe.com/test/customers/\(customer)")),
      ]), createTime: Node.timeText(start - 40 * 86_400, ids, person))
  }

  private static func wishes(of record: SessionRecord) -> [Node.Member] {
    var wishes: [Node.Member] = [
      .init(name: "mode", value: .text(record.mode.rawValue)),
      .init(name: "success_url", value: .text("https://shop.example/thanks")),
      .init(name: "cancel_url", value: .text("https://shop.example/cart")),
    ]
    if record.items.count == 1, let price = record.items[0].price {
      wishes.append(.init(name: "price", value: .text(price.id)))
      wishes.append(.init(name: "quantity", value: .integer(record.items[0].quantity ?? 1)))
    } else if !record.items.isEmpty {
      let items = record.items.prefix(20).map { item -> Node in
        let price = item.price.map { [Node.Member(name: "price", value: .text($0.id))] } ?? []
        let quantity = item.quantity.map {
          [Node.Member(name: "quantity", value: .integer($0))]
        }
        return .map(.object(price + (quantity ?? [])))
      }
      wishes.append(
        .init(name: "line_items", value: ["arrayValue": ["values": .array(items)]]))
    }
    let metadata = record.metadata.map { Node.Member(name: $0.key, value: .text($0.value)) }
    wishes.append(.init(name: "metadata", value: .map(.object(metadata))))
    if let reference = record.clientReferenceID {
      wishes.append(.init(name: "client_reference_id", value: .text(reference)))
    }
    return wishes
  }

  private static func answer(
    to record: SessionRecord, at time: Int, _ ids: ObjectIDs
  ) -> [Node.Member] {
    let id = ids.id(.session, record.serial)
    return [
      .init(name: "client", value: .text("web")),
      .init(name: "sessionId", value: .text(id)),
      .init(name: "url", value: .text("https://checkout.stripe.com/c/pay/\(id)")),
      .init(name: "created", value: .time(time, ids, record.serial)),
    ]
  }
}

/// A document on the shelf.
struct ShelfDocument: Sendable {
  /// Collections and documents alternate, starting below the root.
  var path: [String]
  /// In REST form.
  var fields: Node
  var createTime: String
}

// MARK: - Values in REST form

extension Node {
  static func text(_ text: String) -> Node { ["stringValue": .string(text)] }
  static func integer(_ number: Int) -> Node { ["integerValue": .string(String(number))] }

  static func map(_ fields: Node) -> Node {
    // An empty map has no fields at all.
    fields.members.isEmpty ? ["mapValue": [:]] : ["mapValue": ["fields": fields]]
  }

  static func time(_ seconds: Int, _ ids: ObjectIDs, _ number: Int) -> Node {
    ["timestampValue": .string(timeText(seconds, ids, number))]
  }

  /// RFC 3339, with microseconds that depend only on `number`.
  static func timeText(_ seconds: Int, _ ids: ObjectIDs, _ number: Int) -> String {
    var dice = Dice(seed: ids.seed ^ 0x717E, UInt64(truncatingIfNeeded: number))
    return FirestoreTime.text(seconds, microseconds: dice.below(1_000_000))
  }
}
