import FoundationEssentials

/// The control sequence that copies text to the terminal's clipboard.
///
/// [XTerm Control Sequences](https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), "Ps = 5 2"
struct OSC52 {
  let environment: [String: String]

  /// Bytes of base64. Others have the same limit: some terminals drop all of a longer sequence.
  static let limit = 74_994
  /// GNU screen's own buffer for a string sequence is 768 bytes.
  static let screenChunk = 700

  /// The bytes to write; nil if the text is too long or the terminal has no clipboard.
  func sequence(for text: String) -> [UInt8]? {
    let kind = TerminalKind(environment)
    guard kind.understandsOSC else { return nil }
    let encoded = Data(text.utf8).base64EncodedString()
    guard encoded.utf8.count <= Self.limit else { return nil }
    let sequence = Array("\u{1B}]52;c;\(encoded)\u{7}".utf8)
    return kind.isScreen ? passedThroughScreen(sequence) : sequence
  }

  /// In device control strings, which screen passes to its terminal unread, one after the other.
  private func passedThroughScreen(_ sequence: [UInt8]) -> [UInt8] {
    stride(from: 0, to: sequence.count, by: Self.screenChunk).flatMap { start in
      Array("\u{1B}P".utf8) + sequence[start..<min(start + Self.screenChunk, sequence.count)]
        + Array("\u{1B}\\".utf8)
    }
  }
}
