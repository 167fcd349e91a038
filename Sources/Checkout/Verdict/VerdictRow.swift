extension Verdict {
  /// One row of a table: when it applies, and what it says.
  struct Row<Facts>: Sendable {
    let name: String
    let tone: Tone
    let matches: @Sendable (Facts) -> Bool
    let sentence: @Sendable (Facts) -> String

    init(
      _ name: String, _ tone: Tone, matching matches: @escaping @Sendable (Facts) -> Bool,
      sentence: @escaping @Sendable (Facts) -> String
    ) {
      self.name = name
      self.tone = tone
      self.matches = matches
      self.sentence = sentence
    }
  }
}

extension Verdict.Row<VerdictFacts> {
  init(
    _ name: String, _ tone: Verdict.Tone, _ status: SessionStatus? = nil,
    _ payment: PaymentStatus? = nil, _ mode: SessionMode? = nil,
    if condition: @escaping @Sendable (VerdictFacts) -> Bool = { _ in true },
    sentence: @escaping @Sendable (VerdictFacts) -> String
  ) {
    self.init(
      name, tone,
      matching: { facts in
        (status == nil || facts.status == status) && (payment == nil || facts.payment == payment)
          && (mode == nil || facts.mode == mode) && condition(facts)
      }, sentence: sentence)
  }
}
