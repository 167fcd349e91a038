import Checkout
import Dashboard
import Screen
import Widgets

extension Surface {
  /// One entry of metadata: the line to edit, then old and new side by side.
  mutating func drawMetadata(_ editor: MetadataEditor, _ state: State) {
    let isReview = editor.phase != .editing
    drawDialog(
      width: 76, height: 9, title: editor.title,
      style: Style(isReview ? .danger : .dialogBorder)
    ) { box in
      box.writeField("session", x: 0, y: 0, width: 11, style: Style(.secondary))
      box.writeTruncated(
        Sanitiser.display(editor.id), x: 11, y: 0, width: box.size.width - 11,
        style: Style(.dialog),
        cut: .middle)
      box.writeField("old", x: 0, y: 1, width: 11, style: Style(.secondary))
      box.writeTruncated(
        editor.old ?? "(not set)", x: 11, y: 1, width: box.size.width - 11,
        style: Style(editor.old == nil ? .placeholder : .dialog))
      if isReview {
        box.drawChange(editor)
      } else {
        box.drawInput(editor.field, label: TextWidth.pad(editor.prompt, to: 10), y: 2)
        box.writeTruncated(
          editor.problem ?? (editor.field.text.isEmpty ? "the entry is taken away" : ""), x: 0,
          y: 4,
          width: box.size.width, style: Style(.warning))
        box.write(
          [
            Segment("↵", Style(.key)), Segment(" look at the change   ", Style(.secondary)),
            Segment("Esc", Style(.key)), Segment(" leave", Style(.secondary)),
          ], x: 0, y: box.size.height - 1, maxWidth: box.size.width)
      }
    }
  }

  private mutating func drawChange(_ editor: MetadataEditor) {
    let change = editor.change
    writeField("new", x: 0, y: 2, width: 11, style: Style(.secondary))
    let value = change.map { editor.isNew ? "\($0.name)=\($0.value)" : $0.value } ?? ""
    writeTruncated(
      value.isEmpty ? "(taken away)" : Sanitiser.display(value), x: 11, y: 2,
      width: size.width - 11, style: Style(.dialog, .bold))
    drawDestination(isLive: editor.isLive, y: size.height - 2)
    if editor.phase == .saving {
      write("saving…", x: 0, y: size.height - 1, style: Style(.secondary))
    } else {
      drawConfirmation("Save: S", isReady: true)
    }
  }
}
