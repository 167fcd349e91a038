package import Checkout

/// What a bulk expire is going to do. It is decided once, from what is known of each session,
/// before the user is asked, and does not change afterwards.
package struct BulkPlan: Equatable, Sendable {
  /// Whether a session is going to be expired.
  package enum Fate: Equatable, Sendable {
    case expires
    /// The reason, such as `complete`.
    case skipped(String)
  }

  /// A session of the plan.
  package struct Row: Equatable, Sendable {
    package let id: String
    /// Nil when nothing is known of the session.
    package let summary: SessionSummary?
    package let fate: Fate
  }

  package let rows: [Row]

  /// - Parameters:
  ///   - ids: in the order in which they are expired; repeated ones count once.
  ///   - isLive: the mode of the key.
  ///   - known: what is known of a session; nil if nothing is.
  package init(_ ids: [String], isLive: Bool, known: (String) -> SessionSummary?) {
    var seen: Set<String> = []
    rows = ids.filter { seen.insert($0).inserted }.map { id in
      let summary = known(id)
      return Row(id: id, summary: summary, fate: Fate(of: summary, isLive: isLive))
    }
  }

  /// The sessions to expire.
  package var expiring: [String] { rows.filter { $0.fate == .expires }.map(\.id) }

  /// `9 marked → 6 open will be expired, 2 complete and 1 expired skipped`
  package func sentence(_ verb: String) -> String {
    let open = expiring.count
    let plan = "\(rows.count.grouped) \(verb) → \(open.grouped) open will be expired"
    let skipped = skippedCounts
    return skipped.isEmpty ? plan : "\(plan), \(skipped) skipped"
  }

  private var skippedCounts: String {
    var counts: [(reason: String, count: Int)] = []
    for case .skipped(let reason) in rows.map(\.fate) {
      if let index = counts.firstIndex(where: { $0.reason == reason }) {
        counts[index].count += 1
      } else {
        counts.append((reason, 1))
      }
    }
    let texts = counts.map { "\($0.count.grouped) \($0.reason)" }
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension BulkPlan.Fate {
  fileprivate init(of session: SessionSummary?, isLive: Bool) {
    guard let session else {
      self = .skipped("unknown")
      return
    }
    guard session.livemode == isLive else {
      self = .skipped("of the other mode")
      return
    }
    self = session.status == .open ? .expires : .skipped(session.status?.name ?? "without status")
  }
}
