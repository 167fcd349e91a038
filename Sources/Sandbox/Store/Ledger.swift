/// Every session of the account, in the order of creation.
///
/// A session takes four bytes, its time of creation, until a request changes it. Everything else is
/// made again each time it is needed.
struct Ledger: Sendable {
  let generator: SessionGenerator
  /// Unix seconds, rising. The index is the session's serial.
  private(set) var created: [UInt32]
  /// Sessions that were created or changed through the API.
  private(set) var kept: [Int: SessionRecord] = [:]
  /// When time stopped for the sessions that have not been changed, in Unix seconds; nil if it passes.
  let stopped: Int?
  /// How many sessions existed at the start.
  private let generated: Int

  /// The age of the first session at the start, in seconds.
  private static let spread = 30.0 * 86_400

  /// Makes `sessions` sessions, all created before `start`, in Unix seconds.
  init(generator: SessionGenerator, sessions: Int, start: Int, passes: Bool = true) {
    self.generator = generator
    let sessions = max(sessions, 0)
    stopped = passes ? nil : start
    generated = sessions
    var dice = Dice(seed: generator.seed, 0x7133)
    let earliest = start - Int(Self.spread)
    created = []
    created.reserveCapacity(sessions + 1024)
    var previous = earliest
    for serial in 0..<sessions {
      let age = Self.age(of: Double(sessions - serial) - dice.fraction(), among: sessions)
      let time = dice.chance(4) ? previous : start - Int(age)
      previous = min(max(time, previous), start)
      created.append(UInt32(previous))
    }
  }

  /// The age, in seconds, of the session that `rank` others are younger than. Business grows: half
  /// of the sessions are from the last nine days.
  private static func age(of rank: Double, among sessions: Int) -> Double {
    let share = rank / Double(sessions)
    return spread * share * (0.15 + 0.85 * share)
  }

  var count: Int { created.count }

  func facts(_ serial: Int) -> Facts {
    generator.facts(serial, created: Int(created[serial]))
  }

  func life(_ serial: Int) -> Life {
    if !kept.isEmpty, let record = kept[serial] { return record.life }
    return facts(serial).life
  }

  subscript(serial: Int) -> SessionRecord {
    kept[serial] ?? recovered(generator.record(serial, created: Int(created[serial])))
  }

  /// Sometimes a customer returns to an order that has expired: the link makes a new session with
  /// the contents of the old one. Source: https://docs.stripe.com/payments/checkout/abandoned-carts
  private func recovered(_ record: SessionRecord) -> SessionRecord {
    guard record.mode == .payment, record.serial % 29 == 5, record.uiMode == "hosted_page",
      record.customer == nil, record.customerEmail == nil, record.paymentLink == nil,
      record.life.settlement == nil, !record.life.isFree
    else { return record }
    let now = record.life.created
    let newest = firstSerial(createdAtOrAfter: now - 25 * 3600)
    for serial in (max(newest - 60, 0)..<newest).reversed() {
      let facts = facts(serial)
      guard facts.mode == .payment, facts.life.completesAt == nil, facts.life.expiresAt < now,
        !facts.life.isFree, !facts.hasCustomer, !facts.hasEmail, facts.paymentLink == nil
      else { continue }
      let old = generator.record(serial, created: Int(created[serial]))
      guard old.settings["after_expiration"] != nil, old.uiMode == "hosted_page" else { continue }
      return old.recovered(as: record)
    }
    return record
  }

  /// The time at which a session is shown.
  func moment(_ serial: Int, _ now: Int) -> Int {
    guard let stopped, serial < generated, kept[serial] == nil else { return now }
    return stopped
  }

  /// Unix seconds of the newest session.
  var newest: Int { created.last.map(Int.init) ?? 0 }

  mutating func keep(_ record: SessionRecord) { kept[record.serial] = record }

  /// Makes room for a session that is created now, and returns its serial.
  mutating func append(created time: Int) -> Int {
    created.append(UInt32(max(time, newest)))
    return created.count - 1
  }

  /// The serial behind a session's id.
  func serial(of id: String) -> Int? { existing(generator.ids.number(of: id, .session)) }

  func existing(_ serial: Int?) -> Int? {
    guard let serial, serial < count else { return nil }
    return serial
  }

  /// The first serial that was created at `time` or later.
  func firstSerial(createdAtOrAfter time: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if Int(created[middle]) < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
