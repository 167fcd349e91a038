import Testing

@testable import Screen

@Suite("A row of cells")
struct CellRowTests {
  private static let accent = Cell(Glyph("e", 0x301, 0x323, width: 1), Style(.link, .bold))
  private static let wide = Cell(Glyph("日", width: 2), Style(.amount))

  private static var blank: CellRow { CellRow(repeating: Cell(), count: 6) }

  @Test(arguments: [Cell(), accent, wide, Cell(.continuation), Cell(.ellipsis, Style(.danger))])
  func `a cell comes back as it was stored`(cell: Cell) {
    var row = Self.blank
    row[2] = cell
    #expect(Array(row) == [Cell(), Cell(), cell, Cell(), Cell(), Cell()])
    #expect(Array(CellRow(repeating: cell, count: 3)) == [cell, cell, cell])
  }

  @Test func `marks leave with their glyph`() {
    var row = Self.blank
    row[1] = Self.accent
    row[3] = Self.accent
    row[1] = Cell()
    #expect(row[1] == Cell() && row[3] == Self.accent)
    row[3].glyph = .space
    row[3].style = .text
    #expect(row == Self.blank, "a row that had marks is like one that never had")
  }

  @Test func `a mark alone is a change`() {
    var before = Self.blank
    before[2] = Self.accent
    before[4] = Self.accent
    var after = before
    #expect(after.changes(since: before) == nil)
    after[4] = Cell(Glyph("e", 0x301, width: 1), Self.accent.style)
    #expect(after != before && after.changes(since: before) == 4..<5)
    after.restyle(0..<1) { $0.emphasis = .selected }
    #expect(after.changes(since: before) == 0..<5)
  }

  /// An accent is drawn on its letter everywhere; a vowel sign is not, and has no class of its own.
  @Test func `young emoji and letters with vowel signs are disputed, accented letters are not`() {
    var row = Self.blank
    row[0] = Cell(Glyph(narrow: "a"))
    row[1] = Cell(Glyph("🪿", width: 2))
    row[3] = Cell(Glyph("क", 0x941, width: 1))
    row[4] = Self.accent
    #expect(row.disputed(0..<6) == [1, 3])
    #expect(row.disputed(2..<4) == [3] && row.disputed(4..<6).isEmpty)
  }
}
