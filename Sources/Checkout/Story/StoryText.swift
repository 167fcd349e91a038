import JSON
import Units

/// A story as lines for people and screen readers.
///
/// Lines are raw: whoever prints them has to make each one harmless first.
package struct StoryText: Sendable {
  private let sources: StorySources
  private let story: Story
  private let times: VerdictTimes
  private let isMasked: Bool

  package init(of sources: StorySources, _ times: VerdictTimes, masked isMasked: Bool = false) {
    self.sources = sources
    self.times = times
    self.isMasked = isMasked
    story = Story(sources, in: times.zone)
  }

  package var lines: [String] {
    let verdict = Verdict(of: sources, times).sentence
    let head = ["Checkout Session \(sources.session.id)", "\(verdict)."]
    let sections = [
      head, story.steps.map(line), section("Also known", story.also.map(line)),
      section("Webhooks", webhookLines), section("Not known", story.unknown.map { "\($0)." }),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines.map { "  \($0)" }
  }

  private func line(_ step: StoryStep) -> String {
    let text = isMasked ? step.text : step.fullText
    return [step.timeText(in: times.zone), text, step.id].compactMap(\.self).joined(separator: "  ")
  }

  private func line(_ fact: Story.Fact) -> String {
    fact.link.map { "\(fact.text): \($0)" } ?? "\(fact.text)."
  }

  /// 0 pending can also mean that there is no endpoint, so nothing more is said about those.
  private var webhookLines: [String] {
    guard !story.webhooks.isEmpty else { return [] }
    let pending = story.webhooks.filter { $0.pending > 0 }
    guard !pending.isEmpty else {
      let count = story.webhooks.count
      let events = count == 1 ? "the event does not wait" : "none of the \(count) events waits"
      return ["\(events) for an answer of the shop's server."]
    }
    return pending.map {
      let endpoints = $0.pending == 1 ? "1 endpoint has" : "\($0.pending) endpoints have"
      return "\($0.type): \(endpoints) not said yes yet  \($0.id)"
    }
  }
}

extension StoryStep {
  /// The step as a JSON object on one line, for scripts: `at` in Unix seconds, and `after` if the
  /// time is between two.
  package func json(masked isMasked: Bool = false) -> String {
    var members = [
      "\"at\":\(at)", "\"kind\":\(JSONEscapes.encode(kind.rawValue))",
      "\"text\":\(JSONEscapes.encode(isMasked ? text : fullText))",
      "\"id\":\(id.map { JSONEscapes.encode($0) } ?? "null")",
    ]
    if exactness != .exact { members.append("\"exact\":false") }
    if case .since(let start) = exactness { members.append("\"after\":\(start)") }
    return "{\(members.joined(separator: ","))}"
  }
}
