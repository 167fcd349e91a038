import Checkout
import Query
import Widgets

/// Which rows of the list have come or changed since the user looked at them.
///
/// What was under the cursor when a key was pressed has been looked at. Another query, and reading the
/// list from the newest, begin from nothing.
package struct Freshness: Equatable, Sendable {
  package enum Mark: Equatable, Sendable {
    case new, changed

    /// In front of the row; the same in ASCII, and without colour.
    package var sign: Unicode.Scalar {
      switch self {
      case .new: "+"
      case .changed: "~"
      }
    }
  }

  /// More are not told from the others any longer.
  private static let capacity = 1000

  /// By the sessions' ids.
  private var marks: [String: Mark] = [:]
  /// New rows above the first one in view.
  package private(set) var above = 0
  /// How many came at the top while the rows there were not read.
  private var unread = 0

  package init() {}

  package subscript(id: String) -> Mark? { marks[id] }

  /// Compares rows that were read again with those that are here.
  ///
  /// `isByTime` is whether newer rows stand above older ones, `isCovered` whether nothing is missing
  /// between the rows that are here: then one that has appeared among them has changed so that the
  /// list shows it.
  mutating func compare(
    _ stretch: RowStretch, with window: RowWindow, isByTime: Bool, isCovered: Bool
  ) {
    guard let newest = stretch.firstSession, let oldest = stretch.lastSession else { return }
    let known = Dictionary(
      stretch.sessions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for row in window.rows {
      if let before = known[row.id] {
        if row.differs(from: before) { note(.changed, row.id) }
      } else if isByTime, row.position > newest.position {
        if stretch.reachesTop { note(.new, row.id) }
      } else if isByTime, isCovered, row.position > oldest.position {
        note(.changed, row.id)
      }
    }
  }

  private mutating func note(_ mark: Mark, _ id: String) {
    guard marks.count < Self.capacity else { return }
    // What is new stays new when it changes.
    marks[id] = marks[id] ?? mark
  }

  /// So many sessions came that Stripe did not have before.
  mutating func arrive(_ count: Int, at stretch: RowStretch) {
    if !stretch.reachesTop { unread += count }
  }

  /// A single session was read again.
  mutating func change(_ id: String) { note(.changed, id) }

  /// The user has seen a row.
  mutating func look(at id: String) { marks[id] = nil }

  /// Counts what is new above the rows in view. Asked once after each batch of events.
  mutating func settle(_ stretch: RowStretch) {
    if stretch.reachesTop { unread = 0 }
    guard unread > 0 || !marks.isEmpty else {
      above = 0
      return
    }
    let hidden = stretch.rows.prefix(max(0, stretch.scroll.top))
    above = unread + hidden.count { $0.session.flatMap { marks[$0.id] } == .new }
  }

  /// Takes over which rows were looked at; how many are above shows elsewhere.
  mutating func adoptMotion(of later: Freshness) { marks = later.marks }
}

extension SessionSummary {
  /// Whether Stripe says something else of it.
  func differs(from other: SessionSummary) -> Bool {
    var same = other
    same.position = position
    same.fetchedAt = fetchedAt
    return self != same
  }
}
