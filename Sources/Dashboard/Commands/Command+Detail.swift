import Checkout
import Screen

extension Command {
  /// Reading what the detail pane shows, and following its links.
  static let detail: [Command] = [
    Command(
      .foldAll, "fold all", keys: [.character("H")],
      waitsForRows: .always, inDocuments: .same, panes: [.detail],
      perform: { $0.setAllFolds(true) }),
    Command(
      .unfoldAll, "unfold all", keys: [.character("L")],
      waitsForRows: .always, inDocuments: .same, panes: [.detail],
      perform: { $0.setAllFolds(false) }),
    Command(
      .nextMatch, "next match of the search", in: .find, keys: [.character("n")],
      waitsForRows: .always, inDocuments: .same, panes: [.detail],
      when: { $0.matchAvailability }, perform: { $0.goToMatch(1) }),
    Command(
      .previousMatch, "previous match of the search", in: .find, keys: [.character("N")],
      waitsForRows: .always, inDocuments: .same,
      panes: [.detail],
      when: { $0.matchAvailability }, perform: { $0.goToMatch(-1) }),
    Command(
      .utc, "times in UTC or local", keys: [.character("U")],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      state.showsUTC.toggle()
      // The story contains dates, so it must be built again.
      state.detail.following.noteChange()
      let name = state.showsUTC ? "UTC" : "local time"
      state.message = Message("times are in \(name)")
      return []
    },
    Command(
      .goTo, "go to a related object…", in: .move, hint: "go to", keys: [.character("g")],
      waitsForRows: .always, inDocuments: .own { $0.open(DocumentGoMenu()) },
      perform: { $0.open(GoToMenu()) }),
    Command(
      .back, "back", in: .move, hint: "back", keys: [.character("<")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: { $0.availability(ofStep: $0.detail.trail.previous, "back") },
      perform: { $0.step(-1) }),
    Command(
      .forward, "forward", in: .move, keys: [.character(">")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: { $0.availability(ofStep: $0.detail.trail.next, "forward") },
      perform: { $0.step(1) }),
    Command(
      .copyMenu, "copy…", in: .copy, hint: "copy", keys: [.character("Y")],
      waitsForRows: .always,
      inDocuments: .own(when: { $0.documentAvailability }) { $0.open(DocumentCopyMenu()) },
      when: Availability.selection, perform: { $0.open(CopyMenu()) }),
    Command(
      .openDashboard, "open in Stripe's Dashboard", in: .act, keys: [.character("o")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: Browse.dashboardAvailability, perform: Browse.openDashboard),
    Command(
      .openPage, "open the checkout page", in: .act, keys: [.character("O")],
      waitsForRows: .always,
      inDocuments: .own(when: { $0.documentURLAvailability }) { $0.openDocumentPage() },
      when: Browse.checkoutPageAvailability, perform: Browse.openCheckoutPage),
  ]

  /// Creating sessions, and editing metadata, which is all that can be changed in one. Enter on
  /// metadata in the detail pane does the same.
  static let changes: [Command] = [
    Command(
      .create, "create a session…", in: .act, keys: [.character("a")],
      waitsForRows: .never, inDocuments: .ofSessions, isDangerous: true,
      when: CreateDialog.availability, perform: CreateDialog.open),
    Command(
      .createLike, "create another like this one…", in: .act, keys: [.character("A")],
      waitsForRows: .always, inDocuments: .ofSessions,
      isDangerous: true,
      when: CreateDialog.copyAvailability, perform: CreateDialog.openCopy),
    Command(
      .metadata, "change the metadata…", in: .act, keys: [],
      waitsForRows: .always, inDocuments: .ofSessions, isDangerous: true,
      when: MetadataEditor.availability, perform: MetadataEditor.open),
  ]
}
