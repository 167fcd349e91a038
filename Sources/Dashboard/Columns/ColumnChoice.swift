import Checkout
import Screen
package import JSON
import Widgets

/// Which columns the list has, how far it is scrolled to the right, and the values that are not
/// part of the rows.
package struct ColumnChoice: Equatable, Sendable {
  /// The user's choice; nil for the standard columns, as many as fit.
  package internal(set) var chosen: [ListColumn]?
  /// Columns scrolled out on the left.
  package internal(set) var offset = 0
  /// Standard columns that are empty in every visible row.
  private var empty: [ListColumn] = []
  /// Texts of field columns by session, with the time at which they were read.
  private var texts: [String: Texts] = [:]
  /// Whether the cache is being asked.
  private var isReading = false

  private struct Texts: Equatable, Sendable {
    var fetchedAt: Int
    var byPath: [JSONPath: Text]
  }

  private struct Text: Equatable, Sendable {
    var plain = ""
    /// With the privacy mask.
    var masked = ""
  }

  /// With more sessions than this, all are forgotten and read again.
  private static let capacity = 3000

  /// - Parameter names: as `names` returned them; unknown ones are left out.
  package init(names: [String] = []) {
    let columns = names.compactMap { ListColumn(named: $0) }
    chosen = columns.isEmpty ? nil : columns
  }

  /// The names of the chosen columns, to be stored; empty for the standard ones.
  package var names: [String] { chosen?.map(\.name) ?? [] }

  package var all: [ListColumn] { chosen ?? ListColumn.standard }

  /// The text of a field column; nil while it is not known.
  package func text(_ path: JSONPath, of id: String, isMasked: Bool = false) -> String? {
    texts[id]?.byPath[path].map { isMasked ? $0.masked : $0.plain }
  }

  // MARK: - Layout

  /// The columns visible in `width` cells, in their order, with their widths.
  ///
  /// Spare cells go first to the columns that can use them, the most important first. The customer
  /// takes the rest, or else the last column.
  package func visible(in width: Int) -> [(column: ListColumn, width: Int)] {
    let isWhole = offset == 0 && chosen == nil
    return (isWhole ? worthiest(in: width) : all.fitting(in: width, after: offset))
      .spread(over: width, byWorth: ListColumn.byWorth, flexible: .customer)
  }

  /// Whether more columns follow on the right of this many visible ones.
  package func goesOn(after visible: Int) -> Bool {
    offset + visible < (offset == 0 && chosen == nil ? all.count - empty.count : all.count)
  }

  /// Notes which columns are empty in the visible rows: their room goes to the others.
  mutating func note(_ visible: ArraySlice<ListRow>) {
    guard chosen == nil, visible.contains(where: { !$0.isGap }) else { return }
    var now = ListColumn.sometimesEmpty
    for case .session(let session) in visible {
      now.removeAll { $0.hasValue(in: session) }
      if now.isEmpty { break }
    }
    if now != empty { empty = now }
  }

  /// Scrolls to the right until a column is visible.
  mutating func reveal(_ column: ListColumn, in width: Int) {
    guard let index = all.firstIndex(of: column) else { return }
    while offset < index, !visible(in: width).contains(where: { $0.column == column }) {
      offset += 1
    }
  }

  /// How far the list can be scrolled to the right.
  func largestOffset(in width: Int) -> Int {
    if offset == 0, chosen == nil, worthiest(in: width).count == all.count - empty.count {
      return 0
    }
    var used = -1
    let last = all.reversed().prefix { column in
      used += column.width + 1
      return used <= width
    }
    return max(0, all.count - max(1, last.count))
  }

  /// The most important of the standard columns, in their usual order.
  ///
  /// The first two are always visible. The customer is cut before one of the first four is left
  /// out, but gets its full width before any other column is added.
  private func worthiest(in width: Int) -> [ListColumn] {
    let worth = ListColumn.byWorth.filter { !empty.contains($0) }
    let count = (3...worth.count).last { count in
      let saving = count <= 4 ? ListColumn.customer.width - ListColumn.leastCustomerWidth : 0
      return worth.prefix(count).reduce(-1) { $0 + $1.width + 1 } - saving <= width
    }
    return ListColumn.standard.filter(worth.prefix(count ?? 2).contains)
  }

  // MARK: - Values

  private var paths: [JSONPath] { all.compactMap(\.path) }

  /// Asks for values that the visible rows lack, one question at a time.
  mutating func settle(_ visible: ArraySlice<ListRow>) -> [Effect] {
    let paths = paths
    guard !paths.isEmpty, !isReading else { return [] }
    let missing = visible.compactMap(\.session).filter { session in
      guard let known = texts[session.id], known.fetchedAt == session.fetchedAt else { return true }
      return !paths.allSatisfy { known.byPath[$0] != nil }
    }
    guard !missing.isEmpty else { return [] }
    if texts.count > Self.capacity { texts = [:] }
    for session in missing {
      texts[session.id] = Texts(fetchedAt: session.fetchedAt, byPath: [:])
    }
    isReading = true
    return [.cache(.readFields(paths, ids: missing.map(\.id)))]
  }

  /// Takes the fields of each session that was asked for; a session that is gone has none.
  mutating func take(_ fields: [String: [Field]], of paths: [JSONPath]) {
    isReading = false
    for (id, found) in fields {
      for path in paths {
        let field = found.first { $0.path == path }
        texts[id]?.byPath[path] =
          field.map { field in
            Text(
              plain: Sanitiser.display(field.text),
              masked: Sanitiser.display(field.masked().text))
          } ?? Text()
      }
    }
  }
}

extension ListState {
  /// Scrolls by a number of columns.
  mutating func scrollColumns(by distance: Int, width: Int) {
    columns.offset = min(max(0, columns.offset + distance), columns.largestOffset(in: width))
  }

  /// The visible rows and one more screen of them: their fields are read ahead.
  func rowsAhead(height: Int) -> ArraySlice<ListRow> {
    let start = min(max(0, scroll.top - height), rows.count)
    return rows[start..<min(rows.count, scroll.top + 2 * height)]
  }
}
