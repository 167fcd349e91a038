package import Screen
import Widgets

/// The places of the overlays.
extension Layout {
  private var screen: Rect { Rect(x: 0, y: 0, width: footer.width, height: footer.maxY) }

  /// Between the header and the line of messages.
  private var stage: Rect {
    Rect(x: 0, y: header.maxY, width: header.width, height: message.y - header.maxY)
  }

  /// The place of an overlay that replaces the panes: the stage without the tabs.
  package var whole: Rect {
    Rect(
      x: 0, y: stage.y + tabs.height, width: stage.width, height: stage.height - tabs.height)
  }

  /// A dialog may cover the header if the stage has fewer rows: no question or form needs more.
  private static let roomyStage = 16

  /// The frame of a dialog with an inside of that size, centred. On a low screen it may cover the
  /// header and the message, but never the footer.
  package func dialog(_ inside: Size) -> Rect {
    let box = Dialog.box(around: inside)
    let room =
      box.height <= stage.height || stage.height >= Self.roomyStage
      ? stage : Rect(x: 0, y: 0, width: screen.width, height: footer.y)
    let width = min(box.width, room.width)
    let height = min(box.height, room.height)
    return Rect(
      x: (room.width - width) / 2, y: room.y + (room.height - height) / 2, width: width,
      height: height)
  }

  /// The place of ``dialog(_:)`` on a screen of any height: it may always cover header and message.
  /// Nil if it is too large even then.
  func poster(_ inside: Size) -> Rect? {
    let box = Dialog.box(around: inside)
    let room =
      box.height <= stage.height
      ? stage : Rect(x: 0, y: 0, width: screen.width, height: footer.y)
    guard box.width <= room.width, box.height <= room.height else { return nil }
    return Rect(
      x: (room.width - box.width) / 2, y: room.y + (room.height - box.height) / 2,
      width: box.width, height: box.height)
  }

  /// The place of ``dialog(_:)``, with that many lines and a blank one above the inside.
  func dialog(_ inside: Size, below lines: Int) -> Rect {
    dialog(Size(width: inside.width, height: inside.height + lines + 1))
  }

  /// The inside of such a dialog. The lines above are left out if there is not room for everything.
  static func split(_ inside: Size, above lines: Int, _ least: Size) -> (above: Rect, below: Rect) {
    let top = inside.height >= least.height + lines + 1 ? lines + 1 : 0
    return (
      Rect(x: 0, y: 0, width: inside.width, height: max(0, top - 1)),
      Rect(x: 0, y: top, width: inside.width, height: inside.height - top)
    )
  }

  /// One of several columns of the same width, with two cells between them.
  static func column(_ index: Int, of count: Int, in inside: Rect) -> Rect {
    let width = (inside.width + 2) / count
    return Rect(
      x: inside.x + index * width, y: inside.y, width: width - 2, height: inside.height)
  }

  /// The most cells for the labels of a menu: what they lead to is read beside them.
  static func menuLabel(in width: Int) -> Int { min(30, max(12, width / 2 - 2)) }

  /// A dialog as high as the stage. It leaves two columns free on either side, and is at most
  /// `width` wide.
  package func sheet(width: Int = .max) -> Rect {
    let width = min(width, max(stage.width - 4, min(stage.width, Self.smallest.width)))
    return Rect(
      x: (stage.width - width) / 2, y: stage.y, width: width, height: stage.height)
  }

  /// A dialog for a list of up to `most` rows. Its upper edge does not move when there are fewer
  /// rows.
  package func list(width: Int, rows: Int, most: Int) -> Rect {
    let full = dialog(Size(width: width, height: most))
    let top = stage.y + (full.height < stage.height ? (stage.height - full.height) / 3 : 0)
    let height = min(full.height, Dialog.box(around: Size(width: 0, height: max(1, rows))).height)
    return Rect(x: full.x, y: min(full.y, top), width: full.width, height: height)
  }

  /// A prompt at the bottom, with that many lines below its field. It covers message and footer.
  package func prompt(lines: Int) -> Rect {
    let height = min(lines + 1, screen.height)
    return Rect(x: 0, y: screen.height - height, width: screen.width, height: height)
  }

  /// The most lines below the field of a prompt.
  var promptLines: Int { max(1, screen.height / 2) }

  /// The smallest terminal in which a dialog with an inside of that size fits.
  package static func screen(for inside: Size) -> Size {
    let box = Dialog.box(around: inside)
    return Size(
      width: max(box.width, smallest.width), height: max(box.height + 1, smallest.height))
  }
}
