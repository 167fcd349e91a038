/// A row of cells in half the space: marks, which few cells have, are kept beside them.
///
/// Rows are copied when they are drawn on, and compared in each frame. A row of 120 columns is small
/// enough for the allocator's fast path.
package struct CellRow: Equatable, Sendable {
  /// A cell without its marks: eight bytes.
  private struct Base: Equatable {
    var scalar: Unicode.Scalar
    var width: UInt8
    var hasMarks: Bool
    var style: Style

    init(_ cell: Cell) {
      scalar = cell.glyph.base
      width = cell.glyph.width
      hasMarks = cell.glyph.firstMark != 0
      style = cell.style
    }
  }

  private struct Marks: Equatable {
    var first: UInt32
    var second: UInt32

    init(_ glyph: Glyph) {
      first = glyph.firstMark
      second = glyph.secondMark
    }
  }

  private var bases: [Base]
  /// By column; nil in a row without any.
  private var marks: [Int: Marks]?

  init(repeating cell: Cell, count: Int) {
    bases = Array(repeating: Base(cell), count: count)
    if bases.first?.hasMarks == true { fill(0..<count, with: cell) }
  }

  /// Gives columns the same cell.
  mutating func fill(_ columns: Range<Int>, with cell: Cell) {
    for column in columns { self[column] = cell }
  }

  /// Gives columns another style.
  mutating func restyle(_ columns: Range<Int>, _ change: (inout Style) -> Void) {
    for column in columns { change(&bases[column].style) }
  }

  /// The columns that differ from those of another row of the same length, from the first to the
  /// last; nil when there are none.
  func changes(since before: CellRow) -> Range<Int>? {
    guard self != before else { return nil }
    var (first, end) = (0, bases.count)
    while first < end, isEqual(to: before, at: first) { first += 1 }
    while first < end, isEqual(to: before, at: end - 1) { end -= 1 }
    return first < end ? first..<end : nil
  }

  private func isEqual(to other: CellRow, at column: Int) -> Bool {
    bases[column] == other.bases[column]
      && (!bases[column].hasMarks || marks?[column] == other.marks?[column])
  }

  /// Those of the columns at which a glyph begins that terminals may give different widths.
  func disputed(_ columns: Range<Int>) -> [Int] {
    columns.filter { column in
      (bases[column].hasMarks || Glyph.mayBeDisputed(bases[column].scalar))
        && self[column].glyph.isDisputed
    }
  }
}

extension CellRow: RandomAccessCollection, MutableCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { bases.count }

  package subscript(column: Int) -> Cell {
    get {
      let base = bases[column]
      let marks = base.hasMarks ? marks?[column] : nil
      return Cell(
        Glyph(base.scalar, marks?.first ?? 0, marks?.second ?? 0, width: base.width), base.style)
    }
    set {
      if bases[column].hasMarks {
        marks?[column] = nil
        if marks?.isEmpty == true { marks = nil }
      }
      bases[column] = Base(newValue)
      guard bases[column].hasMarks else { return }
      if marks == nil { marks = [:] }
      marks?[column] = Marks(newValue.glyph)
    }
  }
}
