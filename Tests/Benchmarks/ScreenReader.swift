import CVTerm

/// What a terminal of that size shows after everything that was written to it.
///
/// Source: https://www.leonerd.org.uk/code/libvterm/
final class ScreenReader {
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private let area: VTermRect

  init(columns: UInt16, rows: UInt16) {
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_reset(screen, 1)
    area = VTermRect(start_row: 0, end_row: Int32(rows), start_col: 0, end_col: Int32(columns))
  }

  deinit { vterm_free(terminal) }

  func take(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      _ = vterm_input_write(
        terminal, bytes.assumingMemoryBound(to: CChar.self).baseAddress, bytes.count)
    }
  }

  var lines: [Substring] {
    // A cell is at most a base and five marks of four bytes.
    let most = Int(area.end_row * area.end_col) * 24
    let text = String(unsafeUninitializedCapacity: most) { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        vterm_screen_get_text(screen, $0.baseAddress, $0.count, area)
      }
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The row of the list with till's cursor: its part of the line, without the other panes.
  var selectedRow: Substring? {
    lines.lazy.compactMap { line in
      line.split(separator: "│").first { $0.hasPrefix("▌") }
    }.first
  }
}
