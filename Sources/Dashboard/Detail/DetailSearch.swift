import Checkout
import JSON
import Query
import Widgets

/// A search in the detail pane.
package struct DetailSearch: Equatable, Sendable {
  /// A place in the pane, visible or folded away.
  enum Target: Equatable, Sendable {
    case line(DetailLine.ID)
    case json(Int)
  }

  package let pattern: String
  /// All places, in order.
  let targets: [Target]
  /// The one that the cursor last went to.
  var current: Int?

  package var count: Int { targets.count }
  /// Counted from 1.
  package var number: Int? { current.map { $0 + 1 } }
}

extension DetailPage {
  mutating func search(for pattern: String) {
    guard !pattern.isEmpty else {
      search = nil
      return
    }
    search = DetailSearch(pattern: pattern, targets: targets(of: pattern))
  }

  /// Searches again after the content has changed.
  mutating func searchAgain() {
    guard let search else { return }
    self.search(for: search.pattern)
  }

  private func targets(of pattern: String) -> [DetailSearch.Target] {
    if let json { return json.lines.lines(containing: pattern).map { .json($0) } }
    let pattern = FoldedPattern(pattern)
    return groups.flatMap(DetailLine.allLines(of:))
      .filter { pattern.isIn($0.searchText) }
      .map { .line($0.id) }
  }

  /// Goes to the next place below (1) or above (-1) a row, wrapping around at the ends. Opens what
  /// hides it.
  ///
  /// - Returns: whether it wrapped around.
  @discardableResult
  mutating func goToMatch(_ direction: Int, from row: Int, including isInclusive: Bool) -> Bool {
    guard let search, !search.targets.isEmpty else { return false }
    let order = order
    let here = place(ofRow: row, order)
    let places = search.targets.map { place(of: $0, order) }
    let found =
      direction > 0
      ? places.firstIndex { isInclusive ? $0 >= here : $0 > here }
      : places.lastIndex { $0 < here }
    let index = found ?? (direction > 0 ? 0 : places.count - 1)
    self.search?.current = index
    reveal(search.targets[index])
    return found == nil
  }

  private mutating func reveal(_ target: DetailSearch.Target) {
    switch target {
    case .json(let line):
      if let row = json?.reveal(line) { scroll.cursor = row }
    case .line(let id):
      open(around: id)
      layOutLines()
      if let index = lines.firstIndex(where: { $0.id == id }) {
        scroll.cursor = index + cardLines
      }
    }
  }

  /// Opens the group and the objects around a line, just far enough to see it.
  private mutating func open(around id: DetailLine.ID) {
    guard case .field(let path) = id else { return }
    for group in groups {
      guard let way = Self.way(to: path, in: group.fields) else { continue }
      var container = DetailLine.ID.group(group.kind)
      for field in way {
        let wanted: Openness = field.isBlank ? .everything : .present
        openness[container] = max(openness[container] ?? .folded, wanted)
        container = .field(field.path)
      }
      return
    }
  }

  /// The fields from the top down to the one at a path; nil if the path is not among these.
  private static func way(to path: JSONPath, in fields: [Field]) -> [Field]? {
    for field in fields {
      if field.path == path { return [field] }
      if let rest = way(to: path, in: field.children) { return [field] + rest }
    }
    return nil
  }

  // MARK: - Order

  private typealias Order = [DetailLine.ID: Int]

  /// The position of each line when everything is open; JSON does not need a table.
  private var order: Order {
    guard json == nil else { return [:] }
    let all = groups.flatMap(DetailLine.allLines(of:)).map(\.id)
    return Order(all.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  private func place(ofRow row: Int, _ order: Order) -> Int {
    if let json { return json.rows.indices.contains(row) ? json.rows[row] : row }
    let index = row - cardLines
    guard lines.indices.contains(index) else { return index < 0 ? -1 : Int.max }
    return place(of: .line(lines[index].id), order)
  }

  private func place(of target: DetailSearch.Target, _ order: Order) -> Int {
    switch target {
    case .json(let line): line
    case .line(let id): order[id] ?? -1
    }
  }
}
