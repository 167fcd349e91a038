import Screen
import Testing

@Suite struct SignSetTests {
  private func shown(_ text: String, _ signs: SignSet) -> String {
    var surface = Surface(size: Size(width: 24, height: 1))
    surface.write(text, x: 0, y: 0, style: .text)
    let row = surface.limited(to: signs).row(0)
    return String(row.map(\.glyph)).trimmed
  }

  @Test(arguments: [
    ("╭─●─╮ ▌12 → …", "+-*-+ =12 > ~"), ("Jürgen Ægir", "Jurgen Agir"), ("日本", "日本"),
    ("plain", "plain"),
  ])
  func `where ambiguous signs are two cells wide, others take their place`(
    text: String, plain: String
  ) {
    #expect(shown(text, .unambiguous) == plain)
    #expect(shown(text, .all) == text)
  }

  @Test func `letters that nothing can take the place of are drawn by themselves`() {
    var surface = Surface(size: Size(width: 8, height: 1))
    surface.write("Иван", x: 0, y: 0, style: .text)
    #expect(surface.disputedColumns(0..<8, inRow: 0, .unambiguous) == [0, 1, 2, 3])
    #expect(surface.disputedColumns(0..<8, inRow: 0, .all).isEmpty)
  }

  @Test func `the console gets the signs that its fonts have`() {
    #expect(shown("╭─╮ ▌ ○ ◐ ✕ ● é €", .console) == "┌─┐ = o % x ● é €")
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
