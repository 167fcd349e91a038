import Screen
import Support
import Testing

@Suite struct SnapshotTests {
  @Test func `a picture shows characters, roles, emphasis and the cursor`() {
    var surface = Surface(size: Size(width: 24, height: 4))
    surface.frame(
      surface.bounds, style: Style(.border),
      title: [Segment("Sessions", Style(.title)), Segment(" 3", Style(.secondary))])
    surface.write("● paid", x: 2, y: 1, style: Style(.statusPaid))
    surface.write("山田 太郎", x: 10, y: 1, style: Style(.text, .bold))
    surface.addEmphasis(.selected, in: Rect(x: 1, y: 1, width: 22, height: 1))
    surface.placeCursor(x: 2, y: 2)
    expectSnapshot(of: surface, named: "picture")
  }
}
