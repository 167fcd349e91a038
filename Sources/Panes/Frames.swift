import Dashboard
import Screen

extension Surface {
  /// Draws the frames of the panes, the focused one on top, and joins them where they touch.
  mutating func drawFrames(_ state: State, _ layout: Layout) {
    let focus = state.arrangement.focus
    let shown = Pane.allCases.filter { layout.frames[$0] != nil }
    for pane in shown.filter({ $0 != focus }) + shown.filter({ $0 == focus }) {
      guard let rect = layout.frames[pane] else { continue }
      let isFocused = pane == focus && shown.count > 1
      if state.account.isLive {
        // Another shape as well: not everybody sees colours, and not every terminal has them.
        frame(rect, .double, style: Style(.liveBorder, isFocused ? .bold : []))
      } else {
        frame(rect, style: Style(isFocused ? .focusedBorder : .border))
      }
    }
    let frames = layout.frames.values.filter { !$0.isEmpty }
    for frame in frames {
      for (x, y) in frame.corners {
        joinFrames(Array(frames), x: x, y: y, isDouble: state.account.isLive)
      }
    }
    // Last, because panes that share an edge draw it on top of each other.
    for pane in shown {
      guard let rect = layout.frames[pane] else { continue }
      let room = rect.without(left: 2, right: 3).width
      drawTitle(title(of: pane, state, isFocused: pane == focus, in: room), on: rect)
    }
  }

  private mutating func drawTitle(_ title: [Segment], on rect: Rect) {
    guard rect.width > 6 else { return }
    let used = write(
      title, x: rect.x + 2, y: rect.y, maxWidth: rect.without(left: 2, right: 3).width)
    write(" ", x: rect.x + 1, y: rect.y)
    write(" ", x: rect.x + 2 + used, y: rect.y)
  }

  /// How much of a query is kept when there is too little room for the count after it.
  private static let shortestQuery = 16

  /// The pieces with a shorter query, so that the number of matches can be read.
  private static func cuttingQuery(_ pieces: [String], to width: Int) -> [String] {
    let cells = pieces.map { TextWidth.cells(of: $0) + 3 }
    let excess = cells.reduce(-3, +) - width
    guard excess > 0, let query = pieces.firstIndex(where: { $0.hasPrefix("/") }) else {
      return pieces
    }
    var pieces = pieces
    let kept = max(shortestQuery, cells[query] - 3 - excess)
    pieces[query] = TextWidth.truncate(pieces[query], to: kept)
    return pieces
  }

  private func title(
    of pane: Pane, _ state: State, isFocused: Bool, in width: Int
  ) -> [Segment] {
    let style = Style(isFocused ? .title : .secondary, isFocused ? .bold : [])
    let texts =
      switch pane {
      case .list where state.documents.isShown:
        state.documentTitle
      case .detail where state.documents.isShown: [state.documents.detail.title(state.shown)]
      case .lineItems where state.documents.isShown: [state.documents.items.title]
      case .list:
        listTitle(state)
      case .detail: [state.detail.title]
      case .lineItems: [state.lineItems.title]
      }
    return Self.cuttingQuery(texts.map(spelled), to: width).enumerated().map { index, text in
      Segment(index == 0 ? text : " · \(state.shown(text))", index == 0 ? style : Style(.secondary))
    }
  }

  /// The number of marked rows comes first: what is cut off is at the end.
  private func listTitle(_ state: State) -> [String] {
    let pieces = state.listTitle.map(state.shown)
    return pieces.prefix(1) + Marks.title(state) + pieces.dropFirst()
      + state.finding.title
  }

  /// Draws the right junction where the corner of one frame is on the edge of another.
  private mutating func joinFrames(_ frames: [Rect], x: Int, y: Int, isDouble: Bool) {
    let strokes = frames.reduce(into: Strokes()) { $0.formUnion(Strokes(of: $1, x: x, y: y)) }
    guard let junction = isDouble ? strokes.doubleJunction : strokes.junction else { return }
    fill(
      Rect(x: x, y: y, width: 1, height: 1), with: Glyph(narrow: junction),
      style: self[x, y].style)
  }
}

extension Rect {
  fileprivate var corners: [(Int, Int)] {
    [(x, y), (maxX - 1, y), (x, maxY - 1), (maxX - 1, maxY - 1)]
  }
}

/// The directions in which lines leave a cell.
private struct Strokes: OptionSet {
  let rawValue: Int

  static let up = Strokes(rawValue: 1)
  static let down = Strokes(rawValue: 2)
  static let left = Strokes(rawValue: 4)
  static let right = Strokes(rawValue: 8)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// The lines of a frame that leave the cell.
  init(of frame: Rect, x: Int, y: Int) {
    self = []
    guard frame.contains(x: x, y: y) else { return }
    if x == frame.x || x == frame.maxX - 1 {
      if y > frame.y { insert(.up) }
      if y < frame.maxY - 1 { insert(.down) }
    }
    if y == frame.y || y == frame.maxY - 1 {
      if x > frame.x { insert(.left) }
      if x < frame.maxX - 1 { insert(.right) }
    }
  }

  /// The glyph for three or four directions; plain corners stay as they are.
  var junction: Unicode.Scalar? {
    switch self {
    case [.up, .down, .right]: "├"
    case [.up, .down, .left]: "┤"
    case [.left, .right, .down]: "┬"
    case [.left, .right, .up]: "┴"
    case [.up, .down, .left, .right]: "┼"
    default: nil
    }
  }

  /// The same for double lines.
  var doubleJunction: Unicode.Scalar? {
    switch self {
    case [.up, .down, .right]: "╠"
    case [.up, .down, .left]: "╣"
    case [.left, .right, .down]: "╦"
    case [.left, .right, .up]: "╩"
    case [.up, .down, .left, .right]: "╬"
    default: nil
    }
  }
}
