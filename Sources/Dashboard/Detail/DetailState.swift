package import Checkout
package import JSON
import Screen
import Units
package import Widgets

/// The detail pane: all that is known of the selected session, or of an object around it.
package struct DetailState: Equatable, Sendable {
  /// What is known of the session.
  package enum Subject: Equatable, Sendable {
    /// The cache has not answered yet.
    case unread
    /// The cache does not have it; Stripe is asked next, or has been asked.
    case missing(isAsked: Bool)
    case known(Content)
    /// Why neither the cache nor Stripe returned it.
    case failed(Problem)
  }

  /// Which session the pane is about; nil while no session is selected.
  package private(set) var id: String?
  @Shared package private(set) var subject = Subject.unread
  /// The object that is shown instead of the session, after a link was followed.
  @Shared package internal(set) var related: RelatedDetail?
  @Shared package internal(set) var trail = Trail()
  package var page = DetailPage()
  /// Sessions that Stripe is being asked for.
  package internal(set) var refreshing: Set<String> = []
  /// When Stripe is asked what has happened to the session.
  var storyPolling = StoryPolling()
  /// How the pane follows the selection of the list.
  var following = Following()
  /// The session that was created here: it is selected once its row is in the list.
  var awaitsRow: String?
  /// The session's documents in Firestore, if they have been read.
  private var documents: FieldGroup?
  /// What is copied once the session has been read.
  var awaitsCopy: AwaitedCopy?
  /// The last two sessions that were read, the latest last.
  private(set) var lookedAt: [String] = []

  package init() {}

  /// What is shown of a session that is cached.
  package struct Content: Equatable, Sendable {
    package let stored: StoredSession
    /// Sanitised.
    package let groups: [FieldGroup]
    /// What the verdict is based on: the current session, and the objects read around it.
    package let sources: StorySources
    /// What happened; nil if it was never read.
    package let story: Story?

    init(_ found: SessionDetail, in zone: ZoneRule) {
      stored = found.stored
      sources = StorySources(found)
      story = found.story.map { Story($0, in: zone) }
      let told = story.map { [FieldGroup.told($0)] } ?? []
      groups = (told + FieldGroup.groups(of: found.stored.session)).map(\.sanitised)
    }
  }

  /// A session, if it has been read in full.
  func session(_ id: String) -> Session? {
    content.flatMap { $0.stored.session.id == id ? $0.stored.session : nil }
  }

  /// What the cache knows of the session; nil until it has answered.
  package var content: Content? {
    if case .known(let content) = subject { content } else { nil }
  }

  /// Why there is nothing to show; nil if there is, or if it is not known yet.
  package var problem: Problem? {
    if case .failed(let problem) = subject { problem } else { nil }
  }

  /// The pane's title: the shown object's id, shortened and sanitised.
  package var title: String {
    let id = related?.id.text ?? id
    return id.map { Sanitiser.display($0).middleTruncated } ?? "Detail"
  }

  /// The shown object, as Stripe sent it.
  package var shownJSON: JSON? {
    related == nil ? content?.stored.session.json : related?.stored?.json
  }
}

extension DetailState {
  /// Shows another session.
  mutating func show(_ id: String?) {
    self.id = id
    subject = .unread
    documents = nil
    page.clear(to: trail.scroll)
  }

  /// Takes a session's documents in Firestore.
  mutating func take(documents: FieldGroup?, of id: String) {
    guard id == self.id else { return }
    self.documents = documents
    if related == nil { layOut() }
  }

  /// Shows another object around the session, or the session itself again.
  mutating func show(related id: StripeID?) {
    related = id.map(RelatedDetail.init)
    page.clear(to: trail.scroll)
    layOut()
  }

  /// Takes what the cache knows of the session.
  mutating func take(_ found: SessionDetail?, in zone: ZoneRule) {
    guard let found else {
      if subject == .unread { subject = .missing(isAsked: false) }
      return
    }
    subject = .known(Content(found, in: zone))
    let id = found.stored.session.id
    if lookedAt.last != id { lookedAt = lookedAt.filter { $0 != id }.suffix(1) + [id] }
    if related == nil { layOut() }
  }

  /// Neither the cache nor Stripe returned the session. What was known of it stays.
  mutating func fail(_ problem: Problem) {
    if content == nil { subject = .failed(problem) }
  }

  /// The session to ask Stripe for, once.
  mutating func askForMissing() -> String? {
    guard let id, subject == .missing(isAsked: false) else { return nil }
    subject = .missing(isAsked: true)
    refreshing.insert(id)
    return id
  }

  mutating func take(_ stored: StoredObject) {
    related?.take(stored)
    layOut()
  }

  private mutating func layOut() {
    let own = content.map { $0.groups + [documents].compactMap(\.self) }
    page.show(shownJSON, related?.groups ?? own ?? [])
  }
}

/// Shortcuts to the most used parts of the page.
extension DetailState {
  package var scroll: Scroll {
    get { page.scroll }
    set { page.scroll = newValue }
  }
  package var lines: [DetailLine] { page.lines }
  package var json: JSONView? { page.json }
  package var search: DetailSearch? { page.search }
  package var showsJSON: Bool { page.showsJSON }
  package var cardLines: Int { page.cardLines }
  var lineCount: Int { page.lineCount }
  var selectedField: Field? { page.selectedField }
}
