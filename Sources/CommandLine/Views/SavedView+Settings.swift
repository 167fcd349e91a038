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

  /// The filter for requests to Stripe, with the status of the tab.
  func server(in world: World) -> SessionFilter {
    query(now: world.now(), zone: world.zone())?.filter ?? server
  }
}

extension DocumentView {
  /// A view of the configuration.
  package init(_ options: DocumentViewOptions) {
    self.init(
      name: options.name.value, state: options.state, filter: options.query?.value ?? "",
      sort: options.sort, columns: options.columns.map(\.value))
  }
}

extension StatusTab {
  fileprivate init(_ status: SessionStatus?) {
    self = status.flatMap { Self(named: $0.name) } ?? .all
  }
}
