package import Units

/// A session for a ticket, as Markdown: what happened, to whom, and where to look.
package struct CaseCard: Sendable {
  package var session: Session
  package var items: StoredLineItems?
  /// When Stripe sent it, in Unix seconds.
  package var fetchedAt: Int
  /// The agent's own time zone.
  package var zone: ZoneRule
  /// `req_…` of the latest answer.
  package var requestID: String?
  package var account: StripeID?
  /// Whether e-mail and name are written out; only if the user asked for it.
  package var showsPersonalData: Bool

  package init(
    of session: Session, items: StoredLineItems? = nil, fetchedAt: Int, zone: ZoneRule = .utc,
    requestID: String? = nil, account: StripeID? = nil, showsPersonalData: Bool = false
  ) {
    self.session = session
    self.items = items
    self.fetchedAt = fetchedAt
    self.zone = zone
    self.requestID = requestID
    self.account = account
    self.showsPersonalData = showsPersonalData
  }

  /// - Returns: lines of Markdown; text from outside is escaped and never becomes markup.
  package func markdown(at now: Int) -> String {
    let rows: [(String, String?)] = [
      ("Amount", amountText), ("Customer", customerText),
      ("Reference", session.clientReferenceID.map(Self.escaped)),
      ("Created", timeText(session.created)), ("Expires", session.expiresAt.map(timeText)),
      ("Session", code(session.id)), ("Payment intent", code(session.id(of: "payment_intent"))),
      ("Subscription", code(session.id(of: "subscription"))),
      ("Invoice", code(session.id(of: "invoice"))),
      ("Customer id", code(session.id(of: "customer"))), ("Dashboard", dashboardURL),
      ("Request", code(requestID)),
    ]
    let times = VerdictTimes(now: now, zone: zone, dated: true)
    let sources = StorySources(session, readAt: fetchedAt)
    let verdict = Self.escaped(Verdict(of: sources, times).sentence)
    let environment = isLive ? "live" : "test"
    let head = "**\(verdict)** (\(environment), as of \(Moment(fetchedAt).text(in: zone)))"
    let list = rows.compactMap { label, value in value.map { "- \(label): \($0)" } }
    return ([head, ""] + list + itemLines).joined(separator: "\n") + "\n"
  }

  private var isLive: Bool { session.livemode ?? session.id.hasPrefix("cs_live_") }

  private var amountText: String? {
    guard let amount = session.amountTotal, let currency = session.currency else { return nil }
    let presentment = Presentment(of: session).map { "; \($0.text)" } ?? ""
    return Money(amount, currency).fullText + presentment
  }

  private var customerText: String? {
    let parts = [(PersonalData.name, session.customerName), (.email, session.email)]
    let texts = parts.compactMap { kind, text in
      text.map { Self.escaped(showsPersonalData ? $0 : kind.masked($0)) }
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  /// In the agent's time zone, and also in UTC if that is a different one.
  private func timeText(_ seconds: Int) -> String {
    let moment = Moment(seconds)
    let local = moment.text(in: zone)
    return local == moment.utcText ? local : "\(local) (\(moment.utcText))"
  }

  /// The page of the payment if there is one, otherwise a search for the session.
  private var dashboardURL: String? {
    let ids = ["payment_intent", "subscription", "invoice"].map(session.id(of:)) + [session.id]
    let links = ids.lazy.compactMap(\.self).compactMap { StripeID($0) }
    return links.compactMap { $0.dashboardURL(livemode: isLive, account: account) }.first
  }

  private var itemLines: [String] {
    guard let items else { return [] }
    let lines = items.items.map { "  - \(Self.escaped(LineItemText.line(of: $0)))" }
    let count = items.isComplete ? "" : " (the first \(items.items.count))"
    return lines.isEmpty ? [] : ["- Items\(count):"] + lines
  }

  /// Ids need no escaping; anything that does is not an id.
  private func code(_ id: String?) -> String? {
    id.map { $0.utf8.allSatisfy { $0 != UInt8(ascii: "`") } ? "`\($0)`" : Self.escaped($0) }
  }

  /// Text on one line, with everything escaped that means something in Markdown.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if character.isNewline {
        escaped += " "
      } else {
        if "\\`*_[]<>|~&".contains(character) { escaped += "\\" }
        escaped.append(character)
      }
    }
  }
}
