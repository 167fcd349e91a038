import Screen
import Support
import Testing
import Widgets

@Suite("Charts")
struct ChartTests {
  private let paid = Style(.statusPaid)
  private let open = Style(.statusOpen)

  private func surface(_ width: Int, _ height: Int) -> Surface {
    Surface(size: Size(width: width, height: height))
  }

  @Test func `bars of parts, with labels and numbers`() {
    let chart = BarChart([
      BarChart.Bar("created", [.init(600, open), .init(400, paid)], number: "1,000"),
      BarChart.Bar("tried", 437, open, number: "437"),
      BarChart.Bar("paid", 1, paid, number: "1"),
      BarChart.Bar("disputed", 0, paid, number: "0"),
    ])
    var drawn = surface(40, 4)
    chart.draw(on: &drawn)
    expectSnapshot(of: drawn, named: "bar-chart")
    expectSnapshot(of: drawn.asciiOnly, named: "bar-chart-ascii")
  }

  @Test func `columns of parts over time, with the labels that fit`() {
    let chart = ColumnChart(
      (0..<12).map { hour in
        ColumnChart.Column(
          [.init(hour, paid), .init((hour * 7) % 5, open)], label: "\(hour):00")
      })
    var drawn = surface(40, 6)
    chart.draw(on: &drawn)
    expectSnapshot(of: drawn, named: "column-chart")
  }

  @Test func `a bar of what is done, with its numbers`() {
    var drawn = surface(30, 4)
    for (y, done) in [0, 1, 6, 7].enumerated() {
      drawn.within(drawn.bounds.row(y)) { $0.drawProgress(done, of: 7, text: "\(done) of 7") }
    }
    expectSnapshot(of: drawn, named: "progress-bar")
  }

  @Test func `a sparkline shows what is not zero, and leaves out what is not known`() {
    var drawn = surface(12, 1)
    Sparkline([0, 1, 2, nil, 40, 80, 160, 320]).draw(on: &drawn, style: paid)
    #expect(drawn.lines == ["     ▁▁ ▁▂▄█"])
    #expect(drawn.asciiOnly.lines == ["     __ _.-#"])
  }

  @Test func `more numbers than cells are added up`() {
    var drawn = surface(4, 1)
    Sparkline([1, 1, 2, 2, 4, 4, 8, 8]).draw(on: &drawn, style: paid)
    #expect(drawn.lines == ["▁▂▄█"])
  }

  @Test func `two numbers can share a cell, still more are added up`() {
    var drawn = surface(4, 1)
    Sparkline([1, 1, 2, 2, 4, 4, 8, 8], sharesCells: true).draw(on: &drawn, style: paid)
    #expect(drawn.lines == ["⣀⣀⣤⣿"])
    #expect(drawn.asciiOnly.lines == ["..-#"])
    var narrow = surface(3, 1)
    Sparkline([1, 1, 2, 2, 4, nil, nil, nil, 0, 8], sharesCells: true).draw(
      on: &narrow, style: paid)
    #expect(narrow.lines == ["⢀⣤⢸"], "2, 4, 4, nothing known, 8")
  }

  @Test(arguments: [Int.max, 0, -5])
  func `no number and no size breaks a chart`(value: Int) {
    for width in 0...30 {
      for height in 0...4 {
        var drawn = surface(width, height)
        let parts = [BarChart.Part(value, paid), .init(value, open)]
        BarChart([BarChart.Bar("label", parts, number: "n")]).draw(on: &drawn)
        ColumnChart(Array(repeating: ColumnChart.Column(parts, label: "x"), count: 5))
          .draw(on: &drawn)
        Sparkline([value, nil, value]).draw(on: &drawn, style: paid)
        #expect(drawn.size == Size(width: width, height: height))
      }
    }
  }

  @Test
  func `parts with a texture are told apart without colours, and columns have their numbers`() {
    let chart = ColumnChart(
      (1...6).map { day in
        ColumnChart.Column(
          [
            .init(day * 3, paid), .init(day, open, texture: Glyph(narrow: "░")),
            .init(6 - day, open, texture: Glyph(narrow: "╱")),
          ], label: "\(day)", number: day * 3 + 6)
      }, selected: 2)
    var drawn = surface(30, 8)
    chart.draw(on: &drawn)
    expectSnapshot(of: drawn, named: "column-chart-textures")
    expectSnapshot(of: drawn.asciiOnly, named: "column-chart-textures-ascii")
  }

  @Test func `numbers above columns stand apart, or are left out`() {
    for width in 1...60 {
      var drawn = surface(width, 6)
      ColumnChart((10..<18).map { .init([.init($0, paid)], number: $0) }).draw(on: &drawn)
      let digits = drawn.lines.flatMap { $0.split { !$0.isNumber } }
      #expect(digits.allSatisfy { $0.count <= 2 }, "\(width): \(drawn.lines)")
    }
  }

  @Test(arguments: [
    (9_999, "", "9999"), (12_345, "", "12k"), (345_678, "", "345k"), (1_234_567, "", "1.2M"),
    (12_345_678, "", "12M"), (999, "?", "999?"), (1_234, "?", "1k?"), (45_678, "?", "45k?"),
    (345_678, "?", ".3M?"), (1_234_567, "?", "1M?"), (12_345_678, "?", "12M?"),
  ])
  func `a large number has room above its column, with its mark`(
    value: Int, mark: String, text: String
  ) {
    var drawn = surface(46, 6)
    let columns = [(1, ""), (value, mark), (2, ""), (3, ""), (4, ""), (5, ""), (6, ""), (7, "?")]
    ColumnChart(columns.map { .init([.init($0, paid)], number: $0, mark: $1) }).draw(on: &drawn)
    let words = drawn.lines.flatMap { $0.split { $0 == " " || $0 == "█" } }
    #expect(words.contains { $0 == text } && words.contains("7?"), "\(drawn.lines)")
  }

  @Test func `all cells of a dialog have its background, whatever stands in them`() {
    var drawn = surface(20, 4)
    drawn.drawDialog(title: "T") { box in
      box.write("secondary", x: 0, y: 0, style: Style(.secondary))
      box.fill(Rect(x: 0, y: 1, width: 3, height: 1), with: Glyph(narrow: "█"), style: paid)
    }
    for y in 0..<4 { #expect(drawn.row(y).allSatisfy { $0.style.emphasis.contains(.raised) }) }
  }
}
