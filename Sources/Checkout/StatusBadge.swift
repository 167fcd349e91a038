/// Status and payment status as one glyph and one word, as a list shows them.
package struct StatusBadge: Hashable, Sendable {
  /// Which of the theme's status colours it has.
  package enum Tone: Hashable, Sendable { case open, paid, unpaid, expired, other }

  package let glyph: String
  package let word: String
  package let tone: Tone

  package init(_ status: SessionStatus?, _ paymentStatus: PaymentStatus?) {
    (glyph, word, tone) =
      switch (status, paymentStatus) {
      case (.open, _): ("◌", "open", .open)
      case (.complete, .paid): ("●", "paid", .paid)
      case (.complete, .unpaid): ("◐", "unpaid", .unpaid)
      case (.complete, .noPaymentRequired): ("○", "complete", .paid)
      case (.complete, _): ("○", "complete", .other)
      case (.expired, _): ("✕", "expired", .expired)
      case (.other(let name), _): ("·", name, .other)
      case (nil, _): ("·", "unknown", .other)
      }
  }
}
