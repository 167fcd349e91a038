import Checkout
import Query

/// How a view is stored in the file of the last view. It stores names, not values: a theme, column
/// or tab that no longer exists is then ignored. Default values are left out.
extension RememberedView: Codable {
  private enum Key: String, CodingKey {
    case profile, filter, tab, columns, sort, split, theme, isLight, isDetailHidden, view, views
    case documentSort, documentColumns, documentViews
  }

  /// The possible shares of the list, as a fraction.
  private static let splits = 0.1...0.9

  package init(from decoder: any Decoder) throws {
    let file = try decoder.container(keyedBy: Key.self)
    let split = try file.decodeIfPresent(Double.self, forKey: .split)
    self.init(
      profile: try file.decodeIfPresent(String.self, forKey: .profile),
      filter: try file.decodeIfPresent(String.self, forKey: .filter),
      tab: try file.decodeIfPresent(String.self, forKey: .tab).flatMap(StatusTab.init(named:)),
      sort: try file.decodeIfPresent(String.self, forKey: .sort)
        .flatMap { SessionSort(named: $0, in: Session.fields) },
      columns: try file.decodeIfPresent([String].self, forKey: .columns),
      listShare: split.flatMap {
        Self.splits.contains($0) ? Int(($0 * 100).rounded()) : nil
      },
      hidesDetail: try file.decodeIfPresent(Bool.self, forKey: .isDetailHidden),
      theme: try file.decodeIfPresent(String.self, forKey: .theme),
      isLight: try file.decodeIfPresent(Bool.self, forKey: .isLight) ?? false,
      view: try file.decodeIfPresent(String.self, forKey: .view),
      views: try file.decodeIfPresent([SavedView].self, forKey: .views) ?? [],
      documentSort: try file.decodeIfPresent(String.self, forKey: .documentSort)
        .flatMap { RecordSort(named: $0, in: CheckoutDocument.fieldTable) },
      documentColumns: try file.decodeIfPresent([String].self, forKey: .documentColumns),
      documentViews: try file.decodeIfPresent([DocumentView].self, forKey: .documentViews) ?? [])
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

extension SavedView: Codable {
  private enum Key: String, CodingKey {
    case name, tab, filter, filters, createdFrom, createdTo, sort, columns, notify
  }

  package init(from decoder: any Decoder) throws {
    let file = try decoder.container(keyedBy: Key.self)
    let filters = try file.decodeIfPresent([String: String].self, forKey: .filters) ?? [:]
    var server = SessionFilter()
    for field in Session.fields.fields where field.parameter != nil && field.name != .status {
      server[field.name] = filters[field.name.text]
    }
    server.created = CreatedRange(
      gte: try file.decodeIfPresent(Int.self, forKey: .createdFrom),
      lte: try file.decodeIfPresent(Int.self, forKey: .createdTo))
    let tab = try file.decodeIfPresent(String.self, forKey: .tab)
    let sort = try file.decodeIfPresent(String.self, forKey: .sort)
    self.init(
      name: try file.decode(String.self, forKey: .name),
      tab: tab.flatMap(StatusTab.init(named:)) ?? .all, server: server,
      filter: try file.decodeIfPresent(String.self, forKey: .filter) ?? "",
      sort: sort.flatMap { SessionSort(named: $0, in: Session.fields) } ?? .newestFirst,
      columns: try file.decodeIfPresent([String].self, forKey: .columns) ?? [],
      rings: try file.decodeIfPresent(Bool.self, forKey: .notify) ?? false)
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
    try file.encodeIfPresent(server.created.gte, forKey: .createdFrom)
    try file.encodeIfPresent(server.created.lte, forKey: .createdTo)
    try file.encodeIfPresent(sort == .newestFirst ? nil : sort.name, forKey: .sort)
    try file.encodeIfPresent(columns.isEmpty ? nil : columns, forKey: .columns)
    try file.encodeIfPresent(rings ? true : nil, forKey: .notify)
  }
}
