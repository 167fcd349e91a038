package import Units

/// What happened to a session, in order of time, as far as it was recorded.
///
/// A pure function of what was read: it reads no clock, and states what is not known.
package struct Story: Equatable, Sendable {
  /// A fact without a recorded time.
  package struct Fact: Equatable, Sendable {
    /// A sentence without a full stop.
    package let text: String
    /// An id or an address to follow.
    package let link: String?

    package init(_ text: String, link: String? = nil) {
      self.text = text
      self.link = link
    }
  }

  /// A notification to the shop's server.
  package struct Webhook: Equatable, Sendable {
    /// `evt_…`
    package let id: String
    package let type: String
    /// When the event happened, in Unix seconds.
    package let at: Int
    /// How many endpoints have not confirmed it yet. Also 0 if there are no endpoints.
    package let pending: Int
  }

  /// Oldest first.
  package let steps: [StoryStep]
  package let also: [Fact]
  /// What is not known, and why: sentences without a full stop.
  package let unknown: [String]
  /// Oldest first; empty if events were not read.
  package let webhooks: [Webhook]

  /// `zone` is for the dates in the sentences.
  package init(_ sources: StorySources, in zone: ZoneRule = .utc) {
    var builder = StoryBuilder(sources, zone)
    builder.tellSession()
    builder.tellPayment()
    builder.tellSetup()
    builder.tellBilling()
    builder.tellEnd()
    builder.tellRefunds()
    builder.tellDisputes()
    builder.tellChanges()
    steps = builder.sortedSteps
    also = builder.also
    unknown = builder.unknown
    webhooks = builder.webhooks
  }
}
