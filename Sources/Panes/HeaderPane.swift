import Checkout
import Dashboard
import Query
import Screen
import Units

extension Surface {
  /// The account, TEST or LIVE in words, how much is cached, how old it is, and what is under way.
  mutating func drawHeader(_ state: State) {
    fill(bounds, style: Style(.header))
    let line = HeaderLine(state, width: size.width)
    let end = write(line.identity, x: 0, y: 0, maxWidth: size.width)
    write(line.facts, x: end, y: 0, style: Style(.header))
    within(bounds.without(right: 1)) {
      $0.writeTrailing(line.activity, y: 0, style: Style(.header))
    }
  }
}

/// The text of the header for a given width.
private struct HeaderLine {
  private let state: State
  private let room: Int

  private var namesID = true
  private var namesAccountInFull = true
  private var tellsActivityInFull = true
  private var tellsReach = true
  private var tellsAllActivity = true
  private var tellsActivity = true
  private var tellsAge = true
  private var tellsStale = true
  private var tellsGaps = true
  private var tellsCount = true

  /// What is left out when there is not enough room, in this order: the account, how much is cached
  /// and how old that is stay the longest.
  private static let sacrifices: [any WritableKeyPath<HeaderLine, Bool> & Sendable] = [
    \.namesID, \.namesAccountInFull, \.tellsActivityInFull, \.tellsReach, \.tellsAllActivity,
    \.tellsActivity, \.tellsAge, \.tellsGaps, \.tellsStale, \.tellsCount,
  ]

  init(_ state: State, width: Int) {
    self.state = state
    room = width
    for sacrifice in Self.sacrifices {
      guard needed > room else { break }
      self[keyPath: sacrifice] = false
    }
  }

  /// Cells that are needed, including one at the right edge.
  private var needed: Int {
    let activity = activity
    return identity.reduce(0) { $0 + TextWidth.cells(of: $1.text) } + TextWidth.cells(of: facts)
      + (activity.isEmpty ? 0 : 2) + TextWidth.cells(of: activity) + 1
  }

  /// Program, account, and TEST or LIVE; the account's name is cut before the mode.
  var identity: [Segment] {
    let (header, account) = (Style(.header), state.account)
    let name = TextWidth.truncate(
      namesAccountInFull ? account.name : account.shortName, to: max(0, room - 14))
    let id = namesID ? account.id.map { " (\($0.middleTruncated))" } ?? "" : ""
    var segments = [
      Segment(" till ", Style(.header, .bold)), Segment(" \(name)\(id) ", Style(.account)),
      account.isLive
        ? Segment(" LIVE ", Style(.headerLive, .bold))
        : Segment(" TEST ", Style(.headerTest, .bold)),
    ]
    if account.isSandbox { segments.append(Segment(" sandbox", header)) }
    if account.readOnlyReason != nil { segments.append(Segment(" read-only", header)) }
    if state.isMasked { segments.append(Segment(" masked", header)) }
    return segments
  }

  /// What the cache holds, how far back it reaches, and when Stripe was last asked. How far the rows
  /// of a filter reach is another question, which the list's title answers.
  var facts: String {
    guard state.list.count.isKnown else { return "" }
    let facts = state.list.facts
    let isOfAll = state.list.query.filter == SessionFilter.all
    let zone = state.shownZone
    let age = facts.coverage.refreshedAt.map {
      "as of \(Moment($0).clockText(in: zone, now: state.clock.unix))"
    }
    return [
      tellsCount ? "\(facts.cached.grouped) cached" : nil,
      tellsReach && isOfAll ? facts.coverage.stretch(zone, now: state.clock.unix) : nil,
      tellsGaps && isOfAll ? facts.coverage.gapCount : nil,
      tellsAge ? age : nil,
      tellsStale ? stale : nil,
    ].compactMap(\.self).map { "  \($0)" }.joined()
  }

  /// What may have changed unnoticed: the key may not read events, and not all was read again yet.
  private var stale: String? {
    guard let since = state.staleSince, since < state.clock.unix - StoredSession.currentFor else {
      return nil
    }
    let time = Moment(since).clockText(in: state.shownZone, now: state.clock.unix)
    return "open and unpaid as of \(time)"
  }

  /// What is watched, automatic refreshes, sync, and requests to Stripe. When there is little room,
  /// a wait is shown before the progress.
  var activity: String {
    guard tellsActivity else { return "" }
    let sync = state.sync.map { tellsActivityInFull ? $0.title : $0.shortTitle }
    let requests = state.activity.title(inFull: tellsActivityInFull)
    guard tellsAllActivity else {
      return (state.activity.waiting == nil ? sync ?? requests : requests) ?? ""
    }
    let watch = state.watch.map { tellsActivityInFull ? $0.label : "watching" }
    return [watch, state.autoRefresh.isOn ? "⟳" : nil, sync, requests].compactMap(\.self)
      .joined(separator: "  ")
  }
}

extension RequestActivity {
  /// `● 3 of 25 req/s`, `● 3/s`; nil when nothing is asked.
  fileprivate func title(inFull isFull: Bool) -> String? {
    if let waiting {
      // The first part is the reason.
      return "◌ \(isFull ? waiting[...] : waiting.prefix { $0 != "," })"
    }
    guard running > 0 else { return nil }
    guard isFull else { return "● \(rate)/s" }
    return limit.map { "● \(rate) of \($0) req/s" } ?? "● \(rate) req/s"
  }
}
