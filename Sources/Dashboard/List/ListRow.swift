package import Checkout

/// A row of the list pane.
package enum ListRow: Equatable, Sendable, Identifiable {
  /// Indirect, because rows are copied, moved and dropped by the hundred.
  indirect case session(SessionSummary)
  /// Something between the rows above and below is not cached.
  case gap(Gap)

  /// Finds the same row again after the rows were read again.
  package enum ID: Hashable, Sendable {
    case session(String)
    case gap(Gap)
  }

  package var id: ID {
    switch self {
    case .session(let session): .session(session.id)
    case .gap(let gap): .gap(gap)
    }
  }

  var isGap: Bool {
    guard case .gap = self else { return false }
    return true
  }

  package var session: SessionSummary? {
    guard case .session(let session) = self else { return nil }
    return session
  }
}

extension ListRow {
  /// Sessions, newest first, with a row for each stretch that is not cached, between them or at the
  /// end.
  static func rows(
    of sessions: [SessionSummary], gaps: [Gap], reachesBottom: Bool
  ) -> [ListRow] {
    var rows: [ListRow] = []
    rows.reserveCapacity(sessions.count + gaps.count)
    var pending = gaps[...]
    for session in sessions {
      while let gap = pending.first, session.created < gap.newest {
        if !rows.isEmpty { rows.append(.gap(gap)) }
        pending.removeFirst()
      }
      rows.append(.session(session))
    }
    if reachesBottom, !rows.isEmpty { rows += pending.map(ListRow.gap) }
    return rows
  }
}
