import Checkout
package import JSON
package import Widgets

/// An object as the detail pane shows it: groups of fields, or JSON. Also what is folded, what is
/// searched for, and where the cursor is.
package struct DetailPage: Equatable, Sendable {
  /// How much of a group or of an object shows.
  enum Openness: Int, Comparable {
    case folded, present
    /// Including the fields that are null or absent.
    case everything

    static func < (left: Openness, right: Openness) -> Bool { left.rawValue < right.rawValue }
  }

  /// Sanitised.
  private(set) var groups: [FieldGroup] = []
  /// The object as Stripe sent it; nil while there is none.
  package private(set) var object: JSON?
  package private(set) var showsJSON = false
  private var masksPersonalData = false
  /// How far groups and nested objects are open, where the user changed it. It stays when another
  /// object is shown, so that the two can be compared.
  var openness: [DetailLine.ID: Openness] = [:]
  package private(set) var lines: [DetailLine] = []
  /// Shown instead of the fields.
  package var json: JSONView?
  package internal(set) var search: DetailSearch?
  package var scroll = Scroll()
  /// The last is cut if the verdict is too long.
  package internal(set) var verdictLines = verdictRoom.lowerBound
  /// For which they were counted; nil if that is to be done again.
  var measure: CardMeasure?

  package init() {}

  var lineCount: Int { json?.rows.count ?? lines.count + cardLines }

  /// The field under the cursor.
  var selectedField: Field? {
    let index = scroll.cursor - cardLines
    return json == nil && lines.indices.contains(index) ? lines[index].field : nil
  }

  // MARK: - What is laid out

  /// Shows an object, or a newer version of the same one.
  mutating func show(_ object: JSON?, _ groups: [FieldGroup]) {
    self.object = object
    self.groups = groups
    layOut()
  }

  /// Shows nothing until the next object comes, which starts at `place`.
  mutating func clear(to place: Scroll) {
    object = nil
    groups = []
    lines = []
    json = nil
    scroll = place
    verdictLines = Self.verdictRoom.lowerBound
    measure = nil
  }

  mutating func toggleJSON() {
    showsJSON.toggle()
    scroll = Scroll()
    layOut()
  }

  mutating func mask(_ isMasked: Bool) {
    masksPersonalData = isMasked
    layOut()
  }

  private mutating func layOut() {
    measure = nil
    layOutLines()
    json = showsJSON ? object.map { JSONView($0, isMasked: masksPersonalData) } : nil
    searchAgain()
  }

  /// Lists the visible lines, after the folding has changed.
  mutating func layOutLines() {
    lines = showsJSON ? [] : groups.flatMap { DetailLine.lines(of: $0, openness) }
  }
}
