import Checkout
import Dashboard
import Screen
import JSON
import Widgets

extension Surface {
  /// What is shown, as JSON. Only the visible lines are built.
  mutating func drawJSON(_ json: JSONView, _ page: DetailPage, isFocused: Bool) {
    let scroll = page.scroll
    for index in (scroll.top..<scroll.top + size.height).clamped(to: 0..<json.rows.count) {
      within(bounds.inset(dx: 1, dy: 0).row(index - scroll.top)) { row in
        row.draw(json[index].sanitised)
        row.markMatches(of: page.search)
        if isFocused, index == scroll.cursor { row.addEmphasis(.selected, in: row.bounds) }
      }
    }
  }

  private mutating func draw(_ line: JSONLine) {
    var x = line.indent
    for piece in line.pieces where x < size.width {
      x += writeTruncated(piece.text, x: x, y: 0, style: Style(piece.kind.role))
    }
  }
}

extension JSONLine.Piece.Kind {
  fileprivate var role: Role {
    switch self {
    case .key: .jsonKey
    case .string: .text
    case .number, .word: .code
    case .punctuation, .placeholder: .secondary
    }
  }
}
