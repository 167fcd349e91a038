import Checkout
import Screen
import Widgets

/// Following links, and the way back.
extension State {
  mutating func follow(_ id: StripeID) -> [Effect] {
    guard id.kind.isFollowed else {
      message = Message("till does not show a \(id.kind.title); o opens Stripe's Dashboard")
      return []
    }
    if let isLive = id.livemode, isLive != account.isLive {
      message = Message(
        "\(Sanitiser.display(id.text).middleTruncated) belongs to \(isLive ? "live" : "test") mode",
        .warning)
      return []
    }
    visit(id.kind == .session ? .session(id.text) : .object(id))
    return []
  }

  private mutating func visit(_ place: Trail.Place) {
    arrangement.focus = .detail
    guard place != detail.trail.current else { return }
    detail.trail.visit(place, leaving: detail.scroll)
  }

  /// Goes back (-1) or forward (1).
  mutating func step(_ distance: Int) -> [Effect] {
    detail.trail.step(distance, leaving: detail.scroll)
    guard case .session(let id) = detail.trail.current else { return [] }
    _ = select(id)
    return []
  }

  /// Moves the list to a session that the detail pane shows; false when it is not among the rows
  /// that are here.
  mutating func select(_ id: String) -> Bool {
    guard let row = list.rows.firstIndex(where: { $0.id == .session(id) }) else { return false }
    list.scroll.cursor = row
    list.scroll.reveal(of: list.rows.count, height: layout.listHeight)
    detail.following.follow(id)
    return true
  }

  func availability(ofStep place: Trail.Place?, _ direction: String) -> Availability {
    place == nil || place == .nowhere ? .disabled("nothing to go \(direction) to") : .enabled
  }

  /// Shows the object that the trail leads to, and asks for it.
  mutating func settleRelated() -> [Effect] {
    guard case .object(let id) = detail.trail.current else {
      if detail.related != nil { detail.show(related: nil) }
      // A session that a link led to may not be cached.
      return settleMissingSession()
    }
    if detail.related?.id != id { detail.show(related: id) }
    guard let related = detail.related else { return [] }
    if !related.isAsked {
      detail.related?.isAsked = true
      return [.cache(.readObject(id))]
    }
    guard related.isWanted(at: clock.unix) else { return [] }
    detail.related?.isFetching = true
    return [.stripe(.fetchObject(id))]
  }

  private mutating func settleMissingSession() -> [Effect] {
    detail.askForMissing().map { [.stripe(.refresh(id: $0))] } ?? []
  }

  mutating func takeObject(_ stored: StoredObject?, _ id: StripeID) {
    guard detail.related?.id == id else { return }
    detail.related?.isRead = true
    if let stored { detail.take(stored) }
  }

  mutating func takeObject(_ result: Result<StoredObject, Problem>, _ id: StripeID) {
    guard detail.related?.id == id else { return }
    detail.related?.isFetching = false
    switch result {
    case .success(let stored):
      detail.related?.problem = nil
      detail.take(stored)
      // The verdict knows more with its payment intent.
      if id.kind == .paymentIntent { detail.following.noteChange() }
    case .failure(let problem):
      detail.related?.problem = problem
      // What is cached stays, with its age; that it could not be renewed is said.
      if detail.related?.stored != nil { message = Message(problem.sentence, .warning) }
    }
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
  }

  /// Reads the object that is shown again, beside its session.
  mutating func refreshRelated() -> [Effect] {
    guard let related = detail.related, !related.isFetching else { return [] }
    detail.related?.isFetching = true
    detail.related?.problem = nil
    return [.stripe(.fetchObject(related.id))]
  }
}
