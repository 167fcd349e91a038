/// An error from outside, ready to be shown: sanitised, without secrets.
package struct Problem: Error, Equatable, Sendable {
  /// What went wrong and what to do, in one sentence.
  package var sentence: String
  /// `req_…`, for Stripe's support.
  package var requestID: String?
  /// Whether a change may have been made although no answer says so.
  package var mayHaveHappened: Bool

  package init(_ sentence: String, requestID: String? = nil, mayHaveHappened: Bool = false) {
    self.sentence = sentence
    self.requestID = requestID
    self.mayHaveHappened = mayHaveHappened
  }
}

/// The line above the footer: what just happened. It stays until the next key.
package struct Message: Equatable, Sendable {
  /// Whether it is good or bad news; a theme gives it a colour.
  package enum Tone: Equatable, Sendable { case notice, success, warning, error }

  package var text: String
  package var tone: Tone

  package init(_ text: String, _ tone: Tone = .notice) {
    self.text = text
    self.tone = tone
  }

  /// The message when a text is refused because it may contain a key.
  package static let secretKey = Message(
    "this looks like a key: nothing was searched or kept", .warning)
}
