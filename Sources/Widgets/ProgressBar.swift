package import Screen

extension Surface {
  /// How much of something is done: a bar in the first row, with a text at its end.
  package mutating func drawProgress(_ done: Int, of count: Int, text: String) {
    let width = max(0, size.width - TextWidth.cells(of: text) - 1)
    let filled = count <= 0 ? width : min(width, max(0, width * done / count))
    write(
      [
        Segment(String(repeating: "█", count: filled), Style(.success)),
        Segment(String(repeating: "░", count: width - filled), Style(.secondary)),
        Segment(" \(text)", Style(.dialog)),
      ], x: 0, y: 0)
  }
}
