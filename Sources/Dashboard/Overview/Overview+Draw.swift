import Checkout
import Query
package import Screen
import Units
import Widgets

extension Overview {
  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawDialog(title: title(state)) { box in
      if let problem {
        box.drawParagraph(Sanitiser.display(problem.sentence), y: 0, style: Style(.error))
      } else if let statistics {
        if showsTable {
          drawTable(statistics, on: &box)
        } else {
          drawPicture(statistics, on: &box)
        }
      } else {
        box.drawParagraph("counting…", y: 0, style: Style(.secondary))
      }
    }
  }

  private func title(_ state: State) -> String {
    var pieces = ["Overview", shownSpan.words, "by \(shownSpan.unit.rawValue)"]
    if query.filter != .all || query.query != nil {
      pieces.insert(filter.isEmpty ? "filtered" : "/\(filter)", at: 1)
    }
    if let reach = state.list.facts.coverage.reach(state.shownZone, now: state.clock.unix) {
      pieces.append("cached: \(reach)")
    }
    if isReading { pieces.append("counting…") }
    return pieces.joined(separator: " · ")
  }

  // MARK: - The picture

  private func drawPicture(_ statistics: SessionStatistics, on box: inout Surface) {
    let plan = OverviewLayout(box.bounds)
    drawLegend(statistics, on: &box)
    box.within(plan.chart) { chart(statistics).draw(on: &$0) }
    if columnIndex >= 0, statistics.stretches.indices.contains(columnIndex) {
      drawCaption(statistics, statistics.stretches[columnIndex], y: plan.caption, on: &box)
    }
    let bars = bars
    var cursor = -1
    if case .bar(let bar) = self.cursor { cursor = bar }
    for (place, sections) in plan.panes {
      box.within(place) { drawSections(sections, bars, cursor, on: &$0) }
    }
  }

  private func drawLegend(_ statistics: SessionStatistics, on box: inout Surface) {
    let total = statistics.total
    var segments: [Segment] = []
    for outcome in Self.outcomes {
      let value = outcome.value(total)
      guard value > 0 else { continue }
      let sign = String(outcome.texture.map { Character($0) } ?? "█")
      segments.append(Segment("\(sign)\(sign) ", Style(outcome.role)))
      segments.append(Segment("\(outcome.name) \(value.grouped)   ", Style(.dialog)))
    }
    if !statistics.isWhole {
      segments.append(Segment(Self.missing, Style(.notice)))
    } else if segments.isEmpty {
      segments = [Segment("nothing was created then", Style(.secondary))]
    }
    box.write(segments, x: 0, y: 0, maxWidth: box.bounds.width)
  }

  /// What a question mark means.
  private static let missing = "? not all of it is cached"

  private func chart(_ statistics: SessionStatistics) -> ColumnChart {
    let columns = statistics.stretches.enumerated().map { index, counts in
      ColumnChart.Column(
        Self.outcomes.map { outcome in
          BarChart.Part(
            outcome.value(counts), Style(outcome.role),
            texture: outcome.texture.map { Glyph(narrow: $0) })
        },
        label: shownSpan.label(of: counts.from, isFirst: index == 0),
        number: counts.created == 0 ? nil : counts.created, mark: statistics.mark(of: counts))
    }
    return ColumnChart(columns, selected: columnIndex)
  }

  /// The stretch under the cursor in words.
  private func drawCaption(
    _ statistics: SessionStatistics, _ counts: SessionCounts, y: Int, on box: inout Surface
  ) {
    var pieces = ["\(counts.created.grouped) created"]
    if statistics.isCovered(counts) == false {
      pieces = counts.created == 0 ? ["not cached"] : ["not all is cached"] + pieces
    }
    for outcome in Self.outcomes where outcome.value(counts) > 0 {
      pieces.append("\(outcome.value(counts).grouped) \(outcome.name)")
    }
    let revenue = counts.revenue.sorted { $0.key.code < $1.key.code }.map { Money($1, $0).text }
    pieces += revenue.map { Sanitiser.display($0) }
    let head = "\(shownSpan.words(of: counts.from)): "
    let room = box.bounds.without(left: TextWidth.cells(of: head)).width
    let count = pieces.count
    // A number that is cut would be another number.
    while pieces.count > 1, box.cells(of: Self.text(pieces, of: count)) > room {
      pieces.removeLast()
    }
    box.write(
      [
        Segment(head, Style(.dialog, .bold)),
        Segment(Self.text(pieces, of: count), Style(.dialog)),
      ],
      x: 0, y: y, maxWidth: box.bounds.width)
  }

  private static func text(_ pieces: [String], of count: Int) -> String {
    (pieces.count < count ? pieces + ["…"] : pieces).joined(separator: ", ")
  }

  // MARK: - The bars

  /// Draws sections one below the other; the one with the cursor is always visible.
  private func drawSections(
    _ sections: [OverviewBar.Section], _ bars: [OverviewBar], _ cursor: Int,
    on box: inout Surface
  ) {
    var rows: [Row] = []
    let shown = bars.filter { sections.contains($0.section) }
    let widths = (
      labels: shown.map { box.cells(of: $0.label) }.max() ?? 0,
      numbers: shown.map { box.cells(of: $0.number) }.max() ?? 0
    )
    for section in sections {
      let indices = bars.indices.filter { bars[$0].section == section }
      if !rows.isEmpty { rows.append(.blank) }
      rows.append(.head(section.title, note(section)))
      let largest = indices.map { bars[$0].value }.max() ?? 0
      rows += indices.map { .bar(bars[$0], largest: largest, isSelected: $0 == cursor) }
      if indices.isEmpty { rows.append(.text(emptyText(section))) }
    }
    var scroll = Scroll()
    scroll.cursor = rows.firstIndex { $0.isSelected } ?? 0
    scroll.reveal(of: rows.count, height: box.bounds.height)
    for (y, row) in rows.dropFirst(scroll.top).prefix(box.bounds.height).enumerated() {
      let line = Rect(x: 0, y: y, width: box.bounds.width, height: 1)
      box.within(line) { draw(row, widths, on: &$0) }
    }
  }

  private enum Row {
    case head(String, String)
    case bar(OverviewBar, largest: Int, isSelected: Bool)
    case text(String)
    case blank

    var isSelected: Bool {
      if case .bar(_, _, let isSelected) = self { isSelected } else { false }
    }
  }

  private func draw(
    _ row: Row, _ widths: (labels: Int, numbers: Int), on line: inout Surface
  ) {
    switch row {
    case .blank: break
    case .head(let title, let note):
      line.write(
        [Segment(title, Style(.dialog, .bold)), Segment(note, Style(.secondary))], x: 0, y: 0,
        maxWidth: line.bounds.width)
    case .text(let text):
      line.writeTruncated(
        text, x: 0, y: 0, width: line.bounds.width, style: Style(.secondary))
    case .bar(let bar, let largest, let isSelected):
      draw(bar, widths, largest: largest, on: &line)
      if isSelected { line.addEmphasis(.selected, in: line.bounds) }
    }
  }

  private func draw(
    _ bar: OverviewBar, _ widths: (labels: Int, numbers: Int), largest: Int,
    on line: inout Surface
  ) {
    let plan = OverviewLayout.bar(
      line.bounds, labels: widths.labels, numbers: widths.numbers)
    line.writeTruncated(
      bar.label, x: 0, y: 0, width: plan.label.width, style: Style(.dialog))
    line.writeField(
      bar.number, x: plan.number.x, y: 0, width: plan.number.width, style: Style(.dialog),
      align: .trailing)
    line.within(plan.bar) { place in
      if let values = bar.line {
        Sparkline(values, sharesCells: true).draw(on: &place, style: bar.style)
      } else {
        BarChart.draw(
          BarChart.Part(bar.value, bar.style, texture: bar.texture), largest: largest, on: &place)
      }
    }
  }

  /// For how many sessions the value is known, or that there may be more of them.
  private func note(_ section: OverviewBar.Section) -> String {
    guard let field = section.field else {
      return statistics?.isWhole == false ? "  of what is cached" : ""
    }
    guard let parts else { return "" }
    let known = parts.known(field)
    return known == 0 ? "" : "  known of \(known.counted("session"))"
  }

  private func emptyText(_ section: OverviewBar.Section) -> String {
    switch section {
    case .funnel, .revenue: return "nothing was paid"
    case .methods, .declines:
      return parts == nil ? "counting…" : "not known: none of these was read"
    case .countries: return parts == nil ? "counting…" : "not known"
    }
  }

  // MARK: - The table

  func tableHeight(_ inside: Rect) -> Int { OverviewLayout(inside).tableRows }

  private func drawTable(_ statistics: SessionStatistics, on box: inout Surface) {
    let currencies = statistics.currencies
    let table = Table(
      [.init(.upTo(22))] + [Table.Column](repeating: .init(.upTo(10), align: .trailing), count: 5)
        + [Table.Column](repeating: .init(.upTo(18), align: .trailing), count: currencies.count),
      gap: 2)
    func cells(
      _ name: String, _ counts: SessionCounts, isWhole: Bool, _ style: Style
    ) -> [Table.Cell] {
      let numbers = [counts.created, counts.open, counts.complete, counts.paid, counts.expired]
      let texts =
        numbers.map { $0 == 0 ? nil : $0.grouped }
        + currencies.map { currency in counts.revenue[currency].map { Money($0, currency).text } }
      return ([name] + texts.map { SessionStatistics.words($0, isWhole: isWhole) }).map {
        [Segment(Sanitiser.display($0), style)]
      }
    }
    let heads =
      ["FROM", "CREATED", "OPEN", "COMPLETE", "PAID", "EXPIRED"]
      + currencies.map { Sanitiser.display($0.code.uppercased()) }
    let head = heads.map { [Segment($0, Style(.columnHead))] }
    let total = cells(
      "all", statistics.total, isWhole: statistics.isWhole, Style(.dialog, .bold))
    let rows = statistics.stretches.map { counts in
      cells(
        shownSpan.words(of: counts.from), counts, isWhole: statistics.isCovered(counts) != false,
        Style(.dialog))
    }
    let widths = table.widths(of: [head, total] + rows, in: box.bounds.width, of: box)
    var scroll = scroll
    let height = OverviewLayout(box.bounds).tableRows
    scroll.reveal(of: rows.count, height: height)
    var lines = [head] + rows.dropFirst(scroll.top).prefix(height)
    lines.append(total)
    let shown = widths.indices.count { column in
      widths[...column].reduce(0) { $0 + $1 + table.gap } - table.gap <= box.bounds.width
    }
    var notes = statistics.isWhole ? [] : [Segment(Self.missing + "   ", Style(.notice))]
    if shown < widths.count {
      let more = (widths.count - shown).counted("more column")
      notes.append(Segment("\(more) in the CSV that y copies", Style(.secondary)))
    }
    box.write(notes, x: 0, y: lines.count, maxWidth: box.bounds.width)
    for (y, cells) in lines.map({ $0.prefix(shown) }).enumerated() {
      box.within(Rect(x: 0, y: y, width: box.bounds.width, height: 1)) { line in
        table.draw(Array(cells), widths: widths, on: &line)
        if y - 1 + scroll.top == scroll.cursor, y < lines.count - 1, y > 0 {
          line.addEmphasis(.selected, in: line.bounds)
        }
      }
    }
  }
}
