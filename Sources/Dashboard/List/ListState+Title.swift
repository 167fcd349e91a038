import Checkout
import Query
import Screen
package import Units

extension ListState {
  /// The parts of the pane's title: what narrows the list, and how many rows there are. Includes
  /// the tab's name unless the bar of tabs is visible.
  package func title(_ zone: ZoneRule, now: Int, hasBar: Bool = false) -> [String] {
    var pieces = ["Sessions"]
    if let buyerSummary {
      pieces = [buyerTitle, Sanitiser.display(buyerSummary.sentence)]
    } else if let found {
      pieces += found.title(in: count.isKnown ? scope(zone, now) : "")
    } else {
      pieces += query.filter.pieces(zone, now)
    }
    if freshness.above > 0 { pieces.append("\(freshness.above.grouped) new above") }
    if tab != .all, !hasBar { pieces.append(tab.title) }
    if !filter.isEmpty { pieces.append("/\(filter.trimmingSpaces)") }
    if count.isKnown { pieces += counts(zone, now) }
    if query.sort != .newestFirst { pieces.append(query.sort.title) }
    if paging.isFetching(.older) { pieces.append("loading older…") }
    if paging.isFetching(.newest) { pieces.append("refreshing…") }
    return pieces
  }

  /// For a search, says how many sessions were searched, and from which time.
  private func counts(_ zone: ZoneRule, _ now: Int) -> [String] {
    if !filter.isEmpty {
      guard queryError == nil else { return ["not understood, not searched"] }
      return [matches(zone, now: now)] + (query.query?.withoutWords ?? [])
    }
    if found != nil { return [] }
    return [facts.loaded.grouped + (facts.coverage.isWhole ? "" : " loaded")]
  }

  /// How many rows the search has found, and in how many.
  package func matches(_ zone: ZoneRule, now: Int) -> String {
    let matching = count.isOfQuery ? facts.matching.grouped : "…"
    let dates = query.query?.datesReadTwice.map { ", \(Sanitiser.display($0))" } ?? ""
    return "\(matching) in \(searched(zone, now: now))\(dates)"
  }

  /// What a search covers: `10,432 cached of 14 Nov → now`.
  package func searched(_ zone: ZoneRule, now: Int) -> String {
    guard count.isKnown else { return "" }
    return found == nil ? scope(zone, now) : "what was found"
  }

  private func scope(_ zone: ZoneRule, _ now: Int) -> String {
    facts.coverage.scope(of: facts.loaded, in: zone, now: now)
  }
}

extension ListNarrowing {
  /// The filters for Stripe, each in a word or two.
  func filterWords(_ zone: ZoneRule, now: Int) -> [String] {
    (tab == .all ? [] : [tab.title]) + server.pieces(zone, now)
      + (created.isEmpty ? [] : ["created \(Sanitiser.display(created))"])
  }
}

extension SessionFilter {
  /// Each filter in a word or two, `created` last. The status is left out: it is the tab.
  fileprivate func pieces(_ zone: ZoneRule, _ now: Int) -> [String] {
    var pieces = conditions(in: Session.fields).filter { $0.field.name != .status }
      .map { Sanitiser.display($0.value) }
    if created != CreatedRange() { pieces.append(created.title(zone, now)) }
    return pieces
  }
}

extension CreatedRange {
  fileprivate func title(_ zone: ZoneRule, _ now: Int) -> String {
    let from = gte.map { Moment($0).dayText(in: zone, now: now) } ?? "…"
    let to = lte.map { Moment($0).dayText(in: zone, now: now) } ?? "now"
    return from == to ? from : "\(from) → \(to)"
  }
}

extension SessionQuery {
  /// What of the text was not looked for.
  var withoutWords: [String] {
    leftOutText.map { ["without \(Sanitiser.display($0))"] } ?? []
  }
}
