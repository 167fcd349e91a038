package import Checkout
import Screen
import Units

/// The head of the detail pane: the state of a session, in words. Sanitised.
package struct SessionCard: Equatable, Sendable {
  package let badge: StatusBadge
  /// With what the customer saw in their own currency: `$27.50 (¥4,200)`.
  package let amount: String?
  /// The customer, by the best name that is known.
  package let customer: String?
  /// When it was read from Stripe, in Unix seconds.
  package let readAt: Int
}

extension SessionCard {
  /// The card of the session that the pane shows; nil while nothing is known of the session.
  package init?(_ state: State) {
    guard let content = state.detail.content else { return nil }
    let session = content.stored.session
    let total = session.amountTotal.flatMap { amount in
      session.currency.map { Money(amount, $0) }
    }
    let presented = Presentment(of: session)
    let amount = presented?.settlement ?? total
    self.init(
      badge: StatusBadge(session.status, session.paymentStatus),
      amount: amount.map { $0.text + (presented.map { " (\($0.customer.text))" } ?? "") },
      customer: Self.customer(of: session, state),
      readAt: content.stored.fetchedAt)
  }

  private static func customer(of session: Session, _ state: State) -> String? {
    let known: [(PersonalData?, String?)] = [
      (.name, session.customerName), (.email, session.email),
      (nil, session.id(of: "customer")),
    ]
    guard let (kind, text) = known.first(where: { $0.1?.isEmpty == false }), let text else {
      return nil
    }
    let shown = state.isMasked ? kind?.masked(text) ?? text : text
    return Sanitiser.display(shown)
  }

  /// The story in one line of at most `width` cells; empty if nothing is known.
  package static func storyLine(width: Int, _ state: State) -> StoryLine? {
    guard let story = state.detail.content?.story else { return nil }
    return StoryLine(story, at: state.clock.unix, in: state.shownZone, width: width)
  }
}
