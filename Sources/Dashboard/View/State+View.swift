package import Checkout
import JSON
import Query
import Screen
import Units
import Widgets

/// The arrangement and the mask of the screen, what is stored for the next run, and other programs.
extension State {
  // MARK: - Arrangement

  /// Moves the line between the list and the other panes, to make the focused one larger or
  /// smaller.
  mutating func resizeFocusedPane(by percent: Int) -> [Effect] {
    let wish =
      arrangement.share(in: layout.shape) + (arrangement.focus == .list ? percent : -percent)
    arrangement.listShare = min(
      max(wish, Arrangement.shares.lowerBound), Arrangement.shares.upperBound)
    return []
  }

  var splitAvailability: Availability {
    switch layout.shape {
    case .wide, .stacked: .enabled
    case .single, .tooSmall: .disabled("only one pane is shown")
    }
  }

  mutating func toggleDetail() -> [Effect] {
    arrangement.hidesDetail.toggle()
    arrangement.isZoomed = false
    if arrangement.hidesDetail { arrangement.focus = .list }
    return []
  }

  /// Keeps each pane's cursor visible when the panes' sizes have changed. A pane that is not shown
  /// keeps its place.
  mutating func settleCursors() {
    let shown = layout.frames
    if shown[.list] != nil {
      list.scroll.reveal(of: list.rows.count, height: height(of: .list))
    }
    if documents.isShown {
      if shown[.list] != nil {
        documents.list.scroll.reveal(
          of: documents.list.rows.count, height: height(of: .list))
      }
      if shown[.detail] != nil { revealDetail() }
      return
    }
    if shown[.detail] != nil {
      detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    }
    if shown[.lineItems] != nil {
      lineItems.scroll.reveal(of: lineItems.lineCount, height: height(of: .lineItems))
    }
  }

  // MARK: - Kept for the next run

  /// What is stored for the next run.
  package var remembered: RememberedView {
    let plain = views.plain ?? SavedView(of: list)
    let documentViews = documents.views
    let plainDocuments = documentViews.plain ?? DocumentView(of: documents.list)
    return RememberedView(
      profile: account.profile, filter: plain.filter, tab: plain.tab, sort: plain.sort,
      columns: plain.columns, listShare: arrangement.listShare,
      hidesDetail: arrangement.hidesDetail, theme: preferences.themeName,
      isLight: preferences.followsBackground && preferences.theme == .light,
      view: views.current?.name, views: views.saved,
      documentSort: plainDocuments.sort, documentColumns: plainDocuments.columns,
      documentViews: documentViews.saved)
  }

  /// Sets the views that the configuration declares. Call before ``restore(_:)``.
  package mutating func declareViews(_ sessions: [SavedView], _ documents: [DocumentView]) {
    views = ViewShelf(declared: sessions)
    self.documents.views = ViewShelf(declared: documents)
  }

  /// Call before the first event. If the theme no longer exists, the current one stays.
  package mutating func restore(_ view: RememberedView) {
    list.tab = view.tab ?? .all
    list.filter = view.filter ?? ""
    list.columns = ColumnChoice(names: view.columns ?? [])
    applyQuery(sort: view.sort ?? .newestFirst)
    views = ViewShelf(declared: views.declared, saved: view.views)
    if let current = view.view.flatMap(views.named) { open(current) }
    documents.views = ViewShelf(
      declared: documents.views.declared, saved: view.documentViews)
    documents.list.arrange(
      as: DocumentView(
        sort: view.documentSort ?? .newestFirst, columns: view.documentColumns ?? []),
      now: clock.unix, zone: zone)
    arrangement.listShare = view.listShare
    arrangement.hidesDetail = view.hidesDetail ?? false
    if let theme = preferences.themes.first(where: { $0.name == view.theme }) {
      preferences.choose(theme)
    }
    preferences.shownTheme = preferences.theme
  }

  /// Says what is shown again from the last run. `filter` is the one that the plain list begins
  /// with.
  package mutating func noteRestored(besides filter: String) {
    if let view = views.current {
      let name = Sanitiser.display(view.name)
      message = Message(
        "the view \(name) is that of the last time; \(keymap[.cancel]) leaves it")
    } else if !list.filter.isEmpty, list.filter != filter {
      let filter = Sanitiser.display(list.filter)
      message = Message(
        "the filter “\(filter)” is that of the last time; \(keymap[.cancel]) clears it")
    }
  }

  // MARK: - The privacy mask

  /// Puts the mask on or takes it off.
  package mutating func mask(_ isMasked: Bool) {
    self.isMasked = isMasked
    detail.page.mask(isMasked)
    documents.detail.page.mask(isMasked)
  }

  /// The row as it is shown.
  package func shown(_ session: SessionSummary) -> SessionSummary {
    guard isMasked else { return session }
    var masked = session
    masked.email = session.email.map(PersonalData.email.masked)
    masked.customerName = session.customerName.map(PersonalData.name.masked)
    // It is shown if there is no customer, and shops put addresses into it.
    masked.clientReferenceID = session.clientReferenceID.map(PersonalData.maskingEmails)
    return masked
  }

  /// The field as it is shown.
  package func shown(_ field: Field) -> Field { isMasked ? field.masked() : field }

  /// One of till's own texts, which may contain personal data, as it is shown.
  package func shown(_ text: String) -> String {
    isMasked ? PersonalData.maskingEmails(in: text) : text
  }

  // MARK: - Spelling

  /// Words for the signs of currencies and of Enter, on a screen that lacks them. An arrow is the
  /// sign of a key only where keys are named; elsewhere a similar sign is right.
  package var spelling: [Unicode.Scalar: String] {
    var words = preferences.isASCII ? Currency.spelledSymbols : [:]
    words["↵"] = preferences.signs.keyWords["↵"]
    return words
  }

  /// Names keys as the screen can show them.
  mutating func settleSpelling() {
    let words = preferences.signs.keyWords
    if keymap.spelling != words { keymap.spelling = words }
  }

  // MARK: - Other programs

  /// The session as JSON.
  func showJSON(in program: OutsideProgram) -> [Effect] {
    guard let session = detail.content?.stored.session else { return [] }
    return [.loop(show(session.json, name: session.id, in: program))]
  }

  /// Secrets are masked, and personal data if the screen masks it: others may see the program.
  func show(_ json: JSON, name: String, in program: OutsideProgram) -> LoopRequest {
    let text = JSONLines(json, maskingSecrets: true, masksPersonalData: isMasked).text
    return .show(text: text + "\n", name: name, program)
  }

  var contentAvailability: Availability {
    detail.content == nil ? .disabled("no session is shown") : .enabled
  }

  mutating func focus(_ pane: Pane) -> [Effect] {
    arrangement.focus = pane
    return []
  }

  mutating func cyclePane(_ step: Int) -> [Effect] {
    let panes = Pane.allCases
    let index = panes.firstIndex(of: arrangement.focus) ?? 0
    return focus(panes[(index + step + panes.count) % panes.count])
  }

  /// Shows the theme selected in the palette, or else the chosen one again.
  mutating func settleTheme() -> [Effect] {
    let wanted = overlays.top(as: Palette.self)?.previewedTheme(self) ?? preferences.theme
    guard wanted != preferences.shownTheme else { return [] }
    preferences.shownTheme = wanted
    return [.loop(.setTheme(wanted))]
  }

  mutating func toggleMouse() -> [Effect] {
    preferences.hasMouse.toggle()
    message = Message(
      preferences.hasMouse
        ? "the mouse is on; hold Shift to select text" : "the mouse is off")
    return [.loop(.setMouse(preferences.hasMouse))]
  }
}
