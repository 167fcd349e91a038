import Glibc

/// The colour of the terminal's background, which decides the theme.
///
/// It is asked for without waiting: most terminals answer within a millisecond, some never.
/// Source: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (OSC 11)
extension Terminal {
  /// An answer that comes later belongs to another program's question.
  private static let patience = Duration.seconds(1)
  /// How long the end of the program waits for an answer that may still come: later, the shell
  /// would read it as typed.
  private static let grace = Duration.milliseconds(100)

  func askForBackground() {
    writeControl(ControlSequence.backgroundQuestion)
    backgroundAskedAt = .now
  }

  /// Whether the background is light, if the terminal has reported it; returned only once.
  package func takeBackground() -> Bool? {
    guard let color = decoder.background else { return nil }
    decoder.background = nil
    guard let asked = backgroundAskedAt, .now - asked < Self.patience else { return nil }
    backgroundAskedAt = nil
    return Self.isLight(color)
  }

  /// Uses the luminance that the eye sees, of `0xRRGGBB`.
  private static func isLight(_ color: Int) -> Bool {
    let (red, green, blue) = (color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)
    return 299 * red + 587 * green + 114 * blue > 127_500
  }

  /// Takes an answer that has not come yet, so that the next program does not read it.
  func awaitBackground() {
    guard state == .open, let asked = backgroundAskedAt else { return }
    let deadline = asked + Self.grace
    while decoder.background == nil, .now < deadline, !isGone {
      var target = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
      let left = Int32(
        clamping: ContinuousClock.now.duration(to: deadline).components.attoseconds
          / 1_000_000_000_000_000 + 1)
      guard unsafe poll(&target, 1, left) > 0 else { return }
      _ = readKeys()
    }
  }
}
