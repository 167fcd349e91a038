package import Checkout
import Screen
package import Units

extension ListState {
  /// The pieces of the pane's title: what narrows the list, and how many rows that is.
  package func title(_ zone: ZoneRule) -> [String] {
    var pieces = ["Sessions"]
    if let found {
      pieces += found.title(in: factsAreKnown ? scope(zone) : "")
    } else {
      pieces += server.pieces(zone)
    }
    if tab != .all { pieces.append(tab.title) }
    if !filter.isEmpty { pieces.append("/\(filter.trimmingSpaces)") }
    if factsAreKnown { pieces += counts(zone) }
    if query.sort != .newestFirst { pieces.append(query.sort.title) }
    if fetching.contains(.older) { pieces.append("loading older…") }
    if fetching.contains(.newest) { pieces.append("refreshing…") }
    return pieces
  }

  /// A search says in how many sessions it looked, and how far these reach.
  private func counts(_ zone: ZoneRule) -> [String] {
    if !filter.isEmpty {
      return queryError == nil ? [matches(zone)] : ["not understood, not searched"]
    }
    if found != nil { return [] }
    return [facts.loaded.grouped + (facts.coverage.isWhole ? "" : " loaded")]
  }

  /// How many the search has found, and in how many.
  package func matches(_ zone: ZoneRule) -> String {
    "\(matchesAreCounted ? facts.matching.grouped : "…") in \(searched(zone))"
  }

  /// In what a search looks: `10,432 cached of 14 Nov → now`.
  package func searched(_ zone: ZoneRule) -> String {
    guard factsAreKnown else { return "" }
    return found == nil ? scope(zone) : "what was found"
  }

  private func scope(_ zone: ZoneRule) -> String {
    facts.coverage.scope(of: facts.loaded, zone)
  }
}

extension Coverage {
  /// `14 Nov → now`, with the number of gaps; nil when nothing is covered. That it is all there is
  /// would be claiming too much: Stripe may have more since.
  package func reach(_ zone: ZoneRule) -> String? {
    stretch(zone).map { [$0, gapCount].compactMap(\.self).joined(separator: ", ") }
  }

  /// `14 Nov → now`, whatever is missing of it; nil when nothing is covered.
  package func stretch(_ zone: ZoneRule) -> String? {
    // An account without a session is covered from no day on.
    guard let oldest = spans.last?.oldest, spans[0].newest > 0 else { return nil }
    return "\(Moment(oldest).dayText(in: zone)) → now"
  }

  /// `1 gap`; nil when there is none.
  package var gapCount: String? {
    spans.count > 1 ? (spans.count - 1).counted("gap") : nil
  }

  /// `10,432 cached of 14 Nov → now`.
  package func scope(of count: Int, _ zone: ZoneRule) -> String {
    "\(count.grouped) cached" + (reach(zone).map { " of \($0)" } ?? "")
  }

  /// The same with its age: `…, as of 10:41 UTC (12 seconds ago)`.
  package func scope(of count: Int, _ zone: ZoneRule, now: Int) -> String {
    guard let refreshedAt else { return scope(of: count, zone) }
    let moment = Moment(refreshedAt)
    let age = "\(moment.clockText(in: zone, now: now)) (\(moment.relative(to: now, .long)))"
    return "\(scope(of: count, zone)), as of \(age)"
  }
}

extension SessionFilter {
  /// Each filter in a word or two, `created` aside from the status, which is the tab.
  fileprivate func pieces(_ zone: ZoneRule) -> [String] {
    var pieces = [email, customer, paymentLink].compactMap { $0.map { Sanitiser.display($0) } }
    if created != CreatedRange() { pieces.append(created.title(zone)) }
    return pieces
  }
}

extension CreatedRange {
  fileprivate func title(_ zone: ZoneRule) -> String {
    let from = gte.map { Moment($0).dayText(in: zone) } ?? "…"
    let to = lte.map { Moment($0).dayText(in: zone) } ?? "now"
    return from == to ? from : "\(from) → \(to)"
  }
}
