/// The filters of the list of sessions, apart from `created`.
struct SessionListFilter {
  /// The only session that can match, if a filter names an object that belongs to one session.
  private(set) var only: Int?

  private let ledger: Ledger
  private let now: Int
  private let status: Life.Status?
  private let customer: Int?
  private let account: Int?
  private let paymentLink: Int?
  private let needsPaymentIntent: Bool
  private let needsSubscription: Bool
  private let email: String?
  /// The people who can match, if a filter is about people.
  private let wanted: [Int]?

  /// - Throws: 400 for objects that do not exist, and for `customer_details` without `email`.
  init(_ parameters: Node, _ ledger: Ledger, at now: Int) throws(APIError) {
    self.ledger = ledger
    self.now = now
    let people = ledger.generator.people
    func number(_ name: String, _ kind: ObjectKind, below bound: Int) throws(APIError) -> Int? {
      guard let id = parameters[name]?.string else { return nil }
      guard let number = ledger.generator.ids.number(of: id, kind),
        number < bound || kind == .customer && number >= ObjectIDs.ownCustomers
      else {
        throw .missing(kind, id, param: name)
      }
      return number
    }
    status = parameters["status"]?.string.flatMap(Life.Status.init)
    customer = try number("customer", .customer, below: people)
    account = try number("customer_account", .account, below: people)
    paymentLink = try number("payment_link", .paymentLink, below: Facts.paymentLinks)
    let paymentIntent = try number("payment_intent", .paymentIntent, below: ledger.count)
    let subscription = try number("subscription", .subscription, below: ledger.count)
    needsPaymentIntent = paymentIntent != nil
    needsSubscription = subscription != nil
    only = paymentIntent ?? subscription
    if let details = parameters["customer_details"] {
      guard let email = details["email"]?.string else {
        throw .required("customer_details[email]")
      }
      self.email = email
      wanted = Person.numbers(withEmail: email, below: people)
    } else {
      email = nil
      wanted = (customer ?? account).map { [$0] }
    }
  }

  func matches(_ serial: Int) -> Bool {
    if let record = ledger.kept[serial] { return matches(record, at: now) }
    // A session in which another address was typed is one of the kept ones.
    if let wanted {
      guard wanted.contains(ledger.generator.person(serial)) else { return false }
    }
    let facts = ledger.facts(serial)
    let now = ledger.moment(serial, now)
    if let status, facts.life.status(at: now) != status { return false }
    if let paymentLink, facts.paymentLink != paymentLink { return false }
    // Few sessions are left here, and what they show depends on more than the facts.
    return matches(ledger[serial], at: now)
  }

  /// The same check for a session that is already made, at the time that it is shown at.
  private func matches(_ record: SessionRecord, at now: Int) -> Bool {
    if let status, record.life.status(at: now) != status { return false }
    if let customer, record.customer(at: now) != customer { return false }
    if let account, !(record.hasAccount && record.person == account) { return false }
    if let paymentLink, record.paymentLink != paymentLink { return false }
    if needsPaymentIntent, !record.hasPaymentIntent(at: now) { return false }
    if needsSubscription, !record.hasSubscription(at: now) { return false }
    let renderer = SessionRenderer(generator: ledger.generator, now: now)
    return email == nil || renderer.email(of: record) == email
  }
}
