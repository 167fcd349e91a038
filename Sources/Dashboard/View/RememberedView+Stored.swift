import Checkout
package import JSON
import Query

/// How a view is stored in the file of the last view. It stores names, not values: a theme, column
/// or tab that no longer exists is then ignored. Default values are left out.
extension RememberedView: StoredValue {
  private enum Key: String, CodingKey {
    case profile, filter, tab, columns, sort, split, theme, isLight, isDetailHidden, view, views
    case documentSort, documentColumns, documentViews
  }

  /// The possible shares of the list, as a fraction.
  private static let splits =
    Double(Arrangement.shares.lowerBound) / 100...Double(Arrangement.shares.upperBound) / 100

  package init(stored json: JSON) throws(JSONMismatch) {
    let file = try JSONFields<Key>(json)
    self.init(
      profile: try file.string(.profile), filter: try file.string(.filter),
      tab: try file.string(.tab).flatMap(StatusTab.init(named:)),
      sort: try file.string(.sort).flatMap { SessionSort(named: $0, in: Session.fields) },
      columns: try file.strings(.columns),
      listShare: try file.double(.split).flatMap {
        Self.splits.contains($0) ? Int(($0 * 100).rounded()) : nil
      },
      hidesDetail: try file.bool(.isDetailHidden), theme: try file.string(.theme),
      isLight: try file.bool(.isLight) ?? false, view: try file.string(.view),
      views: try file.list(.views, SavedView.init(stored:)) ?? [],
      documentSort: try file.string(.documentSort)
        .flatMap { RecordSort(named: $0, in: CheckoutDocument.fieldTable) },
      documentColumns: try file.strings(.documentColumns),
      documentViews: try file.list(.documentViews, DocumentView.init(stored:)) ?? [])
  }

  package func encode(to encoder: any Encoder) throws {
    var file = encoder.container(keyedBy: Key.self)
    try file.encodeIfPresent(profile, forKey: .profile)
    try file.encodeIfPresent(filter, forKey: .filter)
    try file.encodeIfPresent(tab?.title, forKey: .tab)
    try file.encodeIfPresent(sort?.name, forKey: .sort)
    try file.encodeIfPresent(columns, forKey: .columns)
    try file.encodeIfPresent(listShare.map { Double($0) / 100 }, forKey: .split)
    try file.encodeIfPresent(hidesDetail, forKey: .isDetailHidden)
    try file.encodeIfPresent(theme, forKey: .theme)
    try file.encodeIfPresent(isLight ? true : nil, forKey: .isLight)
    try file.encodeIfPresent(view, forKey: .view)
    try file.encodeIfPresent(views.isEmpty ? nil : views, forKey: .views)
    try file.encodeIfPresent(
      documentSort == .newestFirst ? nil : documentSort?.name, forKey: .documentSort)
    try file.encodeIfPresent(
      documentColumns?.isEmpty == true ? nil : documentColumns, forKey: .documentColumns)
    try file.encodeIfPresent(
      documentViews.isEmpty ? nil : documentViews, forKey: .documentViews)
  }
}

extension SavedView: StoredValue {
  private enum Key: String, CodingKey {
    case name, tab, filter, filters, created, createdFrom, createdTo, sort, columns, notify
  }

  package init(stored json: JSON) throws(JSONMismatch) {
    let file = try JSONFields<Key>(json)
    let filters = try file.texts(.filters) ?? [:]
    var server = SessionFilter()
    for field in Session.fields.fields where field.parameter != nil && field.name != .status {
      server[field.name] = filters[field.name.text]
    }
    server.created = CreatedRange(
      gte: try file.int(.createdFrom), lte: try file.int(.createdTo))
    self.init(
      name: try file.required(.name),
      tab: try file.string(.tab).flatMap(StatusTab.init(named:)) ?? .all,
      server: server, created: try file.string(.created) ?? "",
      filter: try file.string(.filter) ?? "",
      sort: try file.string(.sort)
        .flatMap { SessionSort(named: $0, in: Session.fields) } ?? .newestFirst,
      columns: try file.strings(.columns) ?? [], rings: try file.bool(.notify) ?? false)
  }

  package func encode(to encoder: any Encoder) throws {
    var file = encoder.container(keyedBy: Key.self)
    try file.encode(name, forKey: .name)
    try file.encodeIfPresent(tab == .all ? nil : tab.title, forKey: .tab)
    try file.encodeIfPresent(filter.isEmpty ? nil : filter, forKey: .filter)
    let conditions = server.conditions(in: Session.fields).map { ($0.field.name.text, $0.value) }
    if !conditions.isEmpty {
      try file.encode(Dictionary(uniqueKeysWithValues: conditions), forKey: .filters)
    }
    try file.encodeIfPresent(created.isEmpty ? nil : created, forKey: .created)
    try file.encodeIfPresent(server.created.gte, forKey: .createdFrom)
    try file.encodeIfPresent(server.created.lte, forKey: .createdTo)
    try file.encodeIfPresent(sort == .newestFirst ? nil : sort.name, forKey: .sort)
    try file.encodeIfPresent(columns.isEmpty ? nil : columns, forKey: .columns)
    try file.encodeIfPresent(rings ? true : nil, forKey: .notify)
  }
}
