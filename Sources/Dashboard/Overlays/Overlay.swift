package import Screen
package import Widgets

/// Something that lies over the panes: a dialog, a picker, a prompt. The topmost takes the keys.
///
/// A new one is a value that conforms to this, in a file of its own, and a line in the table of
/// commands that pushes it. It is made of a part from `Widgets`, gets its place from ``Layout``, and is
/// found and closed by its own id, wherever it lies.
package protocol Overlay: Equatable, Sendable {
  /// What tells it from the others that are open: its type, and what it is about.
  var id: OverlayID { get }

  /// Whether the list must not change while it is open.
  var holdsList: Bool { get }

  /// Where it stands.
  func place(in state: State) -> Rect

  /// What the footer says while it is on top; empty where it covers the footer.
  func hints(_ state: State) -> [KeyHint]

  /// Does what a key means here. What it changes in itself is kept unless it has closed itself.
  mutating func take(_ key: Key, _ state: inout State) -> [Effect]

  /// What a notch of the wheel or a click stands for; nil for nothing.
  func key(for event: MouseEvent.Kind) -> Key?

  /// Asked once after each batch of events, when it is known what is going to be drawn.
  mutating func settle(_ state: State, isOnTop: Bool)

  /// Draws it on a surface that is its place.
  func draw(on surface: inout Surface, _ state: State)
}

extension Overlay {
  package var id: OverlayID { OverlayID(Self.self) }
  package var holdsList: Bool { false }

  /// The wheel moves through what it lists; a click never confirms anything.
  package func key(for event: MouseEvent.Kind) -> Key? {
    switch event {
    case .scrollUp: .up
    case .scrollDown: .down
    case .press, .doubleClick: nil
    }
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {}

  /// The inside of its dialog.
  func inside(_ state: State) -> Rect { Dialog.inside(of: place(in: state)) }

  /// Whether its dialog shows a content of at least that size.
  func shows(_ least: Size, in state: State) -> Bool {
    let inside = inside(state)
    return state.layout.shape != .tooSmall && inside.width >= least.width
      && inside.height >= least.height
  }

  fileprivate func isEqual(to other: any Overlay) -> Bool { other as? Self == self }
}

/// Names an overlay among those that are open.
package struct OverlayID: Hashable, Sendable {
  private let type: ObjectIdentifier
  private let subject: String

  /// The subject is what it is about, such as a session's id, where several may be open.
  package init(_ type: any Overlay.Type, _ subject: String = "") {
    self.type = ObjectIdentifier(type)
    self.subject = subject
  }
}

/// What lies over the panes, and what was typed into forms that were left.
package struct Overlays: Equatable, Sendable {
  private struct Layer: Sendable {
    /// Another one each time, so that what replaced an overlay of the same id is not mistaken for it.
    let serial: Int
    var overlay: any Overlay
  }

  /// The lowest first.
  private var layers: [Layer] = []
  private var drafts: [OverlayID: any Overlay] = [:]
  private var nextSerial = 0

  package init() {}

  package static func == (one: Overlays, other: Overlays) -> Bool {
    one.layers.count == other.layers.count && one.drafts.count == other.drafts.count
      && zip(one.layers, other.layers).allSatisfy { $0.overlay.isEqual(to: $1.overlay) }
      && one.drafts.allSatisfy { id, draft in other.drafts[id].map(draft.isEqual) ?? false }
  }

  package var isEmpty: Bool { layers.isEmpty }
  package var count: Int { layers.count }
  /// The lowest first.
  package var all: [any Overlay] { layers.map(\.overlay) }
  package var top: (any Overlay)? { layers.last?.overlay }
  /// Whether one of them holds the list still.
  var holdList: Bool { layers.contains { $0.overlay.holdsList } }

  /// The topmost if it is of that type.
  package func top<Kind: Overlay>(as type: Kind.Type) -> Kind? { top as? Kind }

  /// The open one of that type, wherever it lies.
  package func find<Kind: Overlay>(_ type: Kind.Type, _ subject: String = "") -> Kind? {
    let id = OverlayID(type, subject)
    return layers.lazy.compactMap { $0.overlay as? Kind }.first { $0.id == id }
  }

  /// Lays it over all others, in place of one with its id.
  package mutating func push(_ overlay: some Overlay) {
    layers.removeAll { $0.overlay.id == overlay.id }
    layers.append(layer(overlay))
  }

  /// Lays it below all others: what comes by itself does not take the keys that are typed at something
  /// else.
  mutating func slip(_ overlay: some Overlay) {
    layers.removeAll { $0.overlay.id == overlay.id }
    layers.insert(layer(overlay), at: 0)
  }

  private mutating func layer(_ overlay: some Overlay) -> Layer {
    nextSerial += 1
    return Layer(serial: nextSerial, overlay: overlay)
  }

  /// Replaces the one with its id, wherever it lies; nothing happens when it is closed.
  mutating func replace(_ overlay: some Overlay) {
    guard let index = layers.firstIndex(where: { $0.overlay.id == overlay.id }) else { return }
    layers[index].overlay = overlay
  }

  /// Changes the open one of that type, such as by an answer; nothing happens when it is closed.
  mutating func update<Kind: Overlay>(_ type: Kind.Type, _ change: (inout Kind) -> Void) {
    guard var overlay = find(type) else { return }
    change(&overlay)
    replace(overlay)
  }

  mutating func close(_ id: OverlayID) { layers.removeAll { $0.overlay.id == id } }

  // MARK: - Drafts

  /// Keeps what was typed, for the next time that this is opened.
  mutating func keep(_ overlay: some Overlay) { drafts[overlay.id] = overlay }
  mutating func forgetDraft(_ id: OverlayID) { drafts[id] = nil }

  func draft<Kind: Overlay>(_ type: Kind.Type, _ subject: String = "") -> Kind? {
    drafts[OverlayID(type, subject)] as? Kind
  }
}

extension State {
  /// Gives a key to the topmost overlay; nil when there is none.
  mutating func takeInOverlay(_ key: Key) -> [Effect]? {
    guard var overlay = overlays.top else { return nil }
    let before = overlays.topSerial
    let effects = overlay.take(key, &self)
    overlays.replace(before, with: overlay)
    return effects
  }

  /// For a command that opens something.
  mutating func open(_ overlay: some Overlay) -> [Effect] {
    overlays.push(overlay)
    return []
  }

  mutating func settleOverlays() {
    guard !overlays.isEmpty else { return }
    let state = self
    overlays.settle(state)
  }
}

extension Overlays {
  fileprivate var topSerial: Int? { layers.last?.serial }

  fileprivate mutating func replace(_ serial: Int?, with overlay: any Overlay) {
    guard let index = layers.firstIndex(where: { $0.serial == serial }) else { return }
    layers[index].overlay = overlay
  }

  fileprivate mutating func settle(_ state: State) {
    for index in layers.indices {
      layers[index].overlay.settle(state, isOnTop: index == layers.count - 1)
    }
  }
}
