import Checkout
import Query
import Dashboard
import Panes
import Screen
import Support

/// The sizes of the pictures of every pane.
let sizes = [
  Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 40, height: 10),
]

extension Size {
  var name: String { "\(width)x\(height)" }
}

extension State {
  /// The topmost overlay alone: its rectangle of the screen.
  var topOverlay: Surface {
    guard let overlay = overlays.top else { return Surface(size: Size(width: 0, height: 0)) }
    var surface = Surface(size: overlay.place(in: self).size, border: preferences.borders)
    overlay.draw(on: &surface, self)
    return surface
  }

  /// A pane with its frame, alone; if it is hidden, the pane that is shown instead.
  func pane(_ pane: Pane) -> Surface {
    part(layout.frames[pane] ?? layout.frames[arrangement.focus] ?? .zero)
  }

  var headerLine: Surface { part(layout.header) }

  /// A rectangle of the screen, alone.
  func part(_ rect: Rect) -> Surface {
    let whole = render(self)
    var part = Surface(size: rect.size, border: preferences.borders)
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let cell = whole[rect.x + x, rect.y + y]
        part.fill(Rect(x: x, y: y, width: 1, height: 1), with: cell.glyph, style: cell.style)
      }
    }
    return part
  }

  static let now = 1_800_000_000

  static func empty(_ size: Size, isLive: Bool = false) -> State {
    State(
      size: size, clock: Clock(unix: now, uptime: 10_000),
      account: Account(
        name: "acme", profile: "acme", id: "acct_1NvTillExample", isLive: isLive,
        readOnlyReason: isLive ? "a live key only reads" : nil), seed: 1)
  }

  /// A dashboard in use: a few sessions of every kind, the first one selected and read.
  static func browsing(_ size: Size, isLive: Bool = false) -> State {
    var state = empty(size, isLive: isLive)
    let sessions = Session.assorted
    let rows = sessions.enumerated().map { index, session in
      SessionSummary(session, position: Int64(1000 - index), fetchedAt: now)
    }
    _ = update(&state, [])
    _ = update(
      &state,
      [
        .cache(
          .facts(
            ListFacts(
              matching: rows.count, loaded: rows.count, cached: 10_432,
              coverage: Coverage(
                spans: [Coverage.Span(newest: now, oldest: now - 14 * 86_400)], refreshedAt: now)),
            generation: 0)),
        .cache(.rows(RowWindow(rows: rows), anchor: .top, generation: 0)),
      ])
    _ = update(
      &state,
      [
        .cache(
          .detail(
            SessionDetail(
              stored: StoredSession(sessions[0], fetchedAt: now),
              lineItems: StoredLineItems(
                items: [
                  .make(quantity: 1),
                  .make(
                    id: "li_2", description: "Sticker, 日本語", quantity: 11, unitAmount: 100,
                    total: 1099),
                ],
                isComplete: true, fetchedAt: now)), id: sessions[0].id))
      ])
    return state
  }
}

extension Session {
  /// One of each kind that a list shows.
  static var assorted: [Session] {
    let now = State.now
    return [
      .make(
        id: "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u",
        created: now - 120),
      .make(
        id: "cs_test_a1paid", created: now - 540, status: "complete", paymentStatus: "paid",
        amountTotal: 4200, currency: "jpy", email: nil, name: "山田 太郎"),
      .make(
        id: "cs_test_a1unpaid", created: now - 3600, status: "complete", paymentStatus: "unpaid",
        amountTotal: 10_000, currency: "eur", email: "zoë.müller@example.de"),
      .make(
        id: "cs_test_a1expired", created: now - 3 * 3600, status: "expired", amountTotal: 500),
      .make(
        id: "cs_test_a1setup", created: now - 86_400, status: "complete",
        paymentStatus: "no_payment_required", mode: "setup", amountTotal: nil, currency: nil),
      .make(
        id: "cs_test_a1kwd", created: now - 2 * 86_400, status: "complete",
        paymentStatus: "paid", mode: "subscription", amountTotal: 1_234_567, currency: "kwd",
        email: "a.very.long.address.that.does.not.fit@subdomain.example.com"),
      .make(
        id: "cs_test_a1hostile", created: now - 3 * 86_400, status: "expired",
        email: "\u{1B}]0;owned\u{7}evil\u{202E}moc@x", name: nil),
    ]
  }
}
