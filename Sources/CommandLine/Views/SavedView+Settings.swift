import Checkout
package import Dashboard
import Query
package import Settings
import TOML

extension SavedView {
  /// A view of the configuration.
  package init(_ options: ViewOptions) {
    var server = options.filter
    server.status = nil
    self.init(
      name: options.name.value, tab: StatusTab(options.filter.status), server: server,
      filter: options.query?.value ?? "", sort: options.sort,
      columns: options.columns.map(\.value), rings: options.notifies)
  }

  /// A view of the state; names that mean nothing are passed over.
  package init(_ stored: StoredView) {
    var server = SessionFilter()
    for field in Session.fields.fields where field.parameter != nil && field.name != .status {
      server[field.name] = stored.filters?[field.name.text]
    }
    server.created = CreatedRange(gte: stored.createdFrom, lte: stored.createdTo)
    self.init(
      name: stored.name, tab: StatusTab.allCases.first { $0.title == stored.tab } ?? .all,
      server: server, filter: stored.filter ?? "",
      sort: stored.sort.flatMap { SessionSort(named: $0, in: Session.fields) } ?? .newestFirst,
      columns: stored.columns ?? [], rings: stored.notify ?? false)
  }

  /// What Stripe is asked for: with the status of the tab.
  func server(in world: World) -> SessionFilter {
    query(now: world.now(), zone: world.zone())?.filter ?? server
  }
}

extension StatusTab {
  fileprivate init(_ status: SessionStatus?) {
    self = Self.allCases.first { $0.title == status?.name } ?? .all
  }
}

extension StoredView {
  /// As the state keeps it: what is usual is left out.
  package init(_ view: SavedView) {
    self.init(name: view.name)
    tab = view.tab == .all ? nil : view.tab.title
    filter = view.filter.isEmpty ? nil : view.filter
    let conditions = view.server.conditions(in: Session.fields).map {
      ($0.field.name.text, $0.value)
    }
    filters = conditions.isEmpty ? nil : Dictionary(uniqueKeysWithValues: conditions)
    createdFrom = view.server.created.gte
    createdTo = view.server.created.lte
    sort = view.sort == .newestFirst ? nil : view.sort.name
    columns = view.columns.isEmpty ? nil : view.columns
    notify = view.rings ? true : nil
  }
}
