import Dashboard
import Screen
import Widgets

extension Surface {
  /// The profiles, the one in use marked; what cannot be used is grey, with the reason.
  mutating func drawProfiles(_ picker: ProfilePicker, _ state: State) {
    let choices = state.profiles
    drawDialog(width: 76, height: choices.count + 4, title: "Profiles") { box in
      let height = max(1, box.size.height - 2)
      var scroll = picker.scroll
      scroll.reveal(of: choices.count, height: height)
      for (offset, choice) in choices.dropFirst(scroll.top).prefix(height).enumerated() {
        box.within(Rect(x: 0, y: offset, width: box.size.width, height: 1)) { row in
          row.draw(choice, isInUse: choice.id == state.account.name)
          if scroll.top + offset == scroll.cursor { row.addEmphasis(.selected, in: row.bounds) }
        }
      }
      box.write(
        [
          Segment("↵", Style(.key)), Segment(" change to it  ", Style(.secondary)),
          Segment("Esc", Style(.key)), Segment(" stay", Style(.secondary)),
        ], x: 0, y: box.size.height - 1)
    }
  }

  private mutating func draw(_ choice: ProfileChoice, isInUse: Bool) {
    let role: Role = choice.problem == nil ? .dialog : .disabled
    writeField(isInUse ? "●" : "", x: 0, y: 0, width: 1, style: Style(.success))
    writeField(choice.id, x: 2, y: 0, width: 16, style: Style(role))
    let mode = choice.isLive.map { $0 ? " LIVE " : " TEST " } ?? ""
    write(
      mode, x: 19, y: 0, style: Style(choice.isLive == true ? .headerLive : .headerTest, .bold))
    writeTruncated(
      choice.problem ?? choice.source, x: 26, y: 0, width: size.width - 26,
      style: Style(choice.problem == nil ? .secondary : .disabled))
  }
}
