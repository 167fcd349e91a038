/// What is read with a session, in the order in which a story says what is missing.
package struct StoryPart: Sendable {
  /// As in the `expand` of a request.
  package let path: String
  /// What it would tell.
  let words: String

  private init(_ path: String, _ words: String) {
    self.path = path
    self.words = words
  }

  package static let latestCharge = "payment_intent.latest_charge"
  package static let fees = "\(latestCharge).balance_transaction"

  package static let all = [
    StoryPart("payment_intent", "the payment intent"),
    StoryPart(latestCharge, "the latest charge"), StoryPart(fees, "fees"),
    StoryPart("subscription", "the subscription"), StoryPart("invoice", "the invoice"),
    StoryPart("invoice.payments", "the payments of the invoice"),
    StoryPart("setup_intent", "the setup intent"),
    StoryPart("setup_intent.latest_attempt", "the latest attempt of the setup"),
  ]

  /// The fields of the session in which they are.
  package static let fields = all.map(\.path).filter { !$0.contains(".") }

  /// The longest paths: they expand what is above them, too.
  package static let paths = all.map(\.path).filter { path in
    !all.contains { $0.path.hasPrefix("\(path).") }
  }
}
