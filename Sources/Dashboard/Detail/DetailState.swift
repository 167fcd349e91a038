package import Checkout
import Screen
package import JSON
package import Widgets

/// The detail pane: all that is known of the selected session, or of an object around it.
package struct DetailState: Equatable, Sendable {
  /// Which session the pane is about; nil while no session is selected.
  package internal(set) var id: String?
  /// What the cache knows of it; nil until it has answered.
  package internal(set) var content: Content?
  /// Why Stripe did not give a session that is not cached either.
  package internal(set) var problem: Problem?
  /// What is shown instead of the session, after a link was followed.
  package internal(set) var related: RelatedObject?
  package internal(set) var trail = Trail()
  package var scroll = Scroll()
  package internal(set) var showsJSON = false
  var masksPersonalData = false
  /// Sessions that Stripe is being asked for.
  package internal(set) var refreshing: Set<String> = []
  /// How far groups and nested objects are open, where the user changed it.
  var openness: [DetailLine.ID: Openness] = [:]
  package internal(set) var lines: [DetailLine] = []
  /// Instead of the fields.
  package internal(set) var json: JSONView?
  package internal(set) var search: DetailSearch?

  /// How the pane follows the selection of the list.
  var following = Following()
  /// The session that the cache does not have: Stripe is asked for it.
  var missing: String?
  /// The session that was made here: it is selected once its row is in the list.
  var awaitsRow: String?
  /// What is copied once the session has been read.
  var awaitsCopy: AwaitedCopy?

  package init() {}

  package struct Content: Equatable, Sendable {
    package let stored: StoredSession
    /// Sanitised.
    package let groups: [FieldGroup]
    /// The payment intent, where it was read by itself and not before the session.
    package let paymentIntent: JSON?

    init(_ found: SessionDetail) {
      stored = found.stored
      groups = FieldGroup.groups(of: found.stored.session).map(\.sanitised)
      let isNewer = found.paymentIntent.map { $0.fetchedAt >= found.stored.fetchedAt } ?? false
      paymentIntent = isNewer ? found.paymentIntent?.json : nil
    }
  }

  /// How much of a group or of an object shows.
  enum Openness: Int, Comparable {
    case folded, present
    /// With the fields that are null or absent.
    case everything

    static func < (left: Openness, right: Openness) -> Bool { left.rawValue < right.rawValue }
  }

  var lineCount: Int { json?.rows.count ?? lines.count + Self.verdictLines }

  /// The verdict takes up to two lines; they scroll with the fields.
  package static let verdictLines = 2

  package var title: String {
    let id = related?.id.text ?? id
    return id.map { Sanitiser.display($0).middleTruncated } ?? "Detail"
  }

  /// What is shown, as Stripe sent it.
  package var shownJSON: JSON? {
    related == nil ? content?.stored.session.json : related?.stored?.json
  }

  var shownGroups: [FieldGroup] { related?.groups ?? content?.groups ?? [] }

  /// The field under the cursor.
  var selectedField: Field? {
    let index = scroll.cursor - Self.verdictLines
    return json == nil && lines.indices.contains(index) ? lines[index].field : nil
  }
}

extension DetailState {
  /// Turns to another session. What the user unfolded stays unfolded: one compares sessions.
  mutating func show(_ id: String?) {
    self.id = id
    content = nil
    problem = nil
    missing = nil
    clear()
  }

  /// Turns to another object around the session, or back to the session itself.
  mutating func show(related id: StripeID?) {
    related = id.map(RelatedObject.init)
    clear()
    layOut()
  }

  private mutating func clear() {
    lines = []
    json = nil
    scroll = trail.scroll
  }

  mutating func take(_ found: SessionDetail?) {
    guard let found else {
      missing = content == nil && problem == nil ? id : nil
      return
    }
    problem = nil
    content = Content(found)
    if related == nil { layOut() }
  }

  mutating func take(_ stored: StoredObject) {
    related?.take(stored)
    layOut()
  }

  /// Lists the lines that show, after the content or the view has changed.
  mutating func layOut() {
    layOutLines()
    json = showsJSON ? shownJSON.map { JSONView($0, isMasked: masksPersonalData) } : nil
    searchAgain()
  }

  /// Lists the lines that show, after the folding has changed.
  mutating func layOutLines() {
    lines = showsJSON ? [] : shownGroups.flatMap { DetailLine.lines(of: $0, openness) }
  }
}
