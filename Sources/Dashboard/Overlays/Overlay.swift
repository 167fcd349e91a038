package import Screen
package import Widgets

/// Something drawn over the panes: a dialog, a picker, a prompt. The topmost takes the keys.
///
/// A new one is a value that conforms to this protocol, in its own file, and a command in the table
/// of commands that pushes it. It uses a part from `Widgets`, gets its place from ``Layout``, and
/// is found and closed by its id, at any depth.
package protocol Overlay: Equatable, Sendable {
  /// Identifies it among the open ones: its type, and what it is about.
  var id: OverlayID { get }

  /// Whether the list must not change while it is open.
  var holdsList: Bool { get }

  /// Its place on the screen.
  func place(in state: State) -> Rect

  /// The key hints in the footer while it is on top; empty if it covers the footer.
  func hints(_ state: State) -> [KeyHint]

  /// Handles a key. Its own changes are kept unless it has closed itself.
  mutating func take(_ key: Key, _ state: inout State) -> [Effect]

  /// The key that a notch of the wheel or a click means; nil for none.
  func key(for event: MouseEvent.Kind) -> Key?

  /// Called once after each batch of events, before drawing.
  mutating func settle(_ state: State, isOnTop: Bool)

  /// Draws it on a surface with the size of its place.
  func draw(on surface: inout Surface, _ state: State)
}

extension Overlay {
  package var id: OverlayID { OverlayID(Self.self) }
  package var holdsList: Bool { false }

  /// The wheel moves through its list; a click never confirms anything.
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

  /// Whether an inside of at least that size is visible in its dialog.
  func shows(_ least: Size, in state: State) -> Bool {
    let inside = inside(state)
    return state.layout.shape != .tooSmall && inside.width >= least.width
      && inside.height >= least.height
  }

  fileprivate func isEqual(to other: any Overlay) -> Bool { other as? Self == self }
}

/// Identifies an overlay among the open ones.
package struct OverlayID: Hashable, Sendable {
  private let type: ObjectIdentifier
  private let subject: String

  /// The subject is what it is about, such as a session's id, where several may be open.
  package init(_ type: any Overlay.Type, _ subject: String = "") {
    self.type = ObjectIdentifier(type)
    self.subject = subject
  }
}

/// The open overlays, and what was typed into forms that were closed.
package struct Overlays: Equatable, Sendable {
  private struct Layer: Sendable {
    /// A new number for each push, so that an overlay is not mistaken for a later one with the same
    /// id.
    let serial: Int
    var overlay: any Overlay
  }

  /// Bottom first.
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
  /// Bottom first.
  package var all: [any Overlay] { layers.map(\.overlay) }
  package var top: (any Overlay)? { layers.last?.overlay }
  /// Whether one of them keeps the list from changing.
  var holdList: Bool { layers.contains { $0.overlay.holdsList } }

  /// The topmost if it is of that type.
  package func top<Kind: Overlay>(as type: Kind.Type) -> Kind? {
    top.flatMap { $0 as? Kind }
  }

  /// The open one of that type, at any depth.
  package func find<Kind: Overlay>(_ type: Kind.Type, _ subject: String = "") -> Kind? {
    let id = OverlayID(type, subject)
    return layers.lazy.compactMap { $0.overlay as? Kind }.first { $0.id == id }
  }

  /// Puts it on top of all others, and removes one with the same id.
  package mutating func push(_ overlay: some Overlay) {
    layers.removeAll { $0.overlay.id == overlay.id }
    layers.append(layer(overlay))
  }

  /// Puts it below all others: an overlay that the user did not open must not take keys that are
  /// meant for another one.
  mutating func slip(_ overlay: some Overlay) {
    layers.removeAll { $0.overlay.id == overlay.id }
    layers.insert(layer(overlay), at: 0)
  }

  private mutating func layer(_ overlay: some Overlay) -> Layer {
    nextSerial += 1
    return Layer(serial: nextSerial, overlay: overlay)
  }

  /// Replaces the one with the same id, at any depth; does nothing if that is closed.
  mutating func replace(_ overlay: some Overlay) {
    guard let index = layers.firstIndex(where: { $0.overlay.id == overlay.id }) else { return }
    layers[index].overlay = overlay
  }

  /// Changes the open one of that type, for example with an answer; does nothing if it is closed.
  mutating func update<Kind: Overlay>(_ type: Kind.Type, _ change: (inout Kind) -> Void) {
    guard var overlay = find(type) else { return }
    change(&overlay)
    replace(overlay)
  }

  mutating func close(_ id: OverlayID) { layers.removeAll { $0.overlay.id == id } }

  // MARK: - Drafts

  /// Keeps what was typed, for the next time that the same overlay is opened.
  mutating func keep(_ overlay: some Overlay) { drafts[overlay.id] = overlay }
  mutating func forgetDraft(_ id: OverlayID) { drafts[id] = nil }

  func draft<Kind: Overlay>(_ type: Kind.Type, _ subject: String = "") -> Kind? {
    drafts[OverlayID(type, subject)] as? Kind
  }
}

extension State {
  /// Gives a key to the topmost overlay; nil if there is none.
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
