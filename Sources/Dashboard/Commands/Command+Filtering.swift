import Checkout
import Query
import Screen
import Widgets

extension Command {
  /// Choosing which sessions the list shows, and how.
  static let filtering: [Command] = [
    Command(
      .filter, "search what is cached; in the detail: search it", in: .find, hint: "filter",
      keys: [.character("/")],
      waitsForRows: .inDetail, inDocuments: .same,
      perform: FilterPrompt.open),
    Command(
      .find, "find: paste an id, an e-mail, an address, text", in: .find, hint: "find",
      keys: [.character("f")],
      waitsForRows: .never, inDocuments: .same, perform: { FindPrompt.open(&$0) }),
    Command(
      .nextTab, "next tab", in: .find, hint: "tab", keys: [.character("t")],
      waitsForRows: .never, inDocuments: .own { $0.turnDocumentTab(1) }
    ) {
      Tab.walk(1, &$0)
    },
    Command(
      .previousTab, "previous tab", in: .find, keys: [.character("T")],
      waitsForRows: .never, inDocuments: .own { $0.turnDocumentTab(-1) }
    ) {
      Tab.walk(-1, &$0)
    },
    Command(
      .serverFilter, "filters that Stripe answers…", in: .find, keys: [.character("F")],
      waitsForRows: .never, inDocuments: .ofSessions,
      perform: ServerForm.open),
    Command(
      .sort, "sort by…", in: .find, keys: [.character("S")],
      waitsForRows: .never, inDocuments: .own { $0.openDocumentPicker(.sort) },
      perform: SortForm.open),
    Command(
      .columns, "choose columns…", keys: [.character("C")],
      waitsForRows: .never, inDocuments: .own { $0.openDocumentPicker(.columns) },
      perform: ColumnForm.open),
    Command(
      .export, "write the list to a file…", in: .copy, keys: [.character("E")],
      waitsForRows: .never,
      inDocuments: .own(when: { $0.documentExportAvailability }, ExportPrompt.open),
      perform: ExportPrompt.open),
    Command(
      .sync, "load all sessions into the cache", in: .find, hint: "sync", keys: [.character("s")],
      waitsForRows: .never,
      inDocuments: .own("read all documents…", when: { $0.documentReadAvailability }) {
        $0.documents.reading.count()
      },
      when: {
        $0.sync == nil ? .enabled : .disabled("under way; \($0.keymap[.interrupt]) stops it")
      },
      perform: { $0.startSync() }),
    Command(
      .autoRefresh, "refresh by itself, on or off", keys: [.character("W")],
      waitsForRows: .never, inDocuments: .same,
      perform: { $0.toggleAutoRefresh() }),
  ]
}
