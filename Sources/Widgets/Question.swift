package import Screen

/// The end of a dialog that asks before something is done: a line to unlock it, and two buttons.
///
/// Only one key confirms. It does nothing for a moment after it could first be pressed, so that a
/// key typed ahead does not confirm. Every other key works at once. A dialog that is not drawn
/// whole can only be closed.
package struct Question: Equatable, Sendable {
  /// Milliseconds in which the confirming key does nothing.
  package static let deafness = 250

  /// Whether it is waiting, can be answered, or was confirmed.
  package enum Stage: Equatable, Sendable {
    /// Something has to be loaded first; the text says what.
    case waiting(String)
    case asking
    /// It was confirmed and is running; the text says what.
    case acting(String)
  }

  /// Text that has to be typed by hand before the key confirms.
  package struct Lock: Equatable, Sendable {
    package let wanted: String
    package private(set) var typed = ""

    package init(_ wanted: String) { self.wanted = wanted }

    package var isOpen: Bool { typed == wanted }

    fileprivate mutating func type(_ character: Character) {
      if typed.count < wanted.count { typed.append(character) }
    }

    fileprivate mutating func deleteLast() { typed = String(typed.dropLast()) }

    /// Whether a letter can be part of the text: a number accepts only digits.
    fileprivate func accepts(_ character: Character) -> Bool {
      !isOpen && (character.isNumber || !wanted.allSatisfy(\.isNumber))
    }

    /// Whether a letter that normally refuses is part of the text here.
    fileprivate func takes(_ character: Character) -> Bool {
      accepts(character) && (!typed.isEmpty || wanted.first == character)
    }
  }

  /// How a key answered the question.
  package enum Answer: Equatable, Sendable {
    case confirmed, refused
    /// The key is part of the lock, or has no meaning now.
    case taken
    /// It was the confirming key, but it may have been typed ahead.
    case tooEarly
  }

  /// What the button does, as a word.
  package let action: String
  package let key: Character
  /// The word for not doing it.
  package let refusal: String
  package var stage: Stage
  package var lock: Lock?
  /// The time since when the key can be pressed, in milliseconds of a clock that never jumps.
  private var pressableSince: Int?

  package init(
    _ action: String, key: Character, refusal: String = "Back", stage: Stage = .asking,
    lock: Lock? = nil
  ) {
    self.action = action
    self.key = key
    self.refusal = refusal
    self.stage = stage
    self.lock = lock
  }

  package var isUnlocked: Bool { lock?.isOpen ?? true }

  /// Notes whether the key can be pressed, that is, whether the user sees the button. Call it once
  /// after each batch of keys, so that a key in the batch that opened the dialog never confirms. A
  /// dialog is seen when it is drawn whole and nothing covers it; the time is in milliseconds of a
  /// clock that never jumps.
  package mutating func settle(isSeen: Bool, isReady: Bool = true, at uptime: Int) {
    guard isSeen, isReady, stage == .asking, isUnlocked else {
      pressableSince = nil
      return
    }
    pressableSince = pressableSince ?? uptime
  }

  /// Handles a key in a dialog that is drawn whole, or not. nil for a key that the dialog may use
  /// for something else.
  package mutating func take(_ key: Key, at uptime: Int, isWhole: Bool) -> Answer? {
    guard isWhole else { return key == .escape ? .refused : .taken }
    switch key {
    case .escape, .enter, .control("c"): return .refused
    case .character(self.key) where isUnlocked:
      guard stage == .asking else { return .taken }
      guard let pressableSince, uptime - pressableSince >= Self.deafness else { return .tooEarly }
      return .confirmed
    case .character("n"), .character("q"):
      guard case .character(let letter) = key, let lock, stage == .asking, lock.takes(letter) else {
        return .refused
      }
      self.lock?.type(letter)
    case .character(let letter):
      guard let lock, stage == .asking, lock.accepts(letter) else {
        return letter == self.key ? .taken : nil
      }
      self.lock?.type(letter)
    case .backspace where lock != nil: lock?.deleteLast()
    case .paste: break
    default: return nil
    }
    return .taken
  }

  /// The keys that work now.
  package func hints(isReady: Bool = true) -> [KeyHint] {
    let canConfirm = isReady && isUnlocked && stage == .asking
    return (canConfirm ? [KeyHint(String(key), action.lowercased())] : [])
      + [KeyHint("Esc", refusal.lowercased())]
  }

  // MARK: - Drawing

  private var refusalHint: KeyHint { KeyHint("Esc", refusal) }
  private func actionHint(isReady: Bool) -> KeyHint {
    KeyHint(String(key), action, isEnabled: isReady && isUnlocked)
  }

  private var lockLine: [Segment] {
    guard let lock, stage == .asking else { return [] }
    return [
      Segment("LIVE", Style(.headerLive, .bold)),
      Segment(" type \(lock.wanted) to unlock: ", Style(.dialog)),
      Segment(lock.typed, Style(.input)),
    ]
  }

  /// The least size that it needs inside a dialog.
  package var leastSize: Size {
    let buttons = [refusalHint, actionHint(isReady: true)].map {
      TextWidth.cells(of: $0.buttonText)
    }
    let line = lockLine.reduce(lock?.wanted.count ?? 0) { $0 + TextWidth.cells(of: $1.text) }
    return Size(width: max(line, buttons[0] + 3 + buttons[1]), height: lock == nil ? 1 : 2)
  }

  /// Draws it at the bottom of the surface. It is ready when the action is possible at all.
  package func draw(on surface: inout Surface, isReady: Bool = true) {
    let y = surface.size.height - 1
    if lock != nil, isReady { surface.write(lockLine, x: 0, y: y - 1) }
    switch stage {
    case .waiting(let text), .acting(let text):
      surface.writeTruncated(
        text, x: 0, y: y, width: surface.size.width, style: Style(.secondary))
    case .asking: surface.drawButtons(refusalHint, [actionHint(isReady: isReady)], y: y)
    }
  }
}
