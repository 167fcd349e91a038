import Screen

/// Turns what ncurses reads into keys. Keeps what is incomplete: a paste, a sequence whose rest has
/// not arrived, the first of two clicks.
struct KeyDecoder {
  /// Keys by ncurses' number; the terminal adds those that only some terminals have.
  var codes: [Int32: Key] = KeyCodes.codes

  /// In bytes; the rest of a larger paste is dropped.
  var pasteLimit = 1 << 20

  /// Whether mouse reports become events; otherwise they are dropped.
  var hasMouse = false

  /// Characters that have a meaning with Alt. If Esc and any other character arrive together, they
  /// were typed one after the other.
  var altKeys: Set<Character> = []

  /// The number of cells that the test sign took, as the terminal reported it.
  private var width: Int?

  /// The background that the terminal reported, as `0xRRGGBB`, until it is taken.
  var background: Int?

  private var paste: Paste?
  /// Whether the end of a paste has not arrived.
  var isPasting: Bool { paste != nil }
  private var sequence: ControlInput?
  private var lastInput = ContinuousClock.Instant.now
  private var lastPress: (x: Int, y: Int, at: ContinuousClock.Instant)?

  private struct Paste {
    var text = String.UnicodeScalarView()
    var size = 0
  }

  /// A paste or a sequence whose end got lost must not swallow keys for longer than this.
  static let silence = Duration.seconds(1)
  static let doubleClick = Duration.milliseconds(400)

  /// Silence is counted from here: input that comes without a pause makes a batch long.
  mutating func endBatch(at now: ContinuousClock.Instant) { lastInput = max(lastInput, now) }

  /// The number of cells that the test sign took; returned only once.
  mutating func takeWidth() -> Int? {
    defer { width = nil }
    return width
  }

  /// Decodes all the input that is there.
  ///
  /// - Parameters:
  ///   - now: when it was read, for the timing of clicks and pastes.
  ///   - next: the next input, nil when there is no more.
  /// - Returns: the keys, without what is still incomplete.
  mutating func decode(
    at now: ContinuousClock.Instant, from next: () -> RawInput?
  ) -> [Key] {
    var keys: [Key] = []
    // The next one last.
    var pushedBack: [RawInput] = []
    func take() -> RawInput? { pushedBack.popLast() ?? next() }
    while let input = take() {
      // Only the first input of a batch can be late: what begins in this batch is not ended by it.
      let isLate = lastInput.duration(to: now) > Self.silence
      lastInput = now
      if isLate, let key = endPaste() { keys.append(key) }
      // Its text is not bound here: a second reference would copy it with each character.
      if paste != nil {
        if let key = collect(input) { keys.append(key) }
        continue
      }
      if isLate { sequence = nil }
      switch input {
      case .scalar(let scalar) where sequence != nil:
        keys += proceed(with: scalar, at: now)
      case .scalar("\u{1B}"):
        let escaped = escape(take)
        keys += escaped.keys
        pushedBack += escaped.unread.reversed()
      case .scalar(let scalar): keys.append(KeyCodes.key(for: scalar))
      case .code(let code): keys.append(codes[code] ?? .unknown)
      case .pasteStart: paste = Paste()
      case .pasteEnd: break
      }
    }
    return keys
  }

  /// The meaning of an Esc for which ncurses knows no key. It is the Esc key, whatever follows,
  /// with two exceptions: a sequence is dropped as a whole, so that its letters do not run as
  /// commands, and a key that the user has bound with Alt is that key.
  ///
  /// - Returns: the keys, none if more input is needed to know them, and the input that does not
  ///   belong to them.
  private mutating func escape(_ next: () -> RawInput?) -> (keys: [Key], unread: [RawInput]) {
    guard let first = next() else { return ([.escape], []) }
    guard case .scalar(let scalar) = first else { return ([.escape], [first]) }
    switch scalar {
    case "[":
      // A single Esc was typed: terminals send their sequences whole.
      guard let following = next() else { return ([.escape], [first]) }
      guard case .scalar = following else { return ([.escape], [first, following]) }
      sequence = ControlInput(opening: scalar)
      return ([], [following])
    case "O":
      guard let following = next() else { return ([.escape], [first]) }
      guard case .scalar(let final) = following, let key = KeyCodes.finals[final] else {
        return ([.escape], [first, following])
      }
      return ([key], [])
    case "]", "P", "_", "^", "X": return string(openedBy: scalar, next)
    default:
      if case .character(let character) = KeyCodes.key(for: scalar), altKeys.contains(character) {
        return ([.alt(character)], [])
      }
      return ([.escape], [first])
    }
  }

  /// Input that begins like an answer of the terminal is one if its end is there as well, or if it
  /// begins like a known answer. Otherwise it was typed.
  private mutating func string(
    openedBy opener: Unicode.Scalar, _ next: () -> RawInput?
  ) -> (keys: [Key], unread: [RawInput]) {
    var string = ControlInput(opening: opener)
    var inputs: [RawInput] = [.scalar(opener)]
    var isAfterEscape = false
    while let input = next() {
      inputs.append(input)
      guard case .scalar(let scalar) = input, !isAfterEscape || scalar == "\\" else {
        return ([.escape], inputs)
      }
      isAfterEscape = scalar == "\u{1B}"
      switch string?.take(scalar) {
      case .key(let key)?: return ([key], [])
      case .background(let color)?:
        background = color
        return ([], [])
      case .cursor?, .report?, nil: break
      }
    }
    guard inputs.count > 1, case .scalar(let second) = inputs[1],
      ControlInput.isAnswer(opener, second)
    else { return ([.escape], inputs) }
    sequence = string
    return ([], [])
  }

  /// Continues the sequence that has begun.
  private mutating func proceed(
    with scalar: Unicode.Scalar, at now: ContinuousClock.Instant
  ) -> [Key] {
    guard let end = sequence?.take(scalar) else { return [] }
    sequence = nil
    switch end {
    case .key(let key): return [key]
    case .cursor(let column):
      width = column - 1
      return []
    case .background(let color):
      background = color
      return []
    case .report(let report):
      return hasMouse ? event(report, at: now).map { [.mouse($0)] } ?? [] : []
    }
  }

  private mutating func collect(_ input: RawInput) -> Key? {
    switch input {
    case .pasteEnd: return endPaste()
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

  private mutating func endPaste() -> Key? {
    defer { paste = nil }
    return paste.map { .paste(String($0.text)) }
  }

  /// Nil for what till does not use: a release, a motion, another button.
  private mutating func event(
    _ report: MouseReport, at now: ContinuousClock.Instant
  ) -> MouseEvent? {
    let (x, y) = (report.x, report.y)
    switch report.button {
    case MouseReport.wheelUp: return MouseEvent(.scrollUp, x: x, y: y)
    case MouseReport.wheelDown: return MouseEvent(.scrollDown, x: x, y: y)
    case MouseReport.left where report.isPress: break
    default: return nil
    }
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
