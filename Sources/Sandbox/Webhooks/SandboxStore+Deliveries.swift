/// Which events have to be sent, and which have arrived.
extension SandboxStore {
  /// An event that is on its way.
  struct Delivery: Sendable {
    /// The connected account that it is of; nil for the sandbox's own.
    let account: String?
    let number: Int
    let id: String
    let type: EventType
    let body: [UInt8]
  }

  /// How far the events have been handed out.
  struct Watermark: Sendable {
    /// Unix seconds.
    var time: Int
    /// Events of the last seconds, because more may come within these.
    var taken: Set<EventLog.Entry> = []
  }

  /// Starts to hand out events; what happened before is history, except for the events that had
  /// not arrived when the sandbox ended.
  mutating func startDeliveries(at now: Int, _ before: [Journal.Undelivered] = []) {
    for id in before.compactMap(\.account) where connectedID == nil { connect(id, at: now) }
    for id in connected.keys { ask(id) { $0.startDeliveries(at: now, before) } }
    let own = before.filter { $0.account == connectedID }
    let log = eventLog()
    undelivered = Set(own.map(\.event))
    let due = Set(own.filter { !$0.isGivenUp }.map(\.event))
    if !due.isEmpty { resent = log.entries.filter { due.contains($0.number) } }
    let recent = log.count(before: now - Self.overlap)..<log.count(before: now + 1)
    watermark = Watermark(time: now, taken: Set(log.entries[recent]))
  }

  /// The events that have happened since the last call, those of each account in order.
  mutating func takeDeliveries(
    at now: Int, where isWanted: (EventType) -> Bool
  ) -> [Delivery] {
    var due = takeOwnDeliveries(at: now, where: isWanted)
    for id in connected.keys.sorted() {
      due += ask(id) { $0.takeOwnDeliveries(at: now, where: isWanted) } ?? []
    }
    return due
  }

  private mutating func takeOwnDeliveries(
    at now: Int, where isWanted: (EventType) -> Bool
  ) -> [Delivery] {
    guard var mark = watermark else { return [] }
    advance(to: now)
    var due: [Delivery] = resent.compactMap { delivery(of: $0) }
    resent = []
    let log = eventLog()
    let window = log.count(before: mark.time - Self.overlap)..<log.count(before: now + 1)
    for entry in log.entries[window] where mark.taken.insert(entry).inserted {
      guard isWanted(entry.type) else { continue }
      undelivered.insert(entry.number)
      if let delivery = delivery(of: entry) { due.append(delivery) }
    }
    mark.time = now
    mark.taken = mark.taken.filter { Int($0.time) >= now - Self.overlap }
    watermark = mark
    return due
  }

  /// Seconds by which an event may be late.
  private static let overlap = 5

  private func delivery(of entry: EventLog.Entry) -> Delivery? {
    var writer = JSONWriter(capacity: 8 << 10)
    write(entry, into: &writer)
    return Delivery(
      account: connectedID, number: entry.number, id: eventID(entry), type: entry.type,
      body: writer.bytes)
  }

  mutating func markDelivered(_ delivery: Delivery) {
    guard delivery.account == connectedID else {
      if let account = delivery.account { ask(account) { $0.markDelivered(delivery) } }
      return
    }
    undelivered.remove(delivery.number)
  }

  func isUndelivered(_ delivery: Delivery) -> Bool {
    let store = delivery.account.flatMap { connected[$0] } ?? self
    return store.undelivered.contains(delivery.number)
  }

  /// Source: the Stripe CLI's `events resend`, which posts here.
  mutating func resendEvent(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let rules: [String: ParameterRule] = [
      "account": .text, "expand": .expand, "for_stripecli": .boolean, "webhook_endpoint": .text,
    ]
    _ = try check(sent, rules)
    let entry = try event(id, at: now)
    guard options.forwarding != nil else {
      throw .invalid(
        "This sandbox sends no events. Start it with --forward-to URL to have them sent.",
        param: nil)
    }
    resent.append(entry)
    write(entry, into: &writer)
  }
}
