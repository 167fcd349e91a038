import JSON

/// The events.
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
    let types = try types(parameters)
    // Newest first: the list runs in reverse order of the log.
    let end = log.count(before: now + 1)
    let cursor = try cursor(parameters, .event) { id in
      eventEntry(id, at: now).map { end - 1 - log.position(of: $0) }
    }
    let bounds = interval(parameters).map {
      let newest = min(log.count(before: $0.upperBound + 1), end)
      let oldest = log.count(before: max($0.lowerBound, now - Self.eventsKept))
      return end - newest..<max(end - oldest, end - newest)
    }
    let delivered = parameters["delivery_success"]?.bool
    let page = ListPage(cursor, limit: limit(parameters), in: bounds ?? 0..<0) {
      let entry = log.entries[end - 1 - $0]
      guard types.contains(entry.type) else { return false }
      return delivered.map { $0 != undelivered.contains(entry.number) } ?? true
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
    write(try event(id, at: now), into: &writer)
  }

  /// The entry of an event that has happened and is not too old.
  mutating func event(_ id: String, at now: Int) throws(APIError) -> EventLog.Entry {
    _ = eventLog()
    guard let entry = eventEntry(id, at: now), Int(entry.time) >= now - Self.eventsKept else {
      throw .notFound(.event, id, param: "id")
    }
    return entry
  }

  /// The log, which is made when it is first needed.
  @discardableResult
  mutating func eventLog() -> EventLog {
    if let events { return events }
    let log = makeEventLog()
    events = log
    return log
  }

  /// The log of everything that has happened and is planned. Slow for many sessions.
  func makeEventLog() -> EventLog {
    var entries: [EventLog.Entry] = []
    entries.reserveCapacity(ledger.count * 5)
    for serial in 0..<ledger.count { entries += planned(serial) }
    for (number, event) in shelfEvents.enumerated() { entries.append(event.entry(number)) }
    return EventLog(entries)
  }

  /// Uses a log that was made from a copy of this store, unless something has happened since.
  mutating func adopt(_ log: EventLog, madeOf copy: SandboxStore) {
    guard events == nil, changes == copy.changes, ledger.count == copy.ledger.count else { return }
    events = log
  }

  /// The events of one session, past and to come.
  func planned(_ serial: Int) -> [EventLog.Entry] {
    guard ledger.kept[serial] == nil else { return entries(of: ledger[serial]) }
    let facts = ledger.facts(serial)
    // When a period ends stands in the price, which the facts do not know.
    let script =
      facts.mode == .subscription && Script.isEnding(serial)
      ? ledger[serial].script
      : Script(
        serial: serial, mode: facts.mode, life: facts.life,
        decline: facts.isDeclined ? Catalogue.decline(of: serial) : nil, means: facts.plannedMeans)
    let telling = Telling(mode: facts.mode, version: options.apiVersion)
    let entries = EventLog.entries(of: script.acts, telling, serial: serial)
    guard let stopped = ledger.stopped, serial < options.sessions else { return entries }
    return entries.filter { $0.time <= stopped }
  }

  func entries(of record: SessionRecord) -> [EventLog.Entry] {
    EventLog.entries(
      of: record.course, record.telling(in: options.apiVersion), serial: record.serial)
  }

  private func types(_ parameters: Node) throws(APIError) -> Set<EventType> {
    let type = parameters["type"]?.string
    let types = parameters["types"]?.elements.compactMap(\.string)
    if type != nil, types != nil {
      throw .invalid(
        "You may only specify one of these parameters: type, types.", param: "type")
    }
    return Set(
      EventType.allCases.filter { candidate in
        if let types { return types.contains(candidate.rawValue) }
        return type.map(candidate.matches) ?? true
      })
  }

  /// The entry behind an event's id; nil for one that has not happened.
  private func eventEntry(_ id: String, at now: Int) -> EventLog.Entry? {
    guard let number = ids.number(of: id, .event) ?? ids.number(of: id, .intentEvent) else {
      return nil
    }
    let serial = number >> 12
    let candidates =
      serial >= Shelf.firstSerial
      ? shelfEntry(serial - Shelf.firstSerial).map { [$0] } ?? []
      : serial < ledger.count ? planned(serial) : []
    guard let entry = candidates.first(where: { $0.number == number }), Int(entry.time) <= now,
      eventID(entry) == id, events?.contains(entry) == true
    else { return nil }
    return entry
  }

  private func shelfEntry(_ number: Int) -> EventLog.Entry? {
    shelfEvents.indices.contains(number) ? shelfEvents[number].entry(number) : nil
  }

  func eventID(_ entry: EventLog.Entry) -> String {
    ids.id(entry.type.isOfPayment ? .intentEvent : .event, entry.number)
  }

  // MARK: What an event says

  func write(_ entry: EventLog.Entry, into writer: inout JSONWriter) {
    let shelved = Int(entry.serial) - Shelf.firstSerial
    let record = shelved < 0 ? record(at: entry) : nil
    let cause = shelved < 0 ? record?.told(entry).last?.cause : shelfEvents[shelved].cause
    writer.object { writer in
      writer.field("id", eventID(entry))
      writer.field("object", "event")
      if let connectedID { writer.field("account", connectedID) }
      writer.field("api_version", options.apiVersion.name)
      writer.field("created", Int(entry.time))
      writer.object("data") { writer in
        let previous: Node?
        if let record {
          var start = 0
          writer.member("object") {
            start = $0.bytes.count
            write(entry.type, of: record, at: entry, into: &$0)
          }
          previous = self.previous(entry, record) { Array(writer.bytes[start...]) }
        } else {
          writer.field("object", shelfEvents[shelved].object)
          previous = shelfEvents[shelved].previous
        }
        if let previous { writer.field("previous_attributes", previous) }
      }
      writer.field("livemode", ids.livemode)
      writer.field("pending_webhooks", undelivered.contains(entry.number) ? 1 : 0)
      writer.object("request") {
        $0.field("id", cause?.request)
        $0.field("idempotency_key", cause?.idempotencyKey)
      }
      writer.field("type", entry.type.rawValue)
    }
  }

  /// The session as it was then, and not as it is now.
  ///
  /// An event can come some seconds after its act, and shows what has happened until then. What
  /// happens within its own second is left out, because that can happen after it was sent.
  private func record(at entry: EventLog.Entry) -> SessionRecord {
    let serial = Int(entry.serial)
    let record = ledger[serial]
    let told = Int(entry.act) + 1
    let count = told + record.course.dropFirst(told).prefix { $0.time < entry.time }.count
    let past = former[serial]?.first { count <= $0.acts.count }
    return (past ?? record).asOf(count)
  }

  /// Shows customers, coupons and the like as they were then, and not as they are now.
  private func restoreShelf(of renderer: inout SessionRenderer, to entry: EventLog.Entry) {
    // They were told in the order in which they happened.
    let later = shelfEvents.indices.reversed().prefix { shelfEvents[$0].entry($0) > entry }
    let told = shelfEvents.prefix(shelfEvents.count - later.count)
    for id in Set(later.compactMap { shelfEvents[$0].id }) {
      renderer.shelf.restore(id, to: told.last { $0.id == id }?.object)
    }
  }

  /// What the act has changed in the object of an event, which `object` is, with its former values.
  private func previous(
    _ entry: EventLog.Entry, _ record: SessionRecord, _ object: () -> [UInt8]
  ) -> Node? {
    guard entry.type.isOfChange else { return nil }
    var writer = JSONWriter(capacity: 4 << 10)
    write(entry.type, of: record, at: entry, isFormer: true, into: &writer)
    guard let old = try? JSON(parsing: writer.bytes), let new = try? JSON(parsing: object()) else {
      return nil
    }
    return Node(old).changes(to: Node(new))
  }

  /// The object of an event; also as it was just before what the event tells.
  private func write(
    _ type: EventType, of record: SessionRecord, at entry: EventLog.Entry,
    isFormer: Bool = false, into writer: inout JSONWriter
  ) {
    var renderer = renderer(at: Int(entry.time))
    renderer.now = Int(entry.time)
    // The account's version, even if the request that caused the event had another one.
    renderer.version = options.apiVersion
    restoreShelf(of: &renderer, to: entry)
    // A later period has its own payment and its own invoice.
    let told = record.told(entry)
    let payer = record.payer(after: told)
    var course = payer.course(at: renderer.now)
    if isFormer, let act = told.last {
      if act.time < entry.time {
        // What is told some seconds after its act is the work of time alone.
        renderer.now = act.time
      } else {
        course = Course(payer.acts(at: renderer.now).filter { $0.kind != act.kind })
      }
    }
    let refund: Course.Refund? =
      switch told.last?.kind {
      case .refunded(let made): course.refunds.first { $0.made.number == made.number }
      case .refundEnded(let number, _): course.refunds.first { $0.made.number == number }
      default: nil
      }
    func object(_ body: (inout JSONWriter) -> Void) { writer.object(body) }
    switch type {
    case .sessionCompleted, .sessionExpired, .sessionSucceeded, .sessionFailed:
      renderer.write(record, into: &writer)
    case .intentCreated:
      object { renderer.paymentIntentFields(of: payer, .none, isNew: true, into: &$0) }
    case .intentRequiresAction, .intentProcessing, .intentFailed, .intentSucceeded,
      .intentCanceled:
      object { renderer.paymentIntentFields(of: payer, .none, into: &$0) }
    case .chargePending, .chargeFailed, .chargeSucceeded, .chargeUpdated, .chargeRefunded:
      object { writer in
        guard let attempt = course.attempts.last else { return }
        renderer.chargeFields(attempt, of: payer, course, .none, into: &writer)
      }
    case .refundCreated, .refundUpdated, .refundFailed, .chargeRefundUpdated:
      object { writer in
        guard let refund else { return }
        renderer.refundFields(refund, of: payer, course, .none, into: &writer)
      }
    case .disputeCreated, .disputeUpdated, .disputeClosed, .disputeFundsWithdrawn,
      .disputeFundsReinstated:
      object { writer in
        guard let dispute = course.dispute else { return }
        renderer.disputeFields(dispute, of: payer, course, .none, into: &writer)
      }
    case .setupCreated:
      object { renderer.setupIntentFields(of: record, .none, isNew: true, into: &$0) }
    case .setupRequiresAction, .setupFailed, .setupSucceeded, .setupCanceled:
      object { renderer.setupIntentFields(of: record, .none, into: &$0) }
    case .customerCreated, .customerUpdated:
      object { writer in
        guard let customer = record.customer(at: renderer.now) else { return }
        renderer.kept[record.serial] = record
        renderer.customerFields(
          customer, isPast: true, isNew: isFormer || type == .customerCreated, into: &writer)
      }
    case .methodAttached:
      object { writer in
        let payment =
          record.held(course) ?? course.attempts.last?.payment
          ?? Act.Payment(means: record.plannedMeans, amount: nil)
        renderer.paymentMethodFields(
          payment, number: renderer.methodNumber(of: record, course), of: record, into: &writer)
      }
    case .fraudWarningCreated:
      object { renderer.fraudWarningFields(of: payer, course, into: &$0) }
    case .subscriptionCreated:
      object { renderer.subscriptionFields(of: record, .none, isNew: true, into: &$0) }
    case .subscriptionUpdated where isFormer && told.last?.isCompletion == true:
      object { renderer.subscriptionFields(of: record, .none, isNew: true, into: &$0) }
    case .subscriptionUpdated, .subscriptionTrialEnding, .subscriptionPaused,
      .subscriptionDeleted:
      let before = isFormer ? Course(told.dropLast()) : nil
      object { renderer.subscriptionFields(of: record, .none, after: before, into: &$0) }
    case .invoiceCreated, .invoiceFinalized, .invoicePaid, .invoiceSucceeded, .invoiceFailed:
      object { renderer.invoiceFields(of: payer, .none, into: &$0) }
    case .invoicePaymentPaid:
      object { renderer.invoicePaymentFields(of: payer, into: &$0) }
    case .customerDeleted, .couponCreated, .couponUpdated, .couponDeleted, .priceCreated,
      .priceUpdated, .productCreated, .productUpdated, .productDeleted, .promotionCodeCreated,
      .promotionCodeUpdated:
      writer.write(Node.null)
    }
  }
}

extension SessionRecord {
  /// The acts up to the one that an event reports.
  fileprivate func told(_ entry: EventLog.Entry) -> ArraySlice<Act> {
    acts.prefix(Int(entry.act) + 1)
  }
}

/// An event about something on the shelf.
struct ShelfEvent: Sendable {
  var type: EventType
  var time: Int
  var object: Node
  /// What has changed, with its former values.
  var previous: Node?
  var cause: Act.Cause?
  /// See `Act.turn`.
  var turn: Int

  var id: String? { object["id"]?.string }

  func entry(_ number: Int) -> EventLog.Entry {
    EventLog.Entry(
      time: UInt32(clamping: time), turn: UInt32(clamping: turn),
      serial: UInt32(Shelf.firstSerial + number), act: 0, step: 0, type: type)
  }
}

extension Facts {
  var plannedMeans: Means {
    // Events only need to know whether the money is delayed.
    Means(type: (life.settlement == nil ? PaymentMethod.card : .debit).type)
  }
}
