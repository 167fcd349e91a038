import CNCurses
import Screen

/// Maps input to keys.
enum KeyCodes {
  static func key(for scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    // Ctrl clears the two upper bits of `@` to `_`; letters are given in lower case.
    case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
    case 0x00..<0x20: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
    case 0x80..<0xA0: .unknown
    default: .character(Character(scalar))
    }
  }

  static let codes: [Int32: Key] = {
    var codes: [Int32: Key] = [
      KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
      KEY_HOME: .home, KEY_FIND: .home, KEY_END: .end, KEY_SELECT: .end,
      KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_DC: .delete, KEY_IC: .insert,
      KEY_BACKSPACE: .backspace, KEY_ENTER: .enter, KEY_BTAB: .backTab,
    ]
    for number in 1...12 { codes[KEY_F0 + Int32(number)] = .function(number) }
    return codes
  }()

  /// Names of terminfo's keys beyond the standard ones. Ctrl or Alt with an arrow moves by words,
  /// which text fields know as Alt-b and Alt-f.
  static let extended: [(name: String, key: Key)] = [
    ("kLFT5", .alt("b")), ("kRIT5", .alt("f")), ("kLFT3", .alt("b")), ("kRIT3", .alt("f")),
  ]

  /// Last characters of sequences, for terminals that do not send what their terminfo entry says.
  static let finals: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "M": .enter, "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static let numbered: [String: Key] = [
    "1": .home, "2": .insert, "3": .delete, "4": .end, "5": .pageUp, "6": .pageDown, "7": .home,
    "8": .end, "11": .function(1), "12": .function(2), "13": .function(3), "14": .function(4),
    "15": .function(5), "17": .function(6), "18": .function(7), "19": .function(8),
    "20": .function(9), "21": .function(10), "23": .function(11), "24": .function(12),
  ]

  static func key(forSequence parameters: String, final: Unicode.Scalar) -> Key {
    switch (parameters, final) {
    case ("", _): finals[final] ?? .unknown
    case ("1;3", "D"), ("1;5", "D"): .alt("b")
    case ("1;3", "C"), ("1;5", "C"): .alt("f")
    case (_, "~"): numbered[parameters] ?? .unknown
    default: .unknown
    }
  }
}
