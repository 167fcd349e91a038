import Query

/// What the user typed or pasted to find a session by: an id, what is left of one, an e-mail, or text.
package enum Lookup: Hashable, Sendable {
  case session(String)
  case paymentIntent(String)
  case subscription(String)
  case customer(String)
  case paymentLink(String)
  case invoice(String)
  /// Any other object: the session is found through what the object belongs to, or not at all.
  case related(StripeID)
  /// An id that was shortened in the middle.
  case part(beginning: String, end: String)
  case email(String)
  case text(String)

  /// Reads what was pasted; nil if there is only white space and secrets.
  package init?(_ pasted: String) {
    guard let first = Self.all(in: pasted).first else { return nil }
    self = first
  }

  /// Everything in a text that can be looked up, the most specific first. A text that is a query
  /// stays a query.
  package static func all(in pasted: String) -> [Lookup] {
    let findings = recogniser.read(pasted)
    guard !findings.text.isEmpty else { return [] }
    let ids = findings.ids.compactMap(Lookup.init(id:))
    let sorted = ids.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    .map(\.element)
    let text = Lookup.text(findings.text)
    if let first = sorted.first, first.rank < Self.lastRank {
      return sorted.count == 1 && first.isNarrowed(by: findings.text) ? [text] : sorted
    }
    if text.isQuery, !isOfURL(findings.text) { return [text] }
    let emails = findings.emails.map(Lookup.email)
    return emails.isEmpty ? sorted.isEmpty ? [text] : sorted : emails
  }

  /// The look-ups that a text may mean: all that are as specific as the first.
  package static func choices(in pasted: String) -> [Lookup] {
    let all = all(in: pasted)
    return all.filter { $0.rank == all.first?.rank }
  }

  /// The words around the ids and the addresses that were pasted, which may find a session where
  /// these find none. Nil where there are none, or where the whole text is looked for.
  package static func rest(of pasted: String) -> String? {
    guard let first = Lookup(pasted), first.isUnmistakable else { return nil }
    return recogniser.read(pasted).rest(in: Session.fields)
  }

  /// Says which conditions beside an id are not compared; nil where there are none.
  package static func caution(on pasted: String) -> String? {
    guard let first = Lookup(pasted), first.isUnmistakable else { return nil }
    let findings = recogniser.read(pasted)
    let named = findings.ids.map(\.beginning) + findings.emails
    let (conditions, mistakes, _) = RecordQuery.conditions(in: findings.text, of: Session.fields)
    let fields = (conditions + mistakes).filter { !named.contains(where: $0.contains) }
    guard !fields.isEmpty else { return nil }
    let verb = Set(fields).count == 1 ? "is" : "are"
    return "\(RecordQuery.Remarks.quoted(fields)) \(verb) not compared beside an id"
  }

  /// Whether it is the only one in a text of conditions, which choose among its sessions:
  /// `cus_… status:open`. Of other objects there is one session.
  private func isNarrowed(by text: String) -> Bool {
    let id: String
    switch self {
    case .customer(let text), .paymentLink(let text): id = text
    default: return false
    }
    let (fields, mistakes, words) = RecordQuery.conditions(in: text, of: Session.fields)
    return mistakes.isEmpty && fields.count < RecordQuery.mostConditions / 2
      && words.allSatisfy { $0 == id } && fields.contains { !$0.contains(id) }
  }

  /// Whether a text is the query of an address: `email=jane@example.com&x=1`.
  private static func isOfURL(_ text: String) -> Bool {
    let parts = text.split(separator: "&")
    return parts.count > 1
      && parts.allSatisfy { part in
        part.firstIndex(of: "=").map { !part[..<$0].contains(" ") } == true
      }
  }

  private static let recogniser = Recogniser(prefixes: StripeID.Kind.allCases.map(\.rawValue))

  private init?(id found: FoundID) {
    if let end = found.end {
      self = .part(beginning: found.beginning, end: end)
      return
    }
    guard let id = StripeID(found.beginning) else { return nil }
    self =
      switch id.kind {
      case .session: .session(id.text)
      case .paymentIntent: .paymentIntent(id.text)
      case .subscription: .subscription(id.text)
      case .customer: .customer(id.text)
      case .paymentLink: .paymentLink(id.text)
      case .invoice: .invoice(id.text)
      case .setupIntent, .guestCustomer, .charge, .payment, .refund, .dispute, .paymentMethod,
        .lineItem, .subscriptionItem, .price, .product, .coupon, .promotionCode, .discount,
        .shippingRate, .taxRate, .balanceTransaction, .account, .event, .request, .file:
        .related(id)
      }
  }

  /// A smaller rank is more specific.
  private var rank: Int {
    switch self {
    case .session, .part: 0
    case .paymentIntent: 1
    case .subscription: 2
    case .invoice: 3
    case .related(let id) where id.kind.leadsToSession: 4
    case .customer: 5
    case .paymentLink: 6
    case .email, .text, .related: Self.lastRank
    }
  }

  private static let lastRank = 7

  /// Whether it can only be a look-up, so that `till ANYTHING` may treat it as one.
  package var isUnmistakable: Bool {
    if case .text = self { return false }
    return true
  }

  /// Whether it is a query with fields, which a look-up would treat as plain text.
  package var isQuery: Bool {
    guard case .text(let text) = self else { return false }
    return RecordQuery.hasField(text, of: Session.fields)
  }

  /// Why a key of this mode cannot find it; nil if the mode is not a problem.
  package func mismatch(livemode: Bool) -> String? {
    guard case .session(let id) = self else { return nil }
    if id.hasPrefix("cs_live_"), !livemode {
      return "\(id.prefix(16))… is a live session, and the key is for test mode"
    }
    if id.hasPrefix("cs_test_"), livemode {
      return "\(id.prefix(16))… is a test session, and the key is for live mode"
    }
    return nil
  }
}

extension StripeID.Kind {
  /// Whether an object of this kind leads to a session, through a payment or directly.
  package var leadsToSession: Bool {
    switch self {
    case .charge, .payment, .refund, .dispute, .event, .setupIntent: true
    case .session, .paymentIntent, .customer, .guestCustomer, .subscription, .invoice,
      .paymentLink, .paymentMethod, .lineItem, .subscriptionItem, .price, .product, .coupon,
      .promotionCode, .discount, .shippingRate, .taxRate, .balanceTransaction, .account, .request,
      .file:
      false
    }
  }
}
