package import JSON
package import Units

/// What a session's state means, in one sentence that can be read to a customer.
///
/// It says what Stripe's objects say and no more: with the tries to pay it can name the card and what
/// failed before, without them that a payment may have failed. The sentences stand in tables.
package struct Verdict: Equatable, Sendable {
  package enum Tone: Sendable, CaseIterable {
    /// Paid, or nothing to pay.
    case good
    /// The customer or a bank has yet to do something.
    case waiting
    /// Somebody should look at it.
    case attention
    /// It failed.
    case bad
    /// Over, without harm.
    case neutral
  }

  /// Without a full stop.
  package let sentence: String
  package let tone: Tone
  /// The row of the table that it comes from.
  package let rule: String

  /// Judges a session by all that was read about it.
  package init(of sources: StorySources, _ times: VerdictTimes) {
    let facts = VerdictFacts(sources, times)
    let verdict = Verdict(facts, by: Self.table, else: Self.unknown)
    rule = verdict.rule
    tone = verdict.tone
    sentence = verdict.sentence + facts.recovered
  }

  /// Judges a session by itself and, where it was read by itself, its payment intent, which must be
  /// no older.
  package init(
    of session: Session, at now: Int, in zone: ZoneRule = .utc, paymentIntent: JSON? = nil
  ) {
    var sources = StorySources(session, readAt: now)
    sources.paymentIntent = paymentIntent
    self.init(of: sources, VerdictTimes(now: now, zone: zone))
  }

  init<Facts>(_ facts: Facts, by table: [Row<Facts>], else other: Row<Facts>) {
    let row = table.first { $0.matches(facts) } ?? other
    rule = row.name
    tone = row.tone
    sentence = row.sentence(facts)
  }
}

/// How a verdict writes times.
package struct VerdictTimes: Equatable, Sendable {
  /// Unix seconds.
  package var now: Int
  package var zone: ZoneRule
  /// Whether every time has its date and its zone, for a text that is read on another day.
  package var isDated: Bool

  package init(now: Int, zone: ZoneRule, dated isDated: Bool = false) {
    self.now = now
    self.zone = zone
    self.isDated = isDated
  }

  /// `today at 12:32`.
  func past(_ seconds: Int) -> String {
    let moment = Moment(seconds)
    return isDated ? moment.datedWords(in: zone) : moment.words(at: now, in: zone)
  }

  /// `at 18:05 (in 5 h)`.
  func future(_ seconds: Int) -> String {
    let moment = Moment(seconds)
    guard !isDated else { return moment.datedWords(in: zone) }
    return "\(moment.deadlineWords(at: now, in: zone)) (\(moment.relative(to: now)))"
  }

  /// `28 Nov at 09:38 (in 13 d)`, after the word "until".
  func until(_ seconds: Int) -> String {
    let words = future(seconds)
    let preposition = ["on ", "at "].first { words.hasPrefix($0) }
    return preposition.map { String(words.dropFirst($0.count)) } ?? words
  }

  /// `5 minutes ago`.
  func ago(_ seconds: Int) -> String {
    isDated ? Moment(seconds).datedWords(in: zone) : Moment(seconds).relative(to: now, .long)
  }
}
