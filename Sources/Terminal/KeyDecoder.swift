import Screen

/// Turns what ncurses reads into keys. Keeps what has begun: a paste, the first of two clicks.
struct KeyDecoder {
  /// Keys by ncurses' number; the terminal adds those that only some terminals have.
  var codes: [Int32: Key] = KeyTable.codes

  /// In bytes; the rest of a larger paste is dropped.
  var pasteLimit = 1 << 20

  private var paste: Paste?
  private var lastPress: (x: Int, y: Int, at: ContinuousClock.Instant)?

  private struct Paste {
    var text = String.UnicodeScalarView()
    var size = 0
    var lastInput: ContinuousClock.Instant
  }

  /// A paste whose end got lost must not swallow keys for ever.
  static let pasteSilence = Duration.seconds(1)
  static let doubleClick = Duration.milliseconds(400)

  /// Decodes everything there is.
  ///
  /// - Parameters:
  ///   - now: when it was read; clicks and pastes are measured by it.
  ///   - next: the next input, nil when there is no more.
  /// - Returns: the keys, without what is still incomplete.
  mutating func decode(
    at now: ContinuousClock.Instant, from next: () -> RawInput?
  ) -> [Key] {
    var keys: [Key] = []
    var pushedBack: RawInput?
    func take() -> RawInput? {
      defer { pushedBack = nil }
      return pushedBack ?? next()
    }
    while let input = take() {
      if let begun = paste {
        guard begun.lastInput.duration(to: now) > Self.pasteSilence else {
          if let key = collect(input, at: now) { keys.append(key) }
          continue
        }
        keys.append(endPaste(begun))
      }
      switch input {
      case .scalar("\u{1B}"):
        let (key, unread) = escape(take)
        keys.append(key)
        pushedBack = unread
      case .scalar(let scalar): keys.append(KeyTable.key(for: scalar))
      case .code(let code): keys.append(codes[code] ?? .unknown)
      case .pasteStart: paste = Paste(lastInput: now)
      case .pasteEnd: break
      case .button(let button, let x, let y):
        keys.append(.mouse(event(button, x: x, y: y, at: now)))
      }
    }
    return keys
  }

  /// What follows an escape that ncurses knows no key for: nothing, a character with Alt, or a
  /// sequence that is swallowed whole so that its letters do not run as commands.
  private func escape(_ next: () -> RawInput?) -> (Key, unread: RawInput?) {
    guard let first = next() else { return (.escape, nil) }
    guard case .scalar(let scalar) = first, scalar != "\u{1B}" else { return (.escape, first) }
    switch scalar {
    case "[": return (controlSequence(next) ?? .alt("["), nil)
    case "O":
      guard case .scalar(let final)? = next() else { return (.alt("O"), nil) }
      return (KeyTable.finals[final] ?? .unknown, nil)
    default:
      guard case .character(let character) = KeyTable.key(for: scalar) else {
        return (scalar == "\u{7F}" ? .alt("\u{7F}") : .unknown, nil)
      }
      return (.alt(character), nil)
    }
  }

  /// A control sequence up to its final byte; nil if nothing follows the bracket.
  private func controlSequence(_ next: () -> RawInput?) -> Key? {
    var parameters = ""
    while let input = next() {
      guard case .scalar(let scalar) = input else { return .unknown }
      if ("@"..."~").contains(scalar) {
        return KeyTable.key(forSequence: parameters, final: scalar)
      }
      parameters.unicodeScalars.append(scalar)
    }
    return parameters.isEmpty ? nil : .unknown
  }

  private mutating func collect(_ input: RawInput, at now: ContinuousClock.Instant) -> Key? {
    paste?.lastInput = now
    switch input {
    case .pasteEnd: return paste.map { endPaste($0) }
    case .scalar(let scalar): append(scalar == "\r" ? "\n" : scalar)
    case .code(let code) where codes[code] == .enter: append("\n")
    default: break
    }
    return nil
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    let size = (paste?.size ?? 0) + scalar.utf8.count
    guard size <= pasteLimit else { return }
    paste?.text.append(scalar)
    paste?.size = size
  }

  private mutating func endPaste(_ done: Paste) -> Key {
    paste = nil
    return .paste(String(done.text))
  }

  private mutating func event(
    _ button: RawInput.Button, x: Int, y: Int, at now: ContinuousClock.Instant
  ) -> MouseEvent {
    switch button {
    case .wheelUp: return MouseEvent(.scrollUp, x: x, y: y)
    case .wheelDown: return MouseEvent(.scrollDown, x: x, y: y)
    case .press:
      if let last = lastPress, last.x == x, last.y == y,
        last.at.duration(to: now) <= Self.doubleClick
      {
        lastPress = nil
        return MouseEvent(.doubleClick, x: x, y: y)
      }
      lastPress = (x, y, now)
      return MouseEvent(.press, x: x, y: y)
    }
  }
}
