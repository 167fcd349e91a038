import Checkout
import Dashboard
import Screen
import Widgets

extension Surface {
  /// The tabs, and at the right end how the last day went.
  mutating func drawTabs(_ state: State) {
    guard size.width > 0 else { return }
    let bar = TabBar(state)
    if bar.goesOn.left { write("‹", x: 0, y: 0, style: Style(.secondary)) }
    for (index, place) in bar.places.enumerated() {
      let x = place.span.lowerBound
      if place.tab.beginsSort, index > 0 {
        write("│", x: x - TabBar.gap, y: 0, style: Style(.border))
      }
      let style =
        place.tab.isCurrent ? Style(.title, [.bold, .underline]) : Style(.secondary)
      write(String(place.text.dropFirst().dropLast()), x: x + 1, y: 0, style: style)
    }
    if bar.goesOn.right { write("›", x: bar.end - 1, y: 0, style: Style(.secondary)) }
    let rest = Rect(x: bar.end + 1, y: 0, width: size.width - bar.end - 2, height: 1)
    within(rest) { $0.draw(LastDay(state.list.tabCounts.known)) }
  }

  /// A line of blocks for each outcome, or one for all of them where there is little room, at the right
  /// end.
  fileprivate mutating func draw(_ day: LastDay) {
    guard day.total.contains(where: { $0 > 0 }) else { return }
    let room = size.width - TextWidth.cells(of: LastDay.label)
    if let cells = LastDay.cells(in: (room - 8) / 3) {
      let largest = day.outcomes.map { Sparkline.largest(of: $0.hours, in: cells) }.max()
      var x = size.width - 3 * cells - 8 - TextWidth.cells(of: LastDay.label)
      for outcome in day.outcomes {
        let style = Style(outcome.badge.tone.role)
        write(outcome.badge.glyph, x: x, y: 0, style: style)
        within(Rect(x: x + 2, y: 0, width: cells, height: 1)) {
          Sparkline(outcome.hours, largest: largest).draw(on: &$0, style: style)
        }
        x += cells + 3
      }
    } else if let cells = LastDay.cells(in: room) {
      within(Rect(x: room - cells, y: 0, width: cells, height: 1)) {
        Sparkline(day.total).draw(on: &$0, style: Style(.text))
      }
    } else {
      return
    }
    write(LastDay.label, x: room, y: 0, style: Style(.secondary))
  }
}

/// How many sessions each hour of the last day brought, by what became of them.
private struct LastDay {
  let outcomes: [(badge: StatusBadge, hours: [Int])]
  let total: [Int]

  static let label = " 24 h"

  /// Cells that the hours divide into evenly.
  static func cells(in room: Int) -> Int? { [24, 12, 8, 6].first { $0 <= room } }

  init(_ tally: TabTally) {
    let badges: [(StatusTab, StatusBadge)] = [
      (.complete, StatusBadge(.complete, .paid)), (.open, StatusBadge(.open, nil)),
      (.expired, StatusBadge(.expired, nil)),
    ]
    let outcomes = badges.map { tab, badge in (badge: badge, hours: tally.hours[tab] ?? []) }
    self.outcomes = outcomes
    total = (0..<24).map { hour in
      outcomes.reduce(0) { $0 + ($1.hours.indices.contains(hour) ? $1.hours[hour] : 0) }
    }
  }
}
