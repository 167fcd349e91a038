import Checkout
import Query
import Screen
import Units
package import Widgets

/// The form for the filters that Stripe answers.
package struct ServerForm: Equatable, Sendable {
  package enum Line: Int, CaseIterable, Sendable {
    case status, created, email, customer, paymentLink

    package var label: String {
      switch self {
      case .status: "Status"
      case .created: "Created"
      case .email: "E-mail"
      case .customer: "Customer"
      case .paymentLink: "Payment link"
      }
    }

    /// What may stand there.
    package var example: String {
      switch self {
      case .status: "← → or Space"
      case .created: "2026-11-01..2026-11-14, >7d, today"
      case .email: "the whole address"
      case .customer: "cus_…"
      case .paymentLink: "plink_…"
      }
    }
  }

  package var tab: StatusTab
  package var line = Line.status
  package var fields: [Line: TextField]
  /// Why the form cannot be applied.
  package var problem: String?

  init(_ tab: StatusTab, _ filter: SessionFilter) {
    self.tab = tab
    fields = [
      .created: TextField(filter.created.source),
      .email: TextField(filter.email ?? ""),
      .customer: TextField(filter.customer ?? ""),
      .paymentLink: TextField(filter.paymentLink ?? ""),
    ]
  }

  fileprivate func text(_ line: Line) -> String? {
    let text = fields[line]?.text.trimmingSpaces ?? ""
    return text.isEmpty ? nil : text
  }
}

extension State {
  mutating func openServerForm() -> [Effect] {
    if list.found != nil { leaveFound() }
    overlays.append(.list(.server(ServerForm(list.tab, list.server))))
    return []
  }

  mutating func updateServerForm(_ form: ServerForm, _ key: Key) -> [Effect] {
    var form = form
    let lines = ServerForm.Line.allCases
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
      return []
    case .enter: return apply(form)
    case .down, .tab: form.line = lines[(form.line.rawValue + 1) % lines.count]
    case .up, .backTab: form.line = lines[(form.line.rawValue + lines.count - 1) % lines.count]
    case .left where form.line == .status: form.tab = form.tab.next(-1)
    case .right where form.line == .status, .character(" ") where form.line == .status:
      form.tab = form.tab.next(1)
    default:
      guard form.line != .status, form.fields[form.line]?.take(key) == true else { return [] }
      form.problem = nil
    }
    replaceTop(.list(.server(form)))
    return []
  }

  private mutating func apply(_ form: ServerForm) -> [Effect] {
    var filter = SessionFilter()
    filter.email = form.text(.email)
    filter.customer = form.text(.customer)
    filter.paymentLink = form.text(.paymentLink)
    do throws(QueryError) {
      if let created = form.text(.created) { filter.created = try createdRange(created) }
    } catch {
      var form = form
      form.problem = error.message
      form.line = .created
      replaceTop(.list(.server(form)))
      return []
    }
    overlays.removeLast()
    list.server = filter
    return show(tab: form.tab)
  }

  /// The interval that the query language reads from a text.
  private func createdRange(_ text: String) throws(QueryError) -> CreatedRange {
    let hasSign = "<>=".contains { text.hasPrefix(String($0)) }
    let query = try SessionQuery(
      parsing: "created\(hasSign ? "" : ":")\(text)", now: clock.unix, zone: zone)
    guard query.terms.count == 1, case .between(.created, let seconds) = query.terms[0].condition
    else {
      throw QueryError("created: \(ServerForm.Line.created.example)", 0..<text.count)
    }
    return CreatedRange(
      gte: seconds.lowerBound > 0 ? seconds.lowerBound : nil,
      lte: seconds.upperBound < clock.unix ? seconds.upperBound : nil)
  }
}

extension CreatedRange {
  /// The interval as the query language writes it: moments in UTC.
  fileprivate var source: String {
    guard self != CreatedRange() else { return "" }
    let ends = [gte, lte].map { $0.map { Moment($0).iso8601 } ?? "" }
    return ends.joined(separator: "..")
  }
}
