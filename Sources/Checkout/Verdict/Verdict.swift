package import JSON
package import Units

/// What a session's state means, in one sentence that can be read to a customer.
///
/// It says only what Stripe's objects say: with the attempts to pay it can name the card and
/// earlier failures, without them only that a payment may have failed. The sentences are in tables.
package struct Verdict: Equatable, Sendable {
  /// How urgent the state is; a theme gives it a colour.
  package enum Tone: Sendable, CaseIterable {
    /// Paid, or nothing to pay.
    case good
    /// The customer or a bank still has to do something.
    case waiting
    /// The shop should look at it.
    case attention
    /// It failed.
    case bad
    /// Over, and nothing is wrong.
    case neutral
  }

  /// Without a full stop.
  package let sentence: String
  package let tone: Tone
  /// The row of the table that it comes from.
  package let rule: String

  /// Judges a session by everything that was read about it.
  package init(of sources: StorySources, _ times: VerdictTimes) {
    let facts = VerdictFacts(sources, times)
    let verdict = Verdict(facts, by: Self.table, else: Self.unknown)
    rule = verdict.rule
    tone = verdict.tone
    sentence = verdict.sentence + facts.recovered
  }

  /// Judges a session by its own object and, if it was read separately, its payment intent, which
  /// must not be older.
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
  /// Whether every time has its date and zone, for a text that may be read on another day.
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
