import Checkout
import Dashboard
import Screen
import Support
import Testing
import Widgets

struct QRTests {
  /// A picture that is not a code, but is as large as one.
  private static let code = HalfBlocks(
    width: 25, dots: (0..<625).map { ($0 % 25) & ($0 / 25) & 1 == 0 })

  private func opened(_ size: Size, isLive: Bool = false) -> State {
    var state = State.reading(.make(), size, isLive: isLive)
    state.press(.character("Q"))
    return state
  }

  private func shown(_ size: Size) -> State {
    var state = opened(size)
    let id = state.selected?.id ?? ""
    _ = update(&state, [.system(.encoded(id: id, .success(Self.code)))])
    return state
  }

  @Test func `the code in half blocks, with its margin`() {
    let state = shown(Size(width: 80, height: 24))
    expectSnapshot(of: state.topOverlay, named: "qr")
  }

  @Test func `a terminal that is too small says how large it has to be`() {
    expectSnapshot(of: shown(Size(width: 60, height: 15)).topOverlay, named: "qr-too-small")
  }

  @Test func `where the code does not fit, the key that is named copies the link`() {
    var state = shown(Size(width: 60, height: 15))
    #expect(state.part(state.layout.footer).lines.joined().contains("y copy the link"))
    let effects = update(&state, [.key(.character("y"))])
    let copies = effects.contains { effect in
      guard case .system(.copy(let text, let label)) = effect else { return false }
      return text == Session.make().url && label.hasPrefix("URL of ")
    }
    #expect(copies, "\(effects)")
  }

  @Test func `a live customer's page asks for a second key`() {
    var state = opened(Size(width: 120, height: 40), isLive: true)
    expectSnapshot(of: state.topOverlay, named: "qr-live")
    let early = update(&state, [.key(.character("X"))])
    #expect(!early.contains { if case .system(.encode) = $0 { true } else { false } })
    state.clock.uptime += 1000
    let effects = update(&state, [.key(.character("X"))])
    #expect(
      effects.contains { if case .system(.encode) = $0 { true } else { false } })
  }

  @Test func `an answer that comes after it was closed is nobody's`() {
    var state = opened(Size(width: 80, height: 24))
    let id = state.selected?.id ?? ""
    state.press(.escape)
    _ = update(&state, [.system(.encoded(id: id, .success(Self.code)))])
    #expect(state.overlays.isEmpty)
  }
}
