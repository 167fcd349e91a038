import Checkout
import Query
package import Widgets

/// The rows of a list near the cursor, never the whole list.
///
/// The cursor is pinned to its session's id: rows that are added or removed elsewhere do not move
/// it.
package struct RowStretch: Equatable, Sendable {
  /// The most rows kept; more are dropped at the far end.
  static let capacity = 1200

  package internal(set) var rows: [ListRow] = []
  package var scroll = Scroll()
  package private(set) var reachesTop = true
  package private(set) var reachesBottom = true

  package init() {}

  package var selectedRow: ListRow? {
    rows.indices.contains(scroll.cursor) ? rows[scroll.cursor] : nil
  }

  /// The sessions among these rows, in order.
  var sessions: [SessionSummary] { rows.compactMap(\.session) }
  var firstSession: SessionSummary? { rows.first { $0.session != nil }?.session }
  var lastSession: SessionSummary? { rows.last { $0.session != nil }?.session }

  /// The session that the cursor is pinned to, and how many rows above the cursor it is. That is 0
  /// unless a gap is selected: a gap changes as soon as part of it is loaded.
  var pin: (session: SessionSummary, below: Int)? {
    guard let index = rows.prefix(scroll.cursor + 1).lastIndex(where: { !$0.isGap }),
      let session = rows[index].session
    else { return nil }
    return (session, scroll.cursor - index)
  }

  // MARK: - Rows that arrive

  /// Where the cursor goes when all rows are replaced.
  enum Place {
    /// On the same session and the same line of the screen. If the session has left the list, on
    /// the one that followed it.
    case pinned
    /// The same, but at the top if the session has left the list.
    case pinnedOrTop
    case top
  }

  mutating func replace(with window: RowWindow, gaps: [Gap], place: Place, isByTime: Bool) {
    reachesTop = window.reachesTop
    reachesBottom = window.reachesBottom
    layOut(window.rows, gaps: gaps, place: place, isByTime: isByTime)
  }

  /// Places the gaps again.
  mutating func layOut(gaps: [Gap]) {
    layOut(sessions, gaps: gaps, place: .pinned, isByTime: true)
  }

  private mutating func layOut(
    _ sessions: [SessionSummary], gaps: [Gap], place: Place, isByTime: Bool
  ) {
    let pin = pin
    let line = scroll.cursor - scroll.top
    let wasAtTop = scroll.top == 0
    rows = ListRow.rows(of: sessions, gaps: gaps, reachesBottom: reachesBottom)
    switch place {
    case .top:
      scroll = Scroll()
      return
    case .pinned, .pinnedOrTop:
      if let pin, let index = rows.firstIndex(where: { $0.id == .session(pin.session.id) }) {
        scroll.cursor = index + pin.below
      } else if case .pinnedOrTop = place {
        scroll = Scroll()
        return
      } else if let position = pin?.session.position, isByTime {
        scroll.cursor =
          rows.firstIndex { ($0.session?.position ?? .max) < position } ?? rows.count
      }
    }
    scroll.top = wasAtTop ? 0 : max(0, scroll.cursor - line)
  }

  /// Adds the rows after a position, if that is still the last one here.
  mutating func append(_ window: RowWindow, after position: Int64, gaps: [Gap]) -> Bool {
    guard let last = lastSession, last.position == position else { return false }
    let seam = rows.lastIndex { !$0.isGap } ?? 0
    reachesBottom = window.reachesBottom
    rows.replaceSubrange(
      seam...,
      with: ListRow.rows(of: [last] + window.rows, gaps: gaps, reachesBottom: reachesBottom))
    trim(keepingEnd: true)
    return true
  }

  /// Adds the rows before a position, if that is still the first one here.
  mutating func prepend(_ window: RowWindow, before position: Int64, gaps: [Gap]) -> Bool {
    guard let first = firstSession, first.position == position else { return false }
    let seam = rows.firstIndex { !$0.isGap } ?? 0
    let new = ListRow.rows(of: window.rows + [first], gaps: gaps, reachesBottom: false)
    rows.replaceSubrange(...seam, with: new)
    scroll.cursor += new.count - seam - 1
    if scroll.top > 0 { scroll.top += new.count - seam - 1 }
    reachesTop = window.reachesTop
    trim(keepingEnd: false)
    return true
  }

  mutating func removeAll() {
    rows = []
    scroll = Scroll()
  }

  /// Replaces a session that was read again, wherever it is.
  ///
  /// - Returns: whether Stripe's data about it has changed.
  mutating func update(_ summary: SessionSummary) -> Bool {
    guard let index = rows.firstIndex(where: { $0.id == .session(summary.id) }),
      let old = rows[index].session
    else { return false }
    var new = summary
    new.position = old.position
    rows[index] = .session(new)
    return new.differs(from: old)
  }

  /// Takes over, from a later stretch, the cursor and rows that are not visible in a list of that
  /// height.
  mutating func adoptMotion(of later: RowStretch, height: Int) {
    let isSeen = rows != later.rows && !visible(height).elementsEqual(later.visible(height))
    if isSeen { scroll = later.scroll } else { self = later }
  }

  private func visible(_ height: Int) -> ArraySlice<ListRow> {
    rows.dropFirst(max(0, scroll.top)).prefix(max(0, height))
  }

  /// Goes to the first row, or to the last session: only a gap can be below it.
  mutating func land(on end: ListEnd) {
    switch end {
    case .top: scroll = Scroll()
    case .bottom: scroll.cursor = rows.lastIndex { !$0.isGap } ?? 0
    }
  }

  /// Drops rows far from the cursor.
  private mutating func trim(keepingEnd: Bool) {
    let excess = rows.count - Self.capacity
    guard excess > 0 else { return }
    if keepingEnd {
      let dropped = min(excess, scroll.top)
      rows.removeFirst(dropped)
      scroll.cursor -= dropped
      scroll.top -= dropped
      if dropped > 0 { reachesTop = false }
    } else {
      let dropped = min(excess, rows.count - 1 - scroll.cursor)
      rows.removeLast(dropped)
      if dropped > 0 { reachesBottom = false }
    }
  }
}
