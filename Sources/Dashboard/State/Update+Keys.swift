import Checkout
import Screen

extension State {
  mutating func act(on key: Key) -> [Effect] {
    message = nil
    guard layout.shape != .tooSmall else { return takeUnseen(key) }
    if case .mouse(let event) = key { return take(event) }
    return takeInOverlay(key) ?? takePlain(key)
  }

  /// A key while the screen is too small to show anything: quitting works, and Esc.
  private mutating func takeUnseen(_ key: Key) -> [Effect] {
    if key == .escape, let effects = takeInOverlay(key) { return effects }
    switch keymap.command(for: key)?.id {
    case .quit?: return quit()
    case .interrupt?, .suspend?, .redraw?:
      return keymap.command(for: key).map { run($0) } ?? []
    default: return []
    }
  }

  /// A key while nothing lies over the panes.
  private mutating func takePlain(_ key: Key) -> [Effect] {
    if isDigit(key), case .character(let character) = key, let digit = character.wholeNumberValue {
      return takeDigit(digit) ? [] : takeBound(key)
    }
    // A count ends with the key after it, whether that takes one or not.
    defer { count = nil }
    return takeBound(key)
  }

  private mutating func takeBound(_ key: Key) -> [Effect] {
    guard let command = keymap.command(for: key) else { return takeUnbound(key) }
    return run(command)
  }

  mutating func run(_ command: Command) -> [Effect] {
    guard command.panes.contains(arrangement.focus) else {
      let pane = Pane.allCases.first { command.panes.contains($0) } ?? .list
      message = Message("\(command.title): in the pane \(pane.title.lowercased()) only")
      return []
    }
    let name = command.hint.isEmpty ? command.title : command.hint
    switch command.availability(self) {
    case .enabled: break
    case .disabled(let reason):
      message = Message("\(name): \(reason)", .warning)
      return []
    case .readOnly(let reason):
      let advice = account.readOnlyAdvice.map { ". \($0)" } ?? ""
      message = Message("\(name): \(reason)\(advice)", .warning)
      return []
    }
    if !command.isMotion { catchUp() }
    return command.perform(&self)
  }

  /// Keys that mean something elsewhere are explained; the others do nothing.
  private mutating func takeUnbound(_ key: Key) -> [Effect] {
    switch key {
    case .character("X"): message = Message("to expire a session, press x first")
    case .character("d"): message = Message("details: Enter; expire: x")
    case .paste(let text): return openFind(text)
    default: break
    }
    return []
  }
}
