/// What the filters of the list need to know about a generated session.
///
/// It is a pure function of seed and serial that takes some nanoseconds and no memory: a filter can
/// go through a million of them without making a single session.
struct Facts: Sendable {
  let mode: SessionRecord.Mode
  let life: Life
  let person: Int
  let hasCustomer: Bool
  let hasAccount: Bool
  /// Whether the integration passed in an e-mail address.
  let hasEmail: Bool
  let paymentLink: Int?
  let isDeclined: Bool

  /// How many payment links the account has.
  static let paymentLinks = 12

  init(seed: UInt64, serial: Int, created: Int, people: Int) {
    var dice = Dice(seed: seed, UInt64(serial))
    mode = Self.mode(of: dice.below(100), serial: serial)
    person = Self.person(seed: seed, serial: serial, people: people)
    let isKnown = dice.chance(45) || mode == .setup
    let isAccount = dice.chance(8)
    let isMailed = dice.chance(35)
    let link = dice.chance(18) ? dice.below(Self.paymentLinks) : nil
    let isTried = mode == .payment && dice.chance(9)
    let delayed = Person(number: person).culture.delayedMethod
    life = Self.life(created: created, mode: mode, isDelayable: delayed != nil, dice: &dice)
    isDeclined = isTried && !life.isFree
    // A link is for anyone, and cannot save a card without a payment.
    paymentLink = mode == .setup || life.settlement != nil || Self.isHuge(serial) ? nil : link
    hasCustomer = isKnown && paymentLink == nil
    hasAccount = hasCustomer && isAccount
    hasEmail = isMailed && !hasCustomer
  }

  /// Who buys. It uses none of the other facts: a filter by person is the most frequent one for
  /// long lists.
  static func person(seed: UInt64, serial: Int, people: Int) -> Int {
    var dice = Dice(seed: seed &+ 1, UInt64(serial))
    // Squared, so that some people come back often.
    let share = dice.fraction()
    return Int(share * share * Double(people))
  }

  private static func mode(of roll: Int, serial: Int) -> SessionRecord.Mode {
    if Self.isHuge(serial) { return .payment }
    return roll < 70 ? .payment : roll < 92 ? .subscription : .setup
  }

  /// Some orders have a hundred lines.
  static func isHuge(_ serial: Int) -> Bool { serial % 250 == 99 }

  private static func life(
    created: Int, mode: SessionRecord.Mode, isDelayable: Bool, dice: inout Dice
  ) -> Life {
    let span = dice.chance(70) ? 86_400 : dice.within(30...1440) * 60
    var life = Life(created: created, expiresAt: created + span)
    life.isFree = mode == .setup || dice.chance(mode == .subscription ? 20 : 3)
    guard dice.chance(64) else { return life }
    let haste = dice.chance(90) ? dice.within(25...900) : dice.within(900...span - 1)
    life.completesAt = created + haste
    if mode == .payment, !life.isFree, dice.chance(20), isDelayable {
      life.settlement = Life.Settlement(
        at: created + haste + dice.within(600...432_000), succeeds: dice.chance(85))
    }
    return life
  }
}

extension Facts {
  func hasPaymentIntent(at now: Int) -> Bool {
    guard mode == .payment else { return false }
    if isDeclined, life.created + Script.firstTry <= now { return true }
    return !life.isFree && life.status(at: now) == .complete
  }

  func hasSubscription(at now: Int) -> Bool {
    mode == .subscription && life.status(at: now) == .complete
  }
}
