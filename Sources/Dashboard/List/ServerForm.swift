import Checkout
import Query
package import Screen
import Units
package import Widgets

/// The form for the filters that Stripe supports.
package struct ServerForm: Overlay {
  /// The fields of the form: one for each filter of Stripe's list.
  package enum Line: Hashable, Sendable {
    case status, created, email, customer, customerAccount, paymentIntent, subscription, paymentLink
  }

  package private(set) var form: Form<Line>

  init(_ list: ListState) {
    let (tab, filter) = (list.tab, list.server)
    let created = list.created.isEmpty ? filter.created.source : list.created
    let tabs = StatusTab.allCases
    form = Form(
      action: "Ask Stripe",
      [
        Form.Field(
          .status, "Status", hint: "Left, Right or Space",
          .choice(tabs.map(\.title), tabs.firstIndex(of: tab) ?? 0)),
        Form.Field(
          .created, "Created", hint: CreatedRange.example, text: created),
        Form.Field(.email, "E-mail", hint: "the whole address", text: filter.email ?? ""),
        Form.Field(.customer, "Customer", hint: "cus_…", text: filter.customer ?? ""),
        Form.Field(
          .customerAccount, "Account", hint: "acct_…", text: filter.customerAccount ?? ""),
        Form.Field(
          .paymentIntent, "Payment intent", hint: "pi_…", text: filter.paymentIntent ?? ""),
        Form.Field(.subscription, "Subscription", hint: "sub_…", text: filter.subscription ?? ""),
        Form.Field(
          .paymentLink, "Payment link", hint: "plink_…", text: filter.paymentLink ?? ""),
      ])
  }

  package func place(in state: State) -> Rect { state.layout.dialog(form.size(width: 56)) }
  package func hints(_ state: State) -> [KeyHint] { form.hints }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch form.take(key) {
    case .left:
      state.overlays.keep(self)
      state.overlays.close(id)
    case .done: return apply(&state)
    case .edited, .moved, nil: break
    }
    return []
  }

  private func text(_ line: Line) -> String? {
    let text = form[line]?.trimmingSpaces ?? ""
    return text.isEmpty ? nil : text
  }

  private mutating func apply(_ state: inout State) -> [Effect] {
    var filter = SessionFilter()
    filter.email = text(.email)
    filter.customer = text(.customer)
    filter.customerAccount = text(.customerAccount)
    filter.paymentIntent = text(.paymentIntent)
    filter.subscription = text(.subscription)
    filter.paymentLink = text(.paymentLink)
    do throws(QueryError) {
      if let created = text(.created) {
        _ = try CreatedRange(parsing: created, now: state.clock.unix, zone: state.zone)
      }
    } catch {
      form.problem = error.message
      form.focus(on: .created)
      return []
    }
    state.overlays.forgetDraft(id)
    state.overlays.close(id)
    state.list.server = filter
    state.list.created = text(.created) ?? ""
    return state.show(tab: StatusTab.allCases.first { $0.title == form[.status] } ?? .all)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawDialog(title: "Ask Stripe for sessions with") { form.draw(on: &$0) }
  }
}

extension ServerForm {
  static func open(_ state: inout State) -> [Effect] {
    if state.list.found != nil { state.leaveFound() }
    state.overlays.push(
      state.overlays.draft(ServerForm.self) ?? ServerForm(state.list))
    return []
  }
}

extension CreatedRange {
  fileprivate static let example = "2026-11-01..2026-11-14, >7d, today"

  /// Parses an interval as the query language does; `now` is in Unix seconds.
  init(parsing text: String, now: Int, zone: ZoneRule) throws(QueryError) {
    let hasSign = "<>=".contains { text.hasPrefix(String($0)) }
    let query = try SessionQuery(
      parsing: "created\(hasSign ? "" : ":")\(text)", now: now, zone: zone)
    guard query.terms.count == 1, case .between(.created, let seconds) = query.terms[0].condition
    else {
      throw QueryError("created: \(Self.example)", 0..<text.count)
    }
    self.init(
      gte: seconds.lowerBound > 0 ? seconds.lowerBound : nil,
      lte: seconds.upperBound < now ? seconds.upperBound : nil)
  }

  /// The interval in the query language, with times in UTC.
  fileprivate var source: String {
    guard self != CreatedRange() else { return "" }
    let ends = [gte, lte].map { $0.map { Moment($0).iso8601 } ?? "" }
    return ends.joined(separator: "..")
  }
}
