package import Screen

/// Where the panes stand: pure arithmetic over the size of the terminal.
///
/// The first row is the header, the last but one the message, the last the footer. Neighbouring
/// panes share the line of cells between them.
package struct Layout: Equatable, Sendable {
  package enum Shape: Equatable, Sendable { case wide, stacked, single, tooSmall }

  package static let smallest = Size(width: 20, height: 6)
  /// At least this many columns for panes side by side.
  static let wideWidth = 100
  /// Less than this, and only one pane is shown at a time.
  static let stackedSize = Size(width: 60, height: 15)

  package let shape: Shape
  package let header: Rect
  package let message: Rect
  package let footer: Rect
  /// Frames of the panes that are shown, borders included.
  package let frames: [Pane: Rect]

  package init(size: Size, _ arrangement: Arrangement) {
    let body = Rect(x: 0, y: 1, width: size.width, height: size.height - 3)
    header = Rect(x: 0, y: 0, width: size.width, height: 1)
    message = Rect(x: 0, y: size.height - 2, width: size.width, height: 1)
    footer = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)

    if size.width < Self.smallest.width || size.height < Self.smallest.height {
      shape = .tooSmall
      frames = [:]
    } else if arrangement.isZoomed || size.width < Self.stackedSize.width
      || size.height < Self.stackedSize.height
    {
      shape = .single
      frames = [arrangement.focus: body]
    } else if size.width >= Self.wideWidth {
      shape = .wide
      frames = Self.wideFrames(body)
    } else {
      shape = .stacked
      frames = Self.stackedFrames(body)
    }
  }

  /// List on the left, detail over line items on the right.
  private static func wideFrames(_ body: Rect) -> [Pane: Rect] {
    let list = Rect(x: 0, y: body.y, width: body.width * 52 / 100, height: body.height)
    let right = Rect(
      x: list.maxX, y: body.y, width: body.width - list.width, height: body.height)
    let items = max(5, body.height * 35 / 100)
    return [
      .list: list,
      .detail: Rect(x: right.x, y: right.y, width: right.width, height: right.height - items + 1),
      .lineItems: Rect(x: right.x, y: right.maxY - items, width: right.width, height: items),
    ]
  }

  /// List on top, detail and line items side by side below.
  private static func stackedFrames(_ body: Rect) -> [Pane: Rect] {
    let list = Rect(x: 0, y: body.y, width: body.width, height: (body.height + 1) / 2)
    let below = Rect(
      x: 0, y: list.maxY - 1, width: body.width, height: body.height - list.height + 1)
    let detail = Rect(x: 0, y: below.y, width: below.width * 55 / 100, height: below.height)
    return [
      .list: list,
      .detail: detail,
      .lineItems: Rect(
        x: detail.maxX - 1, y: below.y, width: below.width - detail.width + 1,
        height: below.height),
    ]
  }

  /// The cells inside a pane's frame; empty when the pane is not shown.
  package func content(of pane: Pane) -> Rect {
    frames[pane]?.inset(dx: 1, dy: 1) ?? .zero
  }

  /// The rows of sessions that fit: the list's content without the column heads.
  package var listHeight: Int { max(0, content(of: .list).height - 1) }
}
