import Dashboard
import Screen
import Testing

@Suite("Where the panes stand")
struct LayoutTests {
  /// Every size from 1×1 to 500×200, with the arrangements in turn.
  @Test
  func `panes stay inside the screen, share edges at most, and a list that shows has a row`() {
    var wrong: [String] = []
    var turn = 0
    for width in 1...500 {
      for height in 1...200 {
        turn += 1
        let arrangement = Self.arrangements[turn % Self.arrangements.count]
        let layout = Layout(size: Size(width: width, height: height), arrangement)
        if let complaint = Self.complaint(layout, width, height, arrangement) {
          wrong.append("\(width)×\(height): \(complaint)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func `below 20×6 nothing is shown, from there on something is`() {
    #expect(Layout(size: Size(width: 19, height: 60), Arrangement()).shape == .tooSmall)
    #expect(Layout(size: Size(width: 200, height: 5), Arrangement()).shape == .tooSmall)
    #expect(Layout(size: Size(width: 20, height: 6), Arrangement()).listHeight == 1)
  }

  @Test func `the shapes begin where they should`() {
    func shape(_ width: Int, _ height: Int) -> Layout.Shape {
      Layout(size: Size(width: width, height: height), Arrangement()).shape
    }
    #expect(shape(59, 40) == .single)
    #expect(shape(60, 14) == .single)
    #expect(shape(60, 15) == .stacked)
    #expect(shape(99, 40) == .stacked)
    #expect(shape(100, 15) == .wide)
  }

  @Test func `a click finds what the frame shows there, at every cell`() {
    for size in [
      Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 40, height: 10),
      Size(width: 10, height: 3),
    ] {
      let layout = Layout(size: size, Arrangement())
      for x in 0..<size.width {
        for y in 0..<size.height {
          guard case .content(let pane, let place) = layout.target(x: x, y: y) else { continue }
          let inside = layout.content(of: pane)
          #expect(inside.x + place.x == x && inside.y + place.y == y)
        }
      }
      for pane in Pane.allCases {
        guard let frame = layout.frames[pane] else { continue }
        #expect(layout.target(x: frame.x + 1, y: frame.y) == .title(pane))
      }
    }
    let small = Layout(size: Size(width: 10, height: 3), Arrangement())
    #expect(small.target(x: 1, y: 1) == .nothing)
  }

  @Test func `columns fill the list to its last cell, whatever the width`() {
    for width in 32...300 {
      let columns = ColumnChoice().visible(in: width)
      #expect(columns.reduce(-1) { $0 + $1.width + 1 } == width, "\(width)")
    }
  }

  private static let arrangements: [Arrangement] = Pane.allCases.flatMap { pane in
    [nil, 20, 50, 80].flatMap { share in
      [(false, false), (true, false), (false, true)].map { isZoomed, hidesDetail in
        var arrangement = Arrangement()
        arrangement.focus = pane
        arrangement.listShare = share
        arrangement.isZoomed = isZoomed
        arrangement.hidesDetail = hidesDetail
        return arrangement
      }
    }
  }

  private static func complaint(
    _ layout: Layout, _ width: Int, _ height: Int, _ arrangement: Arrangement
  ) -> String? {
    guard layout.shape != .tooSmall else {
      return layout.frames.isEmpty ? nil : "too small, and yet there are panes"
    }
    let frames = Array(layout.frames)
    if layout.frames[arrangement.focus] == nil { return "the focused pane is not shown" }
    for (pane, frame) in frames {
      guard frame.x >= 0, frame.y >= 1, frame.maxX <= width, frame.maxY <= height - 2 else {
        return "\(pane) leaves the screen"
      }
      guard frame.width >= 3, frame.height >= 3 else { return "\(pane) has no inside" }
    }
    for (index, one) in frames.enumerated() {
      for other in frames[(index + 1)...] {
        let shared = one.value.intersection(other.value)
        if shared.width > 1 && shared.height > 1 { return "\(one.key) overlaps \(other.key)" }
      }
    }
    let covered = frames.reduce(0) { $0 + $1.value.inset(dx: 1, dy: 1).width }
    if covered == 0 { return "nothing is shown" }
    return layout.frames[.list] == nil || layout.listHeight >= 1 ? nil : "the list has no row"
  }
}
