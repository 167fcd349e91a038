import Screen
import JSON

extension Command {
  /// The layout and look of the screen, and automatic updates.
  static let view: [Command] = [
    Command(.zoom, "zoom the pane", hint: "zoom", keys: [.character("z")]) { state in
      state.arrangement.isZoomed.toggle()
      return []
    },
    Command(
      .grow, "more room for the pane", keys: [.character("+"), .character("=")],
      when: { $0.splitAvailability },
      perform: { $0.resizeFocusedPane(by: Arrangement.step) }),
    Command(
      .shrink, "less room for the pane", keys: [.character("-")],
      when: { $0.splitAvailability },
      perform: { $0.resizeFocusedPane(by: -Arrangement.step) }),
    Command(
      .hideDetail, "hide or show the detail", keys: [.character("p")],
      perform: { $0.toggleDetail() }),
    Command(
      .theme, "choose a theme…", keys: [],
      perform: { Palette.open(typed: Palette.themePrefix, &$0) }),
    Command(.mouse, "mouse on or off", keys: [.character("M")], perform: { $0.toggleMouse() }),
    Command(
      .watch, "watch the session until it ends", in: .act, keys: [.character("w")],
      when: { $0.watchAvailability }, perform: { $0.toggleWatch() }),
    Command(
      .pager, "JSON in the pager", in: .copy, keys: [.character("|")],
      when: { $0.contentAvailability }, perform: { $0.showJSON(in: .pager) }),
    Command(
      .editor, "JSON in the editor", in: .copy, keys: [],
      when: { $0.contentAvailability }, perform: { $0.showJSON(in: .editor) }),
    Command(
      .palette, "all commands…", hint: "commands", keys: [.character(":"), .control("p")],
      perform: { Palette.open(&$0) }),
  ]
}
