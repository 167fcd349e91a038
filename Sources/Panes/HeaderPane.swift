import Checkout
import Dashboard
import Screen

extension Surface {
  /// Which account, TEST or LIVE in words, how much is cached, how old it is, what is under way.
  ///
  /// What matters most is written first; what does not fit is left out from the right.
  mutating func drawHeader(_ state: State) {
    fill(bounds, style: Style(.header))
    let identity = state.identity(width: size.width)
    var x = write(identity, x: 0, y: 0, maxWidth: size.width)
    let activity = TextWidth.truncate(state.activityText, to: max(0, size.width - x - 3))
    let right = size.width - TextWidth.cells(of: activity) - 1
    write(activity, x: right, y: 0, style: Style(.header))
    for fact in state.facts.map({ "  \($0)" }) {
      guard x + TextWidth.cells(of: fact) < right else { return }
      x += write(fact, x: x, y: 0, style: Style(.header))
    }
  }
}

extension State {
  /// Program, account, and TEST or LIVE; the account's name is cut before the mode is.
  fileprivate func identity(width: Int) -> [Segment] {
    let header = Style(.header)
    let mode =
      account.isLive
      ? Segment(" LIVE ", Style(.headerLive, .bold)) : Segment(" TEST ", Style(.headerTest, .bold))
    let name = account.id.map { "\(account.name) (\($0.middleTruncated))" } ?? account.name
    // On a narrow screen the age of what is cached counts more than the end of an id.
    let room = max(0, min(width - 14, width < 100 ? 28 : .max))
    var segments = [
      Segment(" till ", Style(.header, .bold)),
      Segment(" \(TextWidth.truncate(name, to: room)) ", Style(.account)), mode,
    ]
    if account.isSandbox { segments.append(Segment(" sandbox", header)) }
    if account.readOnlyReason != nil { segments.append(Segment(" read-only", header)) }
    if isMasked { segments.append(Segment(" masked", header)) }
    return segments
  }

  /// What the cache holds, most important first.
  fileprivate var facts: [String] {
    guard list.factsAreKnown else { return [] }
    let facts = list.facts
    var texts = ["\(facts.cached.grouped) cached"]
    if let refreshed = facts.coverage.refreshedAt {
      texts.append("as of \(Moment(refreshed).timeText(in: zone))")
    }
    if let reach = facts.coverage.reach(zone) { texts.append(reach) }
    return texts
  }

  /// A refresh that comes by itself, sync, and what is asked of Stripe.
  fileprivate var activityText: String {
    [autoRefresh.isOn ? "⟳" : "", sync?.title ?? "", requestText].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private var requestText: String {
    if let waiting = activity.waiting { return "◌ \(waiting)" }
    guard activity.running > 0 else { return "" }
    return activity.limit.map { "● \(activity.rate) of \($0) req/s" }
      ?? "● \(activity.rate) req/s"
  }
}
