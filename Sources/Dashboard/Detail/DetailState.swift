package import Checkout
import Screen

/// The detail pane: all that is known of the selected session.
package struct DetailState: Equatable, Sendable {
  /// Which session the pane is about; nil while no session is selected.
  package internal(set) var id: String?
  /// What the cache knows of it; nil until it has answered.
  package internal(set) var content: Content?
  package var scroll = Scroll()
  package internal(set) var showsJSON = false
  /// Sessions that Stripe is being asked for.
  package internal(set) var refreshing: Set<String> = []
  /// How far groups and nested objects are open, where the user changed it.
  var openness: [DetailLine.FoldID: Openness] = [:]
  package internal(set) var lines: [DetailLine] = []
  /// Instead of the fields. Not sanitised: a megabyte of it is only made harmless where it shows.
  package internal(set) var json: JSONLines?

  /// The cache has changed: the session must be read again.
  var isStale = false
  /// What is copied once the session has been read.
  var awaitsCopy: Copyable?

  package init() {}

  package struct Content: Equatable, Sendable {
    package let stored: StoredSession
    /// Sanitised.
    package let groups: [FieldGroup]
  }

  /// How much of a group or of an object shows.
  enum Openness: Int, Comparable {
    case folded, present
    /// With the fields that are null or absent.
    case everything

    static func < (left: Openness, right: Openness) -> Bool { left.rawValue < right.rawValue }
  }

  var lineCount: Int { json?.count ?? lines.count + Self.verdictLines }

  /// The verdict takes up to two lines; they scroll with the fields.
  package static let verdictLines = 2

  package var title: String { id.map { Sanitiser.display($0).middleTruncated } ?? "Detail" }
}

extension DetailState {
  /// Turns to another session. What the user unfolded stays unfolded: one compares sessions.
  mutating func show(_ id: String?) {
    self.id = id
    content = nil
    lines = []
    json = nil
    scroll = Scroll()
    awaitsCopy = nil
  }

  mutating func take(_ found: SessionDetail?) {
    guard let found else { return }
    content = Content(
      stored: found.stored, groups: FieldGroup.groups(of: found.stored.session).map(\.sanitised))
    layOut()
  }

  /// Lists the lines that show, after the content or the folding has changed.
  mutating func layOut() {
    guard let content else {
      lines = []
      json = nil
      return
    }
    lines = showsJSON ? [] : content.groups.flatMap { DetailLine.lines(of: $0, openness) }
    json = showsJSON ? JSONLines(content.stored.session.json, maskingSecrets: true) : nil
  }
}
