import Glibc

/// Lets the C library speak UTF-8, which ncurses asks it about.
///
/// - Returns: whether it does. Without, only ASCII can be drawn.
func adoptUTF8Locale() -> Bool {
  // LC_CTYPE alone: numbers printed by C libraries must not change with the locale.
  for name in ["", "C.UTF-8"] {
    guard unsafe setlocale(LC_CTYPE, name) != nil else { continue }
    if let codeset = unsafe nl_langinfo(nl_item(CODESET)), unsafe strcmp(codeset, "UTF-8") == 0 {
      return true
    }
  }
  return false
}
