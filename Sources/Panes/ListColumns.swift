import Checkout
import Query
import Dashboard
import Screen
import Units

/// A column with what is the same in all its rows.
struct DrawnColumn {
  let column: ListColumn
  /// The first cell, and how many cells there are.
  let x: Int
  let width: Int
  fileprivate let field: RecordField?
  fileprivate let style: Style
  fileprivate let cut: TextWidth.Cut
  /// Amounts end at the same cell.
  let align: TextWidth.Alignment
  /// Whose matches are marked, if there is a search that looks at this column.
  fileprivate let query: SessionQuery?

  /// The visible columns of the list, one after the other.
  static func visible(in state: State) -> [DrawnColumn] {
    var x = Layout.rowIndent
    return state.list.columns.visible(in: state.layout.rowWidth).map { column, width in
      defer { x += width + 1 }
      return DrawnColumn(column, x: x, width: width, state.list.query.query)
    }
  }

  private init(_ column: ListColumn, x: Int, width: Int, _ query: SessionQuery?) {
    let field = column.field
    (self.column, self.x, self.width, self.field) = (column, x, width, field)
    style = Style(column.isMain ? .text : .secondary)
    cut = if case .id? = field?.type { .middle } else { .end }
    align = if case .path(let path) = column, path.isAmount { .trailing } else { .leading }
    self.query = column.isSearched(field) ? query : nil
  }
}

extension Surface {
  /// A cell of the list.
  mutating func draw(_ drawn: DrawnColumn, of session: SessionSummary, _ state: State) {
    let (x, width) = (drawn.x, drawn.width)
    switch drawn.column {
    case .field(.status):
      let badge = StatusBadge(session.status, session.paymentStatus)
      let style = Style(badge.tone.role)
      writeField(badge.glyph, x: x, y: 0, width: min(2, width), style: style)
      writeField(badge.word, x: x + 2, y: 0, width: width - 2, style: style)
    case .field(.amount): drawAmount(session, x: x, width: width)
    default:
      let text = drawn.text(of: session, state)
      writeField(
        text, x: x, y: 0, width: width, style: drawn.style, cut: drawn.cut, align: drawn.align)
      guard let query = drawn.query else { return }
      let shown = TextWidth.truncate(text, to: width, at: drawn.cut)
      let before = drawn.align == .trailing ? max(0, width - cells(of: shown)) : 0
      drawMatches(of: query, in: shown, x: x + before)
    }
  }

  /// Marks the matches of a search in the text that begins at `x`.
  mutating func drawMatches(of query: SessionQuery, in text: String, x: Int) {
    for range in query.highlights(in: text) {
      addEmphasis(
        .matched,
        in: Rect(
          x: x + TextWidth.cells(of: String(text[..<range.lowerBound])), y: 0,
          width: TextWidth.cells(of: String(text[range])), height: 1))
    }
  }

  private mutating func drawAmount(_ session: SessionSummary, x: Int, width: Int) {
    let money = session.amountTotal.flatMap { amount in
      session.currency.map { Money(amount, $0) }
    }
    draw(money, x: x, width: width)
  }

  /// Amounts line up at the decimal point.
  mutating func draw(_ money: Money?, x: Int, width: Int) {
    guard let money else {
      writeField("–", x: x, y: 0, width: width - 4, style: Style(.secondary), align: .trailing)
      return
    }
    let parts = money.parts
    let after = min(4, width / 2)
    let beforePoint = spelled(parts.beforePoint)
    let fits =
      TextWidth.cells(of: parts.fromPoint) <= after
      && TextWidth.cells(of: beforePoint) <= width - after
    if fits {
      writeField(
        beforePoint, x: x, y: 0, width: width - after, style: Style(.amount),
        align: .trailing)
      writeField(
        parts.fromPoint, x: x + width - after, y: 0, width: after, style: Style(.amount))
    } else {
      writeField(parts.text, x: x, y: 0, width: width, style: Style(.amount), align: .trailing)
    }
  }
}

extension ListColumn {
  /// Whether it is read first; other columns are less prominent.
  fileprivate var isMain: Bool {
    switch self {
    case .field(.created), .customer, .field(.email), .field(.name): true
    case .field, .readAt, .path: false
    }
  }

  /// Whether the search looks at this column.
  fileprivate func isSearched(_ field: RecordField?) -> Bool {
    switch self {
    case .customer, .path: true
    case .readAt: false
    case .field:
      switch field?.type {
      case .text, .phone, .card, .id: true
      case .choice, .flag, .number, .amount, .currency, .time, .map, nil: false
      }
    }
  }
}

extension DrawnColumn {
  /// Empty when there is no value.
  fileprivate func text(of session: SessionSummary, _ state: State) -> String {
    let now = state.clock.unix
    let text: String? =
      switch column {
      // It means nothing after the session has ended.
      case .field(.expiresAt) where session.status != .open: nil
      case .field(let name): field?.text(session.value(of: name), now: now)
      case .customer: session.customerText
      case .readAt: Moment(session.fetchedAt).relative(to: now)
      case .path(let path): state.list.columns.text(path, of: session.id, isMasked: state.isMasked)
      }
    return text ?? ""
  }
}

extension RecordField {
  /// A value as a list shows it; nil when there is none.
  fileprivate func text(_ value: FieldValue, now: Int) -> String? {
    switch type {
    case .text, .phone, .card, .id, .currency: value.text
    case .choice: word(value)
    case .flag: value.int.map { $0 == 0 ? "no" : "yes" }
    case .number, .amount: value.int.map(String.init)
    case .time: value.int.map { Moment($0).relative(to: now) }
    case .map: nil
    }
  }
}

extension StatusBadge.Tone {
  var role: Role {
    switch self {
    case .open: .statusOpen
    case .paid: .statusPaid
    case .unpaid: .statusUnpaid
    case .expired: .statusExpired
    case .other: .statusOther
    }
  }
}
