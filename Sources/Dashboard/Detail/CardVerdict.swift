package import Checkout
import Screen

/// The sentence of the detail pane's card, as it is shown, for what the pane shows.
package struct CardVerdict: Equatable, Sendable {
  /// Sanitised.
  package let sentence: String
  /// Nil for words that judge nothing.
  package let tone: Verdict.Tone?

  /// Nil while there is nothing to say.
  package init?(_ state: State) {
    guard let (words, tone) = Self.words(state) else { return nil }
    sentence = words.spelled(with: state.spelling)
    self.tone = tone
  }

  /// The sentence in lines of at most `width` cells.
  package func lines(width: Int) -> [String] { TextWidth.wrap(sentence, to: max(1, width)) }

  private static func words(_ state: State) -> (String, Verdict.Tone?)? {
    if state.documents.isShown { return documentWords(state) }
    let times = VerdictTimes(now: state.clock.unix, zone: state.shownZone)
    let verdict: Verdict?
    if let related = state.detail.related {
      if related.isDeleted { return ("Stripe keeps its id and nothing else", .attention) }
      verdict = related.stored.flatMap { Verdict(of: $0.json, times) }
    } else {
      verdict = state.detail.content.map { Verdict(of: $0.sources, times) }
    }
    return verdict.map { (Sanitiser.display($0.sentence), $0.tone) }
  }

  private static func documentWords(_ state: State) -> (String, Verdict.Tone?)? {
    let detail = state.documents.detail
    if let user = detail.user {
      let customer = user.customer.map {
        "Stripe knows this user as \(Sanitiser.display($0))"
      }
      return (customer ?? "names no customer of Stripe's", nil)
    }
    guard let document = detail.document else { return nil }
    let facts = state.documents.facts(
      of: document, isLive: state.account.isLive, now: state.clock.unix)
    let verdict = DocumentVerdict(facts)
    return (state.shown(Sanitiser.excerpt(verdict.fullSentence)), verdict.tone)
  }
}
