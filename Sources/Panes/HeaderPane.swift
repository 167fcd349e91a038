import Checkout
import Dashboard
import Screen

extension Surface {
  /// Which account, TEST or LIVE in words, how much is cached, how old it is, what is under way.
  ///
  /// What matters most is written first; what does not fit is left out from the right.
  mutating func drawHeader(_ state: State) {
    fill(bounds, style: Style(.header))
    let activity = state.activityText
    let left = state.headerSegments(width: size.width - TextWidth.cells(of: activity) - 2)
    write(left, x: 0, y: 0, maxWidth: size.width)
    let width = TextWidth.cells(of: activity)
    let used = left.reduce(0) { $0 + TextWidth.cells(of: $1.text) }
    if width > 0, used + width + 1 <= size.width {
      write(activity, x: size.width - width - 1, y: 0, style: Style(.header))
    }
  }
}

extension State {
  fileprivate func headerSegments(width: Int) -> [Segment] {
    let header = Style(.header)
    let mode =
      account.isLive
      ? Segment(" LIVE ", Style(.headerLive, .bold)) : Segment(" TEST ", Style(.headerTest, .bold))
    let name = account.id.map { "\(account.name) (\($0.middleTruncated))" } ?? account.name
    var segments = [
      Segment(" till ", Style(.header, .bold)), Segment(" \(name) ", header), mode,
    ]
    if account.isSandbox { segments.append(Segment(" sandbox", header)) }
    if account.readOnlyReason != nil { segments.append(Segment(" read-only", header)) }
    var used = segments.reduce(0) { $0 + TextWidth.cells(of: $1.text) }
    for fact in facts {
      let segment = Segment("  \(fact)", header)
      used += TextWidth.cells(of: segment.text)
      guard used <= width else { break }
      segments.append(segment)
    }
    return segments
  }

  /// What the cache holds, most important first.
  private var facts: [String] {
    guard list.factsAreKnown else { return [] }
    let facts = list.facts
    var texts = ["\(facts.cached.grouped) cached"]
    if let refreshed = facts.coverage.refreshedAt {
      texts.append("as of \(Moment(refreshed).timeText(in: zone))")
    }
    if let span = facts.coverage.spanText(now: clock.unix, zone) { texts.append(span) }
    return texts
  }

  fileprivate var activityText: String {
    if let waiting = activity.waiting { return "◌ \(waiting)" }
    guard activity.running > 0 else { return "" }
    return "● \(activity.rate) of \(activity.limit) req/s"
  }
}

extension Coverage {
  /// `14 Nov → now`, with the number of gaps.
  fileprivate func spanText(now: Int, _ zone: ZoneRule) -> String? {
    guard let oldest = spans.last?.oldest else { return nil }
    let start = reachesBeginning ? "all" : Moment(oldest).dayText(in: zone)
    let gaps = gaps.count
    let note = gaps == 0 ? "" : gaps == 1 ? ", 1 gap" : ", \(gaps) gaps"
    return reachesBeginning ? start + note : "\(start) → now\(note)"
  }
}
