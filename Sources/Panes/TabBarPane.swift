import Checkout
import Dashboard
import Screen
import Widgets

extension Surface {
  /// The tabs, and a chart of the last day at the right end.
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
    draw(LastDay(state.list.tabCounts.known), at: DayPlaces(after: bar, in: size))
  }

  /// One line of blocks for each outcome, or one for all where there is little room.
  private mutating func draw(_ day: LastDay, at places: DayPlaces?) {
    guard let places, day.total.contains(where: { $0 > 0 }) else { return }
    if places.lines.count == day.outcomes.count {
      let cells = places.lines[0].width
      let largest = day.outcomes.map { Sparkline.largest(of: $0.hours, in: cells) }.max()
      for (outcome, place) in zip(day.outcomes, places.lines) {
        let style = Style(outcome.badge.tone.role)
        write(outcome.badge.glyph, x: place.x - DayPlaces.glyph, y: 0, style: style)
        within(place) { Sparkline(outcome.hours, largest: largest).draw(on: &$0, style: style) }
      }
    } else {
      within(places.lines[0]) { Sparkline(day.total).draw(on: &$0, style: .text) }
    }
    write(
      DayPlaces.label(isWhole: day.isWhole), x: places.label, y: 0, style: Style(.secondary))
  }
}

/// How many sessions began in each hour of the last day, by outcome.
private struct LastDay {
  let outcomes: [(badge: StatusBadge, hours: [Int])]
  let total: [Int]
  let isWhole: Bool

  init(_ tally: TabTally) {
    let badges: [(StatusTab, StatusBadge)] = [
      (.complete, StatusBadge(.complete, .paid)), (.open, StatusBadge(.open, nil)),
      (.expired, StatusBadge(.expired, nil)),
    ]
    let outcomes = badges.map { tab, badge in (badge: badge, hours: tally.hours[tab] ?? []) }
    self.outcomes = outcomes
    isWhole = tally.hoursAreWhole
    total = (0..<24).map { hour in
      outcomes.reduce(0) { $0 + ($1.hours.indices.contains(hour) ? $1.hours[hour] : 0) }
    }
  }
}
