/// What ncurses reads, before it is a key.
enum RawInput: Hashable {
  /// A typed or pasted scalar, control characters included.
  case scalar(Unicode.Scalar)
  /// A function key by ncurses' number.
  case code(Int32)
  case pasteStart
  case pasteEnd
}
