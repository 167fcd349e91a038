import Screen
import JSON

extension Command {
  /// The layout and look of the screen, and automatic updates.
  static let view: [Command] = [
    Command(
      .zoom, "zoom the pane", hint: "zoom", keys: [.character("z")],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      state.arrangement.isZoomed.toggle()
      return []
    },
    Command(
      .grow, "more room for the pane", keys: [.character("+"), .character("=")],
      waitsForRows: .never, inDocuments: .same,
      when: { $0.splitAvailability },
      perform: { $0.resizeFocusedPane(by: Arrangement.step) }),
    Command(
      .shrink, "less room for the pane", keys: [.character("-")],
      waitsForRows: .never, inDocuments: .same,
      when: { $0.splitAvailability },
      perform: { $0.resizeFocusedPane(by: -Arrangement.step) }),
    Command(
      .hideDetail, "hide or show the detail", keys: [.character("p")],
      waitsForRows: .never, inDocuments: .same,
      perform: { $0.toggleDetail() }),
    Command(
      .theme, "choose a theme…", keys: [],
      waitsForRows: .never, inDocuments: .same,
      perform: { Palette.open(typed: Palette.themePrefix, &$0) }),
    Command(
      .mouse, "mouse on or off", keys: [.character("M")],
      waitsForRows: .never, inDocuments: .same, perform: { $0.toggleMouse() }),
    Command(
      .watch, "watch the session until it ends", in: .act, keys: [.character("w")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: { $0.watchAvailability }, perform: { $0.toggleWatch() }),
    Command(
      .pager, "JSON in the pager", in: .copy, keys: [.character("|")],
      waitsForRows: .always,
      inDocuments: .own(when: { $0.documentAvailability }) { $0.showDocument(in: .pager) },
      when: { $0.contentAvailability }, perform: { $0.showJSON(in: .pager) }),
    Command(
      .editor, "JSON in the editor", in: .copy, keys: [],
      waitsForRows: .always,
      inDocuments: .own(when: { $0.documentAvailability }) { $0.showDocument(in: .editor) },
      when: { $0.contentAvailability }, perform: { $0.showJSON(in: .editor) }),
    Command(
      .palette, "all commands…", hint: "commands", keys: [.character(":"), .control("p")],
      waitsForRows: .always, inDocuments: .same,
      perform: { Palette.open(&$0) }),
  ]
}
