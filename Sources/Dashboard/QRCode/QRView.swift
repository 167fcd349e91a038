import Checkout
import JSON
package import Screen
package import Widgets

/// The page of a session as a QR code, for a phone. A live customer's page needs a second key
/// first: whoever scans the code could pay in that customer's place.
package struct QRView: Overlay {
  /// How far it has come: asked, then encoded, then shown.
  package enum Phase: Equatable, Sendable {
    case asking(Question)
    case encoding
    case shown(HalfBlocks)
    case failed(Problem)
  }

  private let session: String
  /// What is encoded; it is not shown as text.
  let url: String
  private let isRecovery: Bool
  package private(set) var phase: Phase

  /// Light modules around a code: the standard says four, and readers work with two.
  /// Source: ISO/IEC 18004, 6.3.8
  private static let margins = [4, 2]

  init(_ link: (url: String, isRecovery: Bool), of session: String, isLive: Bool) {
    self.session = session
    (url, isRecovery) = link
    phase = isLive ? .asking(Question("Show", key: "X")) : .encoding
  }

  package var id: OverlayID { OverlayID(Self.self, session) }

  private var title: String { isRecovery ? "Recovery link" : "Checkout page" }

  private static let warning =
    "This is a live customer's page. Whoever scans the code can see it, and pay in that customer's place."

  package func place(in state: State) -> Rect {
    guard case .shown(let code) = phase else {
      return state.layout.dialog(Size(width: 60, height: 5))
    }
    return margin(of: code, in: state).flatMap { state.layout.poster(code.size(margin: $0)) }
      ?? state.layout.dialog(Size(width: 60, height: 3))
  }

  /// The largest margin with which the whole code fits; nil if it does not fit.
  private func margin(of code: HalfBlocks, in state: State) -> Int? {
    Self.margins.first { state.layout.poster(code.size(margin: $0)) != nil }
  }

  package func hints(_ state: State) -> [KeyHint] {
    let copy = state.keymap.keys(for: .copyURL).prefix(1).map { KeyHint($0.name, "copy the link") }
    return (isAsking ? [] : copy) + [KeyHint("Esc", "close")]
  }

  private var isAsking: Bool { if case .asking = phase { true } else { false } }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    guard case .asking(var question) = phase else { return }
    question.settle(isSeen: isOnTop && shows(leastSize, in: state), at: state.clock.uptime)
    phase = .asking(question)
  }

  private var leastSize: Size {
    guard case .asking(let question) = phase else { return Size(width: 0, height: 0) }
    return Size(width: 40, height: 3 + question.leastSize.height)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    guard case .asking(var question) = phase else {
      switch key {
      case .escape, .enter, .control("c"), .character("q"): state.overlays.close(id)
      case _ where state.keymap.isKey(key, of: .qrCode): state.overlays.close(id)
      case _ where state.keymap.isKey(key, of: .copyURL):
        return Copyable.copy(link: url, isRecovery: isRecovery, of: session)
      default: break
      }
      return []
    }
    let answer = question.take(
      key, at: state.clock.uptime, isWhole: shows(leastSize, in: state))
    phase = .asking(question)
    switch answer {
    case .refused: state.overlays.close(id)
    case .tooEarly: state.message = .tooEarly(question.key)
    case .confirmed:
      phase = .encoding
      return [.system(.encode(text: url, id: session))]
    case .taken, nil: break
    }
    return []
  }

  mutating func take(_ result: Result<HalfBlocks, Problem>) {
    guard phase == .encoding else { return }
    switch result {
    case .success(let code): phase = .shown(code)
    case .failure(let problem): phase = .failed(problem)
    }
  }

  // MARK: - Drawing

  package func draw(on surface: inout Surface, _ state: State) {
    guard case .shown(let code) = phase else {
      surface.drawDialog(title: title) { draw(on: &$0) }
      return
    }
    let margin = margin(of: code, in: state)
    surface.drawDialog(title: title) { box in
      if let margin {
        code.draw(on: &box, margin: margin, style: Style(.qrCode))
      } else {
        let needed = Layout.screen(for: code.size(margin: Self.margins.last ?? 0))
        box.drawParagraph(
          "The code needs a terminal of \(needed.width)×\(needed.height); this one has "
            + "\(state.size.width)×\(state.size.height). A smaller font helps; "
            + "\(state.keymap[.copyURL]) copies the link.",
          y: 0, style: Style(.warning))
      }
    }
  }

  private func draw(on box: inout Surface) {
    switch phase {
    case .asking(let question):
      box.drawParagraph(Self.warning, y: 0, style: Style(.danger))
      question.draw(on: &box)
    case .encoding: box.drawParagraph("making the code…", y: 0, style: Style(.secondary))
    case .failed(let problem): box.drawParagraph(problem.sentence, y: 0, style: Style(.warning))
    case .shown: break
    }
  }
}

extension Command {
  static let qrCode: [Command] = [
    Command(
      .qrCode, "the page as a QR code", in: .copy, keys: [.character("Q")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: QRView.availability, perform: QRView.open)
  ]
}

extension QRView {
  /// The page, or the recovery link of an expired session.
  private static func link(_ state: State) -> (url: String, isRecovery: Bool)? {
    guard let session = state.detail.content?.stored.session, session.id == state.selected?.id
    else { return nil }
    if let url = session.url { return (url, false) }
    return session.recoveryURL.map { ($0, true) }
  }

  fileprivate static func availability(_ state: State) -> Availability {
    if state.isMasked { return .disabled("off while the screen is masked") }
    if state.preferences.isASCII {
      return .disabled(
        "a code cannot be drawn in ASCII; \(state.keymap[.copyURL]) copies the link")
    }
    if link(state) != nil { return .enabled }
    if let reason = Availability.page(state).reason { return .disabled(reason) }
    return .disabled("the session is being read")
  }

  fileprivate static func open(_ state: inout State) -> [Effect] {
    guard let link = link(state), let session = state.selected else { return [] }
    let view = QRView(link, of: session.id, isLive: state.account.isLive || session.livemode)
    state.overlays.push(view)
    return view.phase == .encoding ? [.system(.encode(text: link.url, id: session.id))] : []
  }

  /// Takes the code, if its view is still open.
  static func take(_ result: Result<HalfBlocks, Problem>, of id: String, _ state: inout State) {
    guard var view = state.overlays.find(QRView.self, id) else { return }
    view.take(result)
    state.overlays.replace(view)
  }
}
