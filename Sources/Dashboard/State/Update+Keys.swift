import Checkout
import Screen

extension State {
  mutating func act(on key: Key) -> [Effect] {
    message = nil
    if unanswered.hasWrites, key == .control("c") || keymap.isKey(key, of: .interrupt) {
      return stopChanges()
    }
    guard layout.shape != .tooSmall else { return takeUnseen(key) }
    if overlays.isEmpty, let id = list.selectedSession?.id { list.freshness.look(at: id) }
    if case .mouse(let event) = key { return take(event) }
    return takeInOverlay(key) ?? takePlain(key)
  }

  /// Ctrl-C while something is being changed, whatever overlay is open: nothing more is sent
  /// that changes something. What was sent is still reported.
  mutating func stopChanges() -> [Effect] {
    bulk?.stop()
    unanswered.stop()
    message = .stopping
    return [.system(.cancelRequests)]
  }

  /// Handles a key while the screen is too small to show anything: only quitting and Esc work.
  private mutating func takeUnseen(_ key: Key) -> [Effect] {
    if key == .escape, let effects = takeInOverlay(key) { return effects }
    switch keymap.command(for: key)?.id {
    case .quit?: return LeavingDialog.quit(&self)
    case .interrupt?, .suspend?, .redraw?:
      return keymap.command(for: key).map { run($0) } ?? []
    default: return []
    }
  }

  /// Handles a key while no overlay is open.
  private mutating func takePlain(_ key: Key) -> [Effect] {
    if isDigit(key), case .character(let character) = key, let digit = character.wholeNumberValue {
      return takeDigit(digit) ? [] : takeBound(key)
    }
    // A count ends with the key after it, whether the key uses it or not.
    defer { count = nil }
    return takeBound(key)
  }

  private mutating func takeBound(_ key: Key) -> [Effect] {
    if let command = keymap.command(for: key) { return run(command) }
    return ownCommand(for: key)?.start(&self) ?? takeUnbound(key)
  }

  private func ownCommand(for key: Key) -> OwnCommand? {
    ownCommands.first { $0.keys.contains(key) }
  }

  mutating func run(_ command: Command) -> [Effect] {
    if let reason = command.reason(againstPane: arrangement.focus) {
      message = Message("\(command.title(keymap)): \(reason)")
      return []
    }
    leaveLink()
    let name = command.hint.isEmpty ? command.title(keymap) : command.hint
    switch availability(of: command) {
    case .enabled: break
    case .disabled(let reason):
      message = Message("\(name): \(reason)", .warning)
      return []
    case .readOnly(let reason):
      let advice = account.readOnlyAdvice.map { ". \($0)" } ?? ""
      message = Message("\(name): \(reason)\(advice)", .warning)
      return []
    }
    if let effects = runInDocuments(command) { return effects }
    if !command.isMotion { catchUp() }
    return command.perform(&self)
  }

  /// Explains the key that means something in a dialog only, and looks up a paste; other keys do nothing.
  private mutating func takeUnbound(_ key: Key) -> [Effect] {
    switch key {
    case .character("X"): message = Message("to expire a session, press \(keymap[.expire]) first")
    case .paste(let text): return FindPrompt.open(with: text, &self)
    default: break
    }
    return []
  }

  // MARK: - Order

  /// Lets a key act, or adds it to the queue.
  mutating func take(_ key: Key) -> [Effect] {
    // Esc and Ctrl-C stop what the other keys wait for.
    let stops = isLookingUp && (key == .escape || key == .control("c"))
    guard stops || queue.isEmpty && !mustWait(key) else {
      // A click is meant for what was on the screen, which is about to change.
      if case .mouse = key { return [] }
      queue.append(key)
      return []
    }
    return act(on: key)
  }

  /// Lets waiting keys act if what they waited for has happened.
  mutating func takeWaitingKeys() -> [Effect] {
    var effects: [Effect] = []
    while let key = queue.keys.first, !mustWait(key) {
      queue.removeFirst()
      effects += act(on: key)
    }
    return effects
  }

  private func mustWait(_ key: Key) -> Bool {
    guard isLookingUp || overlays.isEmpty && (awaitsRows || awaitsCopied) else { return false }
    // A second Enter does not act on a row.
    if key == .enter, !overlays.isEmpty { return false }
    if case .mouse = key { return false }
    if isDigit(key) { return true }
    return keymap.command(for: key)?.needsRows(with: arrangement.focus)
      ?? (ownCommand(for: key) != nil)
  }

  private var awaitsRows: Bool {
    documents.isShown
      ? documents.list.reading.awaitsRows && documents.reading.readAt != nil
      : list.reading.awaitsRows || marks.isReading
  }

  /// Whether a session is being read from the cache to copy something of it. A motion would lead away
  /// from it.
  private var awaitsCopied: Bool {
    guard detail.awaitsCopy?.id == detail.id, case .unread = detail.subject else { return false }
    return detail.awaitsCopy != nil
  }

  /// Whether the list is about to show what a look-up finds. Keys for a row are meant for that.
  private var isLookingUp: Bool {
    guard finding.asked != nil else { return false }
    return overlays.isEmpty || overlays.top(as: FindPrompt.self)?.asking != nil
  }

  func isDigit(_ key: Key) -> Bool {
    if case .character(let character) = key { "0"..."9" ~= character } else { false }
  }

  // MARK: - Counts

  /// Adds a digit to the count, unless it means something else.
  ///
  /// - Returns: whether the digit was used.
  mutating func takeDigit(_ digit: Int) -> Bool {
    if let count, clock.uptime - count.typedAt <= PendingCount.patience {
      let value = min(PendingCount.largest, count.value * 10 + digit)
      self.count = PendingCount(
        value: value, focusBefore: count.focusBefore, typedAt: clock.uptime)
      arrangement.focus = count.focusBefore
      return true
    }
    guard digit > 0 else { return false }
    count = PendingCount(value: digit, focusBefore: arrangement.focus, typedAt: clock.uptime)
    return digit > 3
  }

  /// Uses up the count for a motion: 1 if there is none.
  mutating func takeCount() -> Int {
    defer { count = nil }
    guard let count, count.value > 3 || clock.uptime - count.typedAt <= PendingCount.patience else {
      return 1
    }
    arrangement.focus = count.focusBefore
    return count.value
  }

  /// Enter: loads a gap, or opens a session.
  mutating func open() -> [Effect] {
    if let nearest = list.nearest { return lookUp(nearest) }
    if arrangement.focus == .list, case .gap(let gap) = list.selectedRow {
      let direction = PageDirection(of: gap)
      return list.paging.isFetching(direction) ? [] : [list.fetch(direction)]
    }
    if arrangement.focus == .list {
      detail.trail.keep()
      return focus(.detail)
    }
    if arrangement.focus == .lineItems, lineItems.toggleDetails(height: height(of: .lineItems)) {
      return []
    }
    if arrangement.focus == .detail, let effects = openSelectedField() { return effects }
    arrangement.isZoomed = true
    return []
  }

  /// Enter follows a link and edits metadata; nil on any other field.
  private mutating func openSelectedField() -> [Effect]? {
    if let effects = MetadataEditor.editSelected(&self) { return effects }
    guard case .link(let id)? = detail.selectedField?.kind else { return nil }
    return follow(id)
  }

  /// Esc: goes one step back, but never quits.
  mutating func stepBack() -> [Effect] {
    if finding.asked != nil {
      stopFinding()
    } else if count != nil {
      count = nil
    } else if marks.anchor != nil {
      marks.anchor = nil
    } else if arrangement.focus == .list, widenList() {
      return []
    } else if arrangement.isZoomed {
      arrangement.isZoomed = false
    } else if detail.showsJSON, arrangement.focus == .detail {
      return toggleJSON()
    } else {
      arrangement.focus = .list
    }
    return []
  }
}
