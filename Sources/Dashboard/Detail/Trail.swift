package import Checkout
import Widgets

/// The places that the detail pane has shown, with a way back, as in a browser.
///
/// Moving through the list adds no stop: each session replaces the one before, until the user opens
/// one or follows a link from it.
package struct Trail: Equatable, Sendable {
  /// What the detail pane is about.
  package enum Place: Equatable, Sendable {
    /// No session is selected.
    case nowhere
    case session(String)
    case object(StripeID)
  }

  private struct Stop: Equatable, Sendable {
    var place: Place
    /// Where the pane was scrolled to when it was left.
    var scroll = Scroll()
  }

  /// The most stops that are remembered.
  private static let capacity = 200

  private var stops = [Stop(place: .nowhere)]
  private var index = 0
  /// Whether the next session of the list gets a stop of its own.
  private var isKept = false

  init() {}

  /// The place that the pane shows.
  package var current: Place { stops[index].place }
  package var previous: Place? { index > 0 ? stops[index - 1].place : nil }
  package var next: Place? { index + 1 < stops.count ? stops[index + 1].place : nil }
  var scroll: Scroll { stops[index].scroll }

  /// The session at the current place, or from which that was reached.
  package var session: String? {
    for stop in stops[...index].reversed() {
      switch stop.place {
      case .session(let id): return id
      case .nowhere: return nil
      case .object: continue
      }
    }
    return nil
  }

  /// The list's selection has moved.
  mutating func follow(_ session: String?) {
    let place = session.map(Place.session) ?? .nowhere
    if case .object = current { isKept = true }
    if isKept {
      visit(place, leaving: Scroll())
    } else {
      stops.removeSubrange((index + 1)...)
      stops[index] = Stop(place: place)
    }
    isKept = false
  }

  /// Keeps the current session on the trail when the list moves on.
  mutating func keep() { isKept = true }

  mutating func visit(_ place: Place, leaving scroll: Scroll) {
    stops[index].scroll = scroll
    stops.removeSubrange((index + 1)...)
    stops.append(Stop(place: place))
    if stops.count > Self.capacity { stops.removeFirst() }
    index = stops.count - 1
    isKept = true
  }

  /// Goes one stop back (-1) or forward (1), if there is one.
  mutating func step(_ distance: Int, leaving scroll: Scroll) {
    guard stops.indices.contains(index + distance) else { return }
    stops[index].scroll = scroll
    index += distance
    isKept = true
  }
}
