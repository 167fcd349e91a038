import Checkout
import Query
import Units
import Widgets

/// Which rows of the list are new or have changed since the user looked at them.
///
/// The row under the cursor counts as looked at when a key is pressed. Another query, and reading
/// the list from the top, start with no marks.
package struct Freshness: Equatable, Sendable {
  /// What happened to a row since the user last looked at it.
  package enum Mark: Equatable, Sendable {
    case new, changed

    /// The sign before the row: the same in ASCII and without colour.
    package var sign: Unicode.Scalar {
      switch self {
      case .new: "+"
      case .changed: "~"
      }
    }
  }

  /// The most rows that are marked.
  private static let capacity = 1000

  /// By the sessions' ids.
  private var marks: [String: Mark] = [:]
  /// New rows above the first visible one.
  package private(set) var above = 0
  /// How many arrived at the top while the rows there were not read.
  private var unread = 0
  /// What was cached when the rows were read.
  private var coverage = Coverage()

  package init() {}

  package subscript(id: String) -> Mark? { marks[id] }

  /// Compares rows that were read again with the previous ones.
  ///
  /// `isByTime` is whether newer rows are above older ones. A row that appears where nothing was
  /// missing has changed in a way that makes it match.
  mutating func compare(_ stretch: RowStretch, with window: RowWindow, isByTime: Bool) {
    guard let newest = stretch.firstSession, let oldest = stretch.lastSession else { return }
    let known = Dictionary(
      stretch.sessions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for row in window.rows {
      if let before = known[row.id] {
        if row.differs(from: before) { note(.changed, row.id) }
      } else if isByTime, row.position > newest.position {
        if stretch.reachesTop { note(.new, row.id) }
      } else if isByTime, row.position > oldest.position, wasCached(row.created) {
        note(.changed, row.id)
      }
    }
  }

  /// Notes what was cached when the present rows were read.
  mutating func take(_ coverage: Coverage) { self.coverage = coverage }

  private func wasCached(_ second: Int) -> Bool {
    coverage.covers(second..<second.addingSaturating(1))
  }

  private mutating func note(_ mark: Mark, _ id: String) {
    guard marks.count < Self.capacity else { return }
    // A new row stays marked as new when it changes.
    marks[id] = marks[id] ?? mark
  }

  /// That many sessions arrived that are new at Stripe.
  mutating func arrive(_ count: Int, at stretch: RowStretch) {
    if !stretch.reachesTop { unread += count }
  }

  /// A single session was read again.
  mutating func change(_ id: String) { note(.changed, id) }

  /// The user has seen a row.
  mutating func look(at id: String) { marks[id] = nil }

  /// Counts the new rows above the visible ones. Called once after each batch of events.
  mutating func settle(_ stretch: RowStretch) {
    if stretch.reachesTop { unread = 0 }
    guard unread > 0 || !marks.isEmpty else {
      above = 0
      return
    }
    let hidden = stretch.rows.prefix(max(0, stretch.scroll.top))
    above = unread + hidden.count { $0.session.flatMap { marks[$0.id] } == .new }
  }

  /// Takes over which rows were looked at. The number above is not taken: it is visible elsewhere.
  mutating func adoptMotion(of later: Freshness) { marks = later.marks }
}

extension SessionSummary {
  /// Whether Stripe's data about the session is different. What its payment tells is no change when
  /// it is read for the first time.
  func differs(from other: SessionSummary) -> Bool {
    var same = other
    same.position = position
    same.fetchedAt = fetchedAt
    for field in PaymentNotes.fields
    where same.row[field, Session.fields] == .null || row[field, Session.fields] == .null {
      same.row[field, Session.fields] = row[field, Session.fields]
    }
    return self != same
  }
}
