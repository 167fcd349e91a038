import Glibc

/// The character set that the C library uses; ncurses relies on it.
enum CharacterSet: Equatable {
  case utf8
  /// Only ASCII is sure to arrive. The name of the locale that says so; nil if UTF-8 is not
  /// available.
  case ascii(locale: String?)

  /// Sets the C library to UTF-8, unless the environment names a locale with another character set.
  ///
  /// A locale that is not installed counts by its name. Without any name UTF-8 is assumed, because
  /// today's terminals use it.
  static func adopt() -> CharacterSet {
    let name = named
    // LC_CTYPE alone: numbers printed by C libraries must not change with the locale.
    if let name, unsafe setlocale(LC_CTYPE, "") != nil {
      return isUTF8 ? .utf8 : .ascii(locale: name)
    }
    if let name, namesOtherSet(name) { return .ascii(locale: name) }
    guard unsafe setlocale(LC_CTYPE, "C.UTF-8") != nil, isUTF8 else { return .ascii(locale: nil) }
    return .utf8
  }

  /// The locale of the environment, as the C library chooses it; nil where none is named.
  /// Source: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
  private static var named: String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { TerminalType.environment($0) }
      .first { !$0.isEmpty }
  }

  /// Whether the name of a locale has a character set other than UTF-8, such as `de_DE.ISO-8859-1`.
  static func namesOtherSet(_ name: String) -> Bool {
    guard let dot = name.firstIndex(of: ".") else { return false }
    let set = name[name.index(after: dot)...].prefix { $0 != "@" }.lowercased()
    return set.filter { $0.isLetter || $0.isNumber } != "utf8"
  }

  private static var isUTF8: Bool {
    guard let codeset = unsafe nl_langinfo(nl_item(CODESET)) else { return false }
    return unsafe strcmp(codeset, "UTF-8") == 0
  }

  /// A message for the user; nil if nothing is missing.
  var notice: String? {
    switch self {
    case .utf8: nil
    case .ascii(let locale?):
      "the locale \(locale) is not UTF-8, so only ASCII characters are shown"
    case .ascii(nil): "this system has no UTF-8 locale, so only ASCII characters are shown"
    }
  }
}
