internal import JSON
package import Query
package import Units

/// What became of the sessions of a period of time. All numbers are about the sessions that were
/// created in it.
package struct SessionCounts: Equatable, Sendable {
  /// Unix seconds; `to` is the first second after it.
  package var from: Int
  package var to: Int
  package var created = 0
  package var open = 0
  package var complete = 0
  package var expired = 0
  /// Complete, and the money has arrived.
  package var paid = 0
  /// Complete, and the money has not arrived yet, or never did.
  package var unpaid = 0
  /// The customer tried to pay or to complete it, as far as the session shows it.
  package var tried = 0
  /// The total of the paid ones. Currencies are never added to each other.
  package var revenue: [Currency: Int] = [:]

  package init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// The counts of the cache for a period.
  package init(_ span: Range<Int>, _ tallies: [Tally]) {
    self.init(from: span.lowerBound, to: span.upperBound)
    for tally in tallies {
      created += tally.created
      for (count, field) in zip(tally.counts, SessionTally.fields) { self[keyPath: field] += count }
      if tally.sum != 0, !tally.currency.isEmpty {
        revenue[Currency(tally.currency), default: 0] += tally.sum
      }
    }
  }

  /// Complete, with nothing to pay.
  package var free: Int { max(0, complete - paid - unpaid) }
  /// The customer tried to pay, as far as the session shows it; only sessions with something to pay.
  package var triedToPay: Int { max(0, tried - free) }
  /// With a status other than these three.
  package var other: Int { max(0, created - open - complete - expired) }

  /// Adds the counts of another period.
  mutating func add(_ counts: SessionCounts) {
    created += counts.created
    for field in SessionTally.fields { self[keyPath: field] += counts[keyPath: field] }
    revenue.merge(counts.revenue) { $0.addingSaturating($1) }
  }
}

/// Statistics of a list of sessions, by periods of local time.
package struct SessionStatistics: Equatable, Sendable {
  /// Oldest first, without gaps; periods in which nothing was created are empty.
  package var stretches: [SessionCounts]
  /// Of which time everything is cached, if that is known: elsewhere a count may be too small.
  private var coverage: Coverage?
  /// When that was so, in Unix seconds.
  private var countedAt = 0

  package init(_ stretches: [SessionCounts]) { self.stretches = stretches }

  /// Notes of which time everything is cached at `now`, in Unix seconds.
  package mutating func note(_ coverage: Coverage, at now: Int) {
    self.coverage = coverage
    countedAt = now
  }

  /// All periods together.
  package var total: SessionCounts {
    var total = SessionCounts(from: stretches.first?.from ?? 0, to: stretches.last?.to ?? 0)
    for stretch in stretches { total.add(stretch) }
    return total
  }

  /// The currencies in which something was paid, ordered by code.
  package var currencies: [Currency] { total.revenue.keys.sorted { $0.code < $1.code } }

  /// Without the empty periods at both ends.
  package var trimmed: SessionStatistics {
    guard let first = stretches.firstIndex(where: { $0.created > 0 }),
      let last = stretches.lastIndex(where: { $0.created > 0 })
    else { return SessionStatistics([]) }
    var trimmed = self
    trimmed.stretches = Array(stretches[first...last])
    return trimmed
  }
}

// MARK: - For programs

extension SessionCounts {
  /// `{"from": …, "to": …, "created": …, "revenue": {"usd": …}}`: Unix seconds and minor units.
  fileprivate func json(isCovered: Bool?) -> String {
    let covered = isCovered.map { ",\"covered\":\($0)" } ?? ""
    let sums = revenue.sorted { $0.key.code < $1.key.code }.map {
      "\(JSONEscapes.encode($0.key.code)):\($0.value)"
    }
    return "{\"from\":\(from),\"to\":\(to),\"created\":\(created),\"open\":\(open),"
      + "\"complete\":\(complete),\"paid\":\(paid),\"expired\":\(expired),"
      + "\"revenue\":{\(sums.joined(separator: ","))}\(covered)}"
  }
}

extension SessionStatistics {
  /// Whether everything of a period is cached; nil if that is not known.
  package func isCovered(_ stretch: SessionCounts) -> Bool? {
    coverage?.covers(stretch.from..<max(stretch.from, stretch.to), at: countedAt)
  }

  /// What stands behind the numbers of a period: where not everything is cached, there may be more,
  /// and a question mark says so.
  package func mark(of stretch: SessionCounts) -> String {
    isCovered(stretch) == false ? "?" : ""
  }

  /// A number as people see it, nil for nothing; with the mark where not everything is cached.
  package static func words(_ number: String?, isWhole: Bool) -> String {
    isWhole ? number ?? "–" : (number ?? "") + "?"
  }

  /// Whether everything of all periods is cached, as far as that is known.
  package var isWhole: Bool { stretches.allSatisfy { isCovered($0) != false } }

  /// An array with one period per line, and a line feed at the end.
  package var json: String {
    let lines = stretches.map { $0.json(isCovered: isCovered($0)) }
    return lines.isEmpty ? "[]\n" : "[\n\(lines.joined(separator: ",\n"))\n]\n"
  }

  /// Comma-separated values with times in UTC, and revenue in major units, one column per currency.
  package var csv: String {
    let currencies = currencies
    let heads =
      ["from", "to", "created", "open", "complete", "paid", "expired"]
      + currencies.map {
        "revenue_\($0.code.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })"
      } + (coverage == nil ? [] : ["covered"])
    let rows = stretches.map { stretch in
      let numbers = [
        stretch.created, stretch.open, stretch.complete, stretch.paid, stretch.expired,
      ].map(String.init)
      return [Moment(stretch.from).iso8601, Moment(stretch.to).iso8601] + numbers
        + currencies.map { Money(stretch.revenue[$0] ?? 0, $0).decimalText }
        + (isCovered(stretch).map { [String($0)] } ?? [])
    }
    return ([heads] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}
