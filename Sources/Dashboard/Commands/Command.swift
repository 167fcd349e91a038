package import Screen

/// One thing that the user can do. The table of commands feeds the dispatcher, the footer, the
/// help, the palette, the configuration and the key table in the README.
///
/// It is an object that never changes, so that the many places which name commands share it.
package final class Command: Sendable, Identifiable {
  /// The name in the configuration and after `:`.
  package let id: ID
  private let words: @Sendable (Keymap) -> String
  /// The heading under which the help lists it.
  package let group: Group
  /// A word or two for the footer.
  package let hint: String
  /// The standard keys, the main one first; empty for a command that only the palette offers.
  package let keys: [Key]
  let waitsForRows: Wait
  /// What it does while the documents are shown.
  let inDocuments: DocumentMeaning
  /// The panes in which it works.
  package let panes: Set<Pane>
  /// Whether it can change something at Stripe.
  package let isDangerous: Bool
  package let availability: @Sendable (State) -> Availability
  let perform: @Sendable (inout State) -> [Effect]

  convenience init(
    _ id: ID, _ title: String, in group: Group = .view, hint: String = "", keys: [Key],
    waitsForRows: Wait, inDocuments: DocumentMeaning, panes: Set<Pane> = Pane.everywhere,
    isDangerous: Bool = false,
    when availability: @escaping @Sendable (State) -> Availability = { _ in .enabled },
    perform: @escaping @Sendable (inout State) -> [Effect]
  ) {
    self.init(
      id, titled: { _ in title }, in: group, hint: hint, keys: keys, waitsForRows: waitsForRows,
      inDocuments: inDocuments, panes: panes, isDangerous: isDangerous, when: availability,
      perform: perform)
  }

  /// A command whose title names keys.
  init(
    _ id: ID, titled words: @escaping @Sendable (Keymap) -> String, in group: Group = .view,
    hint: String = "", keys: [Key],
    waitsForRows: Wait, inDocuments: DocumentMeaning, panes: Set<Pane> = Pane.everywhere,
    isDangerous: Bool = false,
    when availability: @escaping @Sendable (State) -> Availability = { _ in .enabled },
    perform: @escaping @Sendable (inout State) -> [Effect]
  ) {
    self.id = id
    self.words = words
    self.group = group
    self.hint = hint
    self.keys = keys
    self.waitsForRows = waitsForRows
    self.inDocuments = inDocuments
    self.panes = panes
    self.isDangerous = isDangerous
    self.availability = availability
    self.perform = perform
  }

  /// What it does, for the help.
  package func title(_ keymap: Keymap) -> String { words(keymap) }

  /// Why it does not work in a pane; nil if it may.
  func reason(againstPane pane: Pane) -> String? {
    guard !panes.contains(pane) else { return nil }
    let own = Pane.allCases.first(where: panes.contains) ?? .list
    return "only in the \(own.title.lowercased()) pane"
  }

  /// The headings of the help, in their order.
  package enum Group: CaseIterable, Sendable {
    case find, act, copy, view, move

    package var title: String {
      switch self {
      case .find: "Find"
      case .act: "Act"
      case .copy: "Copy"
      case .view: "View"
      case .move: "Move"
      }
    }
  }

  /// The name in the configuration, on the manual page and in the palette.
  package enum ID: String, CaseIterable, Sendable {
    case down, up
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case first, last
    case older, newer, documents
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case focusList = "focus-list"
    case focusDetail = "focus-detail"
    case focusLineItems = "focus-line-items"
    case open, cancel, zoom, quit
    case fold, unfold
    case json
    case filter, find, sync, columns, sort, export
    case serverFilter = "server-filter"
    case saveView = "save-view"
    case forgetView = "forget-view"
    case autoRefresh = "auto-refresh"
    case nextTab = "next-tab"
    case previousTab = "previous-tab"
    case refresh, reload, buyer
    case copyURL = "copy-url"
    case copyID = "copy-id"
    case expire
    case own = "own-commands"
    case qrCode = "qr-code"
    case foldAll = "fold-all"
    case unfoldAll = "unfold-all"
    case utc, back, forward, create, metadata
    case nextMatch = "next-match"
    case previousMatch = "previous-match"
    case goTo = "go-to"
    case copyMenu = "copy-menu"
    case openDashboard = "open-dashboard"
    case openPage = "open-page"
    case createLike = "create-like"
    case grow, shrink, theme, mouse, watch, pager, editor, palette
    case hideDetail = "hide-detail"
    case mark, unmark, mask, problems, requests, profile
    case markRange = "mark-range"
    case markAll = "mark-all"
    case overview, compare
    case help, redraw, interrupt, suspend
  }
}

/// Whether a command can be used now.
package enum Availability: Equatable, Sendable {
  case enabled
  /// Not now, and why: "expire: session is complete".
  case disabled(String)
  /// The key may not change anything, and why.
  case readOnly(String)

  package var reason: String? {
    switch self {
    case .enabled: nil
    case .disabled(let reason), .readOnly(let reason): reason
    }
  }
}

extension Pane {
  package static let everywhere: Set<Pane> = [.list, .detail, .lineItems]
}

extension Command {
  /// All commands, in the order of the help.
  package static let all: [Command] = {
    let parts = [
      motions, paging, panes, filtering, views, actions, own, qrCode, detail, changes, marking,
      mask, logbooks, profiles, documents, view, numbers, program,
    ]
    var all: [Command] = []
    // In one piece: it is made at each start.
    all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { all += part }
    return all
  }()

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  package static func named(_ id: ID) -> Command? { byID[id] }
}
