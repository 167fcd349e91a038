import Checkout
package import Dashboard
import Query
import Screen
import Settings
import TOML
import Units

/// A view by its name: of the sessions, or of the documents.
package enum ChosenView: Sendable {
  case sessions(SavedView)
  case documents(DocumentView)

  /// Starts a dashboard with it, before anything was read.
  package func open(in state: inout State) {
    switch self {
    case .sessions(let view): state.open(view)
    case .documents(let view): state.begin(with: view)
    }
  }
}

extension Configuration {
  package var declaredViews: [SavedView] { views.map { SavedView($0) } }
  package var declaredDocumentViews: [DocumentView] { documentViews.map { DocumentView($0) } }
}

extension Setup {
  /// The view with this name, from the configuration or saved on the screen.
  func view(named name: String) throws(Failure) -> ChosenView {
    try view(named: name) { $0 + $1 }
  }

  /// If there is none, `usable` says which names of views of the sessions and of the documents the
  /// error proposes.
  private func view(
    named name: String, usable: ([String], [String]) -> [String]
  ) throws(Failure) -> ChosenView {
    let last = lastView.load().value
    let sessions = ViewShelf(declared: configuration.declaredViews, saved: last?.views ?? [])
    if let view = sessions.named(name) { return .sessions(view) }
    let documents = ViewShelf(
      declared: configuration.declaredDocumentViews, saved: last?.documentViews ?? [])
    if let view = documents.named(name) { return .documents(view) }
    let names = usable(sessions.all.map(\.name), documents.all.map(\.name))
    let near: SafeText =
      NearestName.to(name, among: names).map { ": did you mean “\($0)”?" }
      ?? (names.isEmpty
        ? "; \(SafeText(keymap[.saveView])) saves what the list shows, and the configuration declares others"
        : "; views are \(SafeText(names.joined(separator: ", ")))")
    throw Failure(.usage, "there is no view “\(SafeText(name).truncated(to: 60))”\(near)")
  }

  func sessionView(named name: String) throws(Failure) -> SavedView {
    switch try view(named: name, usable: { sessions, _ in sessions }) {
    case .sessions(let view): return view
    case .documents:
      throw Failure(
        .usage, "“\(SafeText(name))” is a view of documents: “till documents --view” lists it")
    }
  }

  func documentView(named name: String) throws(Failure) -> DocumentView {
    switch try view(named: name, usable: { _, documents in documents }) {
    case .documents(let view): return view
    case .sessions:
      throw Failure(
        .usage, "“\(SafeText(name))” is a view of sessions: “till list --view” lists it")
    }
  }
}

extension Configuration {
  /// What is wrong with the names and the queries of views.
  func viewComplaints(in file: String, now: Int, zone: ZoneRule) -> [ConfigurationNote] {
    let names = Set(views.map(\.name.value))
    let taken = documentViews.filter { names.contains($0.name.value) }.map { view in
      ConfigurationNote(
        .error, file, view.name.position, "a view of the sessions has that name.")
    }
    let bad = (views.map(\.name) + documentViews.map(\.name)).compactMap { name in
      ViewName.complaint(about: name.value).map {
        ConfigurationNote(.error, file, name.position, $0 + ".")
      }
    }
    let queries = views.compactMap { view in
      view.query.flatMap { query in
        complaint(about: query, in: file) { text throws(QueryError) in
          _ = try SessionQuery(parsing: text, now: now)
        }
      }
    }
    let documentQueries = documentViews.compactMap { view in
      view.query.flatMap { query in
        complaint(about: query, in: file) { text throws(QueryError) in
          _ = try RecordQuery(documents: text, now: now, zone: zone)
        }
      }
    }
    return taken + bad + queries + documentQueries
  }

  private func complaint(
    about query: Located<String>, in file: String,
    _ parse: (String) throws(QueryError) -> Void
  ) -> ConfigurationNote? {
    // The screen would show it as the filter of the list.
    guard !SecretKey.isIn(query.value) else {
      return ConfigurationNote(.error, file, query.position, "query: \(Message.secretKey.text).")
    }
    do throws(QueryError) {
      try parse(query.value)
      return nil
    } catch {
      return ConfigurationNote(.error, file, query.position, "query: \(error.message)")
    }
  }
}
