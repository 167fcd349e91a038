import CNCurses
import Glibc
package import Screen

extension Terminal {
  /// All keys that are there; never waits, except for the rest of a sequence that an Esc began.
  package func readKeys(at now: ContinuousClock.Instant = .now) -> [Key] {
    guard state == .open else { return [] }
    var hasRead = false
    let keys = decoder.decode(at: now) { [self] in
      let input = nextInput()
      hasRead = hasRead || input != nil
      return input
    }
    if decoder.isPasting { decoder.endBatch(at: .now) }
    takeWidth()
    // Readable, but with nothing to read: the loop would go on without end, at full speed.
    isGone = !hasRead && isReadable
    return keys
  }

  /// Reports clicks and the wheel to the program; the terminal's own selection then needs Shift.
  package func setMouse(_ isOn: Bool) {
    guard decoder.hasMouse != isOn else { return }
    decoder.hasMouse = isOn
    guard state == .open else { return }
    writeControl(isOn ? ControlSequence.mouseOn : ControlSequence.mouseOff)
  }

  private func nextInput() -> RawInput? {
    while true {
      var value: wint_t = 0
      let kind = unsafe wget_wch(keypadWindow, &value)
      guard kind != ERR else { return nil }
      guard kind == KEY_CODE_YES else {
        // Bytes that are not UTF-8 arrive as they are.
        return .scalar(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
      switch Int32(bitPattern: value) {
      case KEY_RESIZE: continue  // Our own resizeterm queues it.
      case Self.pasteStart: return .pasteStart
      case Self.pasteEnd: return .pasteEnd
      case let code: return .code(code)
      }
    }
  }

  private var isReadable: Bool {
    var target = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&target, 1, 0) > 0
  }

  // Above all numbers that ncurses gives to terminfo's keys.
  private static let pasteStart: Int32 = 0x7000
  private static let pasteEnd: Int32 = 0x7001

  func defineKeys() {
    // ncurses drops a report that it does not want and then waits for the next key, even if told
    // not to wait. So reports arrive as plain sequences, and the decoder reads them.
    define_key(nil, KEY_MOUSE)
    unsafe define_key(ControlSequence.pasteStart, Self.pasteStart)
    unsafe define_key(ControlSequence.pasteEnd, Self.pasteEnd)
    for (name, key) in KeyCodes.extended {
      guard let sequence = unsafe till_string(name) else { continue }
      let code = unsafe key_defined(sequence)
      if code > 0 { decoder.codes[code] = key }
    }
  }
}
