import Checkout
import JSON
import Query
import Screen
import Units
import Widgets

/// The tab of the documents, which replaces the sessions' panes.
extension State {
  /// Whether a command works now, in the tab that is shown.
  package func availability(of command: Command) -> Availability {
    guard documents.isShown else { return command.availability(self) }
    return switch command.inDocuments {
    case .same: command.availability(self)
    case .own(_, let availability, _): availability(self)
    case .ofSessions: .disabled(onlyAmongSessions)
    }
  }

  var onlyAmongSessions: String {
    "only among the sessions; \(keymap[.documents]) leads back to them"
  }

  /// What a command does, in the tab that is shown.
  func title(of command: Command) -> String {
    guard documents.isShown, case .own(let title?, _, _) = command.inDocuments else {
      return command.title(keymap)
    }
    return title
  }

  /// Runs a command while the documents are shown; nil if it does the same as elsewhere.
  mutating func runInDocuments(_ command: Command) -> [Effect]? {
    guard documents.isShown, case .own(_, _, let perform) = command.inDocuments else {
      return nil
    }
    return perform(&self)
  }

  /// Shows the documents, with a filter or as they were left.
  mutating func openDocuments(filter: String? = nil) -> [Effect] {
    documents.isShown = true
    arrangement.focus = .list
    if let filter {
      documents.leaveView(now: clock.unix, zone: zone)
      documents.list.show(tab: nil, now: clock.unix, zone: zone)
      documents.list.setFilter(filter, now: clock.unix, zone: zone)
    }
    return []
  }

  /// Shows a view of the documents; Esc goes back to the plain list of them.
  package mutating func open(_ view: DocumentView) -> [Effect] {
    documents.show(view, now: clock.unix, zone: zone)
    message = .shows(view, keymap)
    return openDocuments()
  }

  /// Starts with a view of the documents, before anything was read.
  package mutating func begin(with view: DocumentView) {
    guard documents.isThere else {
      message = Message(
        "\(Sanitiser.display(view.name)) is a view of documents, but "
          + "this profile has no Firestore", .warning)
      return
    }
    _ = open(view)
  }

  mutating func forgetDocumentView() -> [Effect] {
    guard let view = documents.views.current else { return [] }
    documents.leaveView(now: clock.unix, zone: zone)
    documents.views.forget(view.name)
    message = .forgot(view)
    return []
  }

  /// The parts of the list's title. If the bar of tabs is not visible, it names the view.
  package var documentTitle: [String] {
    var pieces = documents.list.title(documents.reading, in: shownZone, now: clock.unix)
    if layout.tabs.isEmpty, let view = documents.views.current {
      pieces[0] = Sanitiser.display(view.name)
    }
    return pieces
  }

  mutating func closeDocuments() -> [Effect] {
    documents.isShown = false
    documents.reading.decline()
    arrangement.focus = .list
    return []
  }

  // MARK: - Answers

  mutating func take(_ answer: FirestoreAnswer) -> [Effect] {
    // The verdict is also about what is known besides the document.
    documents.detail.page.measure = nil
    switch answer {
    case .opened(let result):
      if case .success = result { documents.list.noteChange() }
      return documents.reading.takeOpened(result)
    case .counted(let result):
      documents.reading.takeCount(result)
      // If rows are shown, no other text reports the problem.
      if case .failure(let problem) = result { say(problem) }
    case .reading(let received): documents.reading.take(received: received)
    case .ended(let result): takeDocuments(result)
    case .rows(let window, let anchor, generation: documents.list.generation):
      documents.list.take(window.map(\.sanitised), at: anchor, height: layout.listHeight)
    case .facts(let facts, let counts, generation: documents.list.generation):
      documents.list.take(facts, counts)
    case .rows, .facts: break
    case .document(let result, let id): takeDocument(result, id)
    case .fieldNames(let names): documents.list.fieldNames = names
    case .texts(let texts, let paths): documents.list.columns.take(texts, of: paths)
    case .user(let result, let id):
      say(documents.joins.take(result, user: id))
      documents.detail.renew(documents.joins.user(id))
      showAwaitedUser()
    case .sessions(let answers): say(documents.joins.take(answers))
    case .ofSession(let id, let rows):
      guard documents.ofSession.take(rows.map(\.sanitised), of: id) else { break }
      detail.take(documents: FieldGroup.group(of: rows, at: clock.unix)?.sanitised, of: id)
    case .sought(let text, let rows):
      return DocumentLookUp.take(rows.map(\.sanitised), of: text, &self)
    case .failed(let request, let problem): takeFailure(of: request, problem)
    }
    return []
  }

  /// After a failure, nothing may keep waiting for the answer, and nothing is taken for one.
  private mutating func takeFailure(of request: FirestoreRequest, _ problem: Problem) {
    var problem = problem
    switch request {
    case .readRows(_, _, _, generation: documents.list.generation): documents.list.fail(problem)
    case .readFacts(_, _, generation: documents.list.generation): documents.list.failCount()
    // Of an earlier query.
    case .readRows, .readFacts: return
    case .readTexts(let paths, let ids):
      documents.list.columns.take(
        Dictionary(ids.map { ($0, [:]) }, uniquingKeysWith: { first, _ in first }), of: paths)
    case .seek: problem = Problem("the documents were not searched: \(problem.sentence)")
    case .readFieldNames, .ofSession: break
    case .open, .count, .readAll, .readDocument, .refresh, .user, .sessions, .refreshSession: break
    }
    say(problem)
  }

  private mutating func say(_ problem: Problem?) {
    if let problem { message = Message(problem.sentence, .error) }
  }

  private mutating func takeDocuments(_ result: Result<DocumentReading, Problem>) {
    documents.reading.takeEnd(result, at: clock.unix)
    switch result {
    case .success(let reading):
      documents.list.noteChange()
      documents.list.columns.forgetTexts()
      documents.detail.following.noteChange()
      documents.joins.forget()
      documents.ofSession.forget()
      let elsewhere =
        reading.leftOut > 0
        ? "; \(reading.leftOut.grouped) of other collections of that name left out" : ""
      message = Message("\(reading.received.counted("document")) read\(elsewhere)", .success)
    case .failure(let problem): message = Message(problem.sentence, .error)
    }
  }

  private mutating func takeDocument(_ result: Result<ReadDocument?, Problem>, _ id: String) {
    if documents.detail.refreshing == id {
      switch result {
      case .success(let read):
        documents.list.noteChange()
        documents.ofSession.forget()
        if read == nil { message = Message("Firestore does not have this document.", .warning) }
      case .failure(let problem): message = Message(problem.sentence, .error)
      }
    }
    documents.detail.take(result, of: id, selection: documents.list.selected?.id)
    showAwaitedUser()
  }

  // MARK: - What the screen needs next

  mutating func settleDocuments() -> [Effect] {
    guard documents.isThere else { return [] }
    guard documents.isShown else {
      return documents.ofSession.ask(detail.content?.stored.session.id)
    }
    var effects = documents.reading.open()
    // Before anything is stored, there is nothing to ask for.
    guard documents.reading.readAt != nil else { return effects }
    effects += documents.list.settle(
      height: layout.listHeight, documents.views.all, now: clock.unix, zone: zone)
    let selected = documents.list.selected
    effects += documents.detail.settle(
      selected?.id, now: clock.uptime, isUrgent: arrangement.focus != .list)
    if documents.detail.following.phase == .caughtUp, documents.list.reading.problem == nil {
      let shown = documents.list.rows[documents.list.shown(height: layout.listHeight)]
      effects += documents.joins.ask(
        sessions: shown.compactMap { $0.readableSession(isLive: account.isLive) })
    }
    let document = documents.detail.document
    documents.items.show(document, document?.sessionID.flatMap(documents.joins.session))
    return effects
  }

  // MARK: - Keys

  /// Enter: accepts an offer, or opens a document.
  mutating func openDocument() -> [Effect] {
    if documents.reading.isOffered { return documents.reading.read() }
    if documents.reading.readAt == nil { return documents.reading.count() }
    guard let selected = documents.list.selected else { return [] }
    if arrangement.focus == .detail, case .link(let id)? = documents.detail.page.selectedField?.kind
    {
      return id.kind == .session ? goToSession(id.text) : follow(outOfDocuments: id)
    }
    if arrangement.focus == .list {
      arrangement.focus = .detail
    } else {
      arrangement.isZoomed = true
    }
    return DocumentRow.user(inPath: selected.id).map { documents.joins.ask(user: $0) } ?? []
  }

  /// Esc: one step back, from the detail to the list and from there to the sessions.
  mutating func stepBackInDocuments() -> [Effect] {
    if count != nil {
      count = nil
    } else if documents.reading.isOffered {
      documents.reading.decline()
      if documents.reading.readAt == nil { return closeDocuments() }
    } else if arrangement.isZoomed {
      arrangement.isZoomed = false
    } else if documents.detail.user != nil {
      documents.detail.show(nil)
    } else if documents.detail.page.showsJSON, arrangement.focus == .detail {
      return toggleJSON()
    } else if arrangement.focus != .list {
      arrangement.focus = .list
    } else if !documents.widen(now: clock.unix, zone: zone) {
      return closeDocuments()
    }
    return []
  }

  mutating func turnDocumentTab(_ steps: Int) -> [Effect] {
    documents.turnTab(steps, now: clock.unix, zone: zone)
    return []
  }

  mutating func openDocumentPicker(_ purpose: DocumentPicker.Purpose) -> [Effect] {
    overlays.push(DocumentPicker(purpose, chosen: documents.list.columns.all))
    return [.firestore(.readFieldNames(documents.list.query))]
  }

  /// Reads the document again, its session, and its user if that was read: one read each of the
  /// documents.
  mutating func refreshDocument() -> [Effect] {
    guard let selected = documents.list.selected, documents.detail.refreshing == nil else {
      return []
    }
    documents.detail.refreshing = selected.id
    return [.firestore(.refresh(id: selected.id))]
      + documents.joins.askAgain(
        session: selected.readableSession(isLive: account.isLive),
        user: DocumentRow.user(inPath: selected.id))
  }

  var documentReadAvailability: Availability {
    documents.reading.obstacle.map { .disabled($0.sentence) } ?? .enabled
  }

  /// A file of documents that were never read would say that there are none.
  var documentExportAvailability: Availability {
    guard documents.reading.readAt == nil else { return .enabled }
    if let problem = documents.reading.obstacle { return .disabled(problem.sentence) }
    if case .reading = documents.reading.phase {
      return .disabled("the documents are still being read")
    }
    return .disabled("no documents were read yet; \(keymap[.reload]) reads them")
  }

  var documentAvailability: Availability {
    documents.list.selected == nil ? .disabled("no document is selected") : .enabled
  }

  // MARK: - Sessions and users

  /// From a document to Stripe's session.
  mutating func goToSession(_ id: String) -> [Effect] {
    let effects = closeDocuments()
    return effects + lookUp(id)
  }

  private mutating func follow(outOfDocuments id: StripeID) -> [Effect] {
    let effects = closeDocuments()
    return effects + follow(id)
  }

  mutating func showDocumentsOfUser() -> [Effect] {
    guard let user = documents.list.selected.flatMap({ DocumentRow.user(inPath: $0.id) }) else {
      return []
    }
    return openDocuments(filter: "user=\(DocumentLookUp.quoted(user))")
  }

  /// Shows the document of the user, which costs one read if it is not known.
  mutating func showUser() -> [Effect] {
    documents.list.selected.map { showUser(ofDocument: $0.id) } ?? []
  }

  /// The same for a document that may not be selected yet.
  mutating func showUser(ofDocument id: String) -> [Effect] {
    guard let user = DocumentRow.user(inPath: id) else { return [] }
    arrangement.focus = .detail
    documents.detail.awaitedUser = user
    let effects = documents.joins.ask(user: user)
    showAwaitedUser()
    return effects
  }

  /// Shows the user's document as soon as both it and the selected document have arrived.
  mutating func showAwaitedUser() {
    guard let id = documents.detail.awaitedUser, let document = documents.detail.document,
      document.user == id, !documents.joins.awaits(user: id)
    else { return }
    documents.detail.awaitedUser = nil
    if let user = documents.joins.user(id) {
      documents.detail.show(user)
    } else {
      message = documents.joins.problems(document).first.map { Message($0, .warning) }
    }
  }

  // MARK: - Other programs

  mutating func openDocumentPage() -> [Effect] {
    Browse.open(documents.detail.document?.url, &self)
  }

  var documentURLAvailability: Availability {
    guard documents.list.selected != nil else { return .disabled("no document is selected") }
    guard let document = documents.detail.document else {
      return .disabled("the document is being read")
    }
    return document.url == nil ? .disabled("this document has no URL") : .enabled
  }

  func showDocument(in program: OutsideProgram) -> [Effect] {
    guard let json = documents.detail.page.object else { return [] }
    return [.loop(show(json, name: documents.detail.title, in: program))]
  }
}
