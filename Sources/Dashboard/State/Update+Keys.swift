import Checkout
import Screen

extension State {
  mutating func act(on key: Key) -> [Effect] {
    message = nil
    if case .mouse(let event) = key { return take(event) }
    switch overlays.last {
    case .filter(let field): return updateFilter(field, key)
    case .list(let overlay): return updateListOverlay(overlay, key)
    case .expire(let dialog): return updateExpireDialog(dialog, key)
    case .help(let help): return updateHelp(help, key)
    case .search(let field, let origin): return updateSearch(field, origin, key)
    case .menu(let menu): return updateMenu(menu, key)
    case .create(let dialog): return updateCreate(dialog, key)
    case .metadata(let editor): return updateMetadata(editor, key)
    case .palette(let palette): return updatePalette(palette, key)
    case .tour: return leaveTour(key)
    case .bulk(let dialog): return updateBulkDialog(dialog, key)
    case .leaving(let since): return updateLeaving(since: since, key)
    case .logbook(let book): return updateLogbook(book, key)
    case .profiles(let picker): return updateProfilePicker(picker, key)
    case .shown:
      if key == .escape || key == .enter || key == .character("q") { overlays.removeLast() }
      return []
    case nil: return takePlain(key)
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
    if let reason = command.availability(self).reason {
      let advice = reason == account.readOnlyReason ? account.readOnlyAdvice : nil
      message = Message(
        "\(command.hint.isEmpty ? command.title : command.hint): \(reason)"
          + (advice.map { ". \($0)" } ?? ""), .warning)
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
