package import Screen

/// Where the panes are, computed only from the terminal's size and the arrangement.
///
/// The first row is the header, the second the tabs if there is room for them, the last but one the
/// message, the last the footer. Neighbouring panes share the line of cells between them.
package struct Layout: Equatable, Sendable {
  /// How the panes are arranged: side by side, stacked, one at a time, or none.
  package enum Shape: Equatable, Sendable { case wide, stacked, single, tooSmall }

  /// The smallest screen that shows anything.
  package static let smallest = Size(width: 20, height: 6)
  /// The fewest columns for panes side by side.
  static let wideWidth = 100
  /// On a smaller screen, only one pane is shown at a time.
  static let stackedSize = Size(width: 60, height: 15)
  /// The smallest size of a pane beside another, wherever the user moves the line between them.
  static let smallestPane = Size(width: 30, height: 5)

  /// On a smaller screen, the tabs have no row of their own: the title of the list names the
  /// current one.
  static let tabbedSize = Size(width: 60, height: 20)

  /// Cells before a row of the list: its sign and a blank.
  package static let rowIndent = 2

  package let shape: Shape
  package let header: Rect
  /// Empty if there is no room for it.
  package let tabs: Rect
  package let message: Rect
  package let footer: Rect
  /// Frames of the panes that are shown, borders included.
  package let frames: [Pane: Rect]

  package init(size: Size, _ arrangement: Arrangement) {
    let hasTabs =
      size.width >= Self.tabbedSize.width && size.height >= Self.tabbedSize.height
    let top = hasTabs ? 2 : 1
    let body = Rect(x: 0, y: top, width: size.width, height: size.height - 2 - top)
    tabs = hasTabs ? Rect(x: 0, y: 1, width: size.width, height: 1) : .zero
    header = Rect(x: 0, y: 0, width: size.width, height: 1)
    message = Rect(x: 0, y: size.height - 2, width: size.width, height: 1)
    footer = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)

    if size.width < Self.smallest.width || size.height < Self.smallest.height {
      shape = .tooSmall
      frames = [:]
    } else if arrangement.isZoomed || arrangement.hidesDetail
      || size.width < Self.stackedSize.width || size.height < Self.stackedSize.height
    {
      shape = .single
      frames = [arrangement.focus: body]
    } else if size.width >= Self.wideWidth {
      shape = .wide
      frames = Self.wideFrames(
        body, share: arrangement.share(in: .wide), lineItemRows: arrangement.lineItemRows)
    } else {
      shape = .stacked
      frames = Self.stackedFrames(body, share: arrangement.share(in: .stacked))
    }
  }

  /// The most that line items take of the height, in percent.
  private static let lineItemShare = 45

  /// List on the left, detail over line items on the right. The line items get the rows that they
  /// need, up to `lineItemShare`.
  private static func wideFrames(_ body: Rect, share: Int, lineItemRows: Int?) -> [Pane: Rect] {
    let (listWidth, rightWidth) = split(body.width, share: share, least: smallestPane.width)
    let right = Rect(
      x: body.maxX - rightWidth, y: body.y, width: rightWidth, height: body.height)
    let most = (body.height + 1) * lineItemShare / 100
    let wish = min(lineItemRows.map { $0 + 2 } ?? most, most)
    let itemsHeight = min(max(wish, smallestPane.height), body.height + 1 - smallestPane.height)
    let detailHeight = body.height + 1 - itemsHeight
    return [
      .list: Rect(x: 0, y: body.y, width: listWidth, height: body.height),
      .detail: Rect(x: right.x, y: right.y, width: right.width, height: detailHeight),
      .lineItems: Rect(
        x: right.x, y: right.maxY - itemsHeight, width: right.width, height: itemsHeight),
    ]
  }

  /// List on top, detail and line items side by side below.
  private static func stackedFrames(_ body: Rect, share: Int) -> [Pane: Rect] {
    let (listHeight, belowHeight) = split(body.height, share: share, least: smallestPane.height)
    let (detailWidth, itemsWidth) = split(body.width, share: 55, least: smallestPane.width)
    let y = body.maxY - belowHeight
    return [
      .list: Rect(x: 0, y: body.y, width: body.width, height: listHeight),
      .detail: Rect(x: 0, y: y, width: detailWidth, height: belowHeight),
      .lineItems: Rect(
        x: body.maxX - itemsWidth, y: y, width: itemsWidth, height: belowHeight),
    ]
  }

  /// Divides a length into two that overlap by the line they share, both at least `least` long. The
  /// first gets `share` percent.
  private static func split(_ length: Int, share: Int, least: Int) -> (Int, Int) {
    let first = min(max((length + 1) * share / 100, least), length + 1 - least)
    return (first, length + 1 - first)
  }

  /// The cells inside a pane's frame; empty if the pane is not shown.
  package func content(of pane: Pane) -> Rect {
    frames[pane]?.inset(dx: 1, dy: 1) ?? .zero
  }

  /// Whether there is room for the column heads; a single row is used for a session.
  package var showsColumnHeads: Bool { content(of: .list).height > 1 }

  /// Cells of a row of the list, without its indent.
  package var rowWidth: Int { max(0, content(of: .list).width - Self.rowIndent) }

  /// The rows of sessions that fit: the list's content without the column heads.
  package var listHeight: Int { content(of: .list).height - (showsColumnHeads ? 1 : 0) }
}
