import Checkout
package import Dashboard
package import Screen
import Units

/// Draws the whole screen. Pure: the same state gives the same cells.
package func render(_ state: State) -> Surface {
  var surface = Surface(
    size: state.size, border: state.preferences.borders, spelling: state.spelling)
  let layout = state.layout
  guard layout.shape != .tooSmall else {
    surface.drawTooSmall(state.size)
    return surface
  }
  surface.within(layout.header) { $0.drawHeader(state) }
  surface.within(layout.tabs) { $0.drawTabs(state) }
  surface.drawFrames(state, layout)
  if state.documents.isShown {
    surface.within(layout.content(of: .list)) { $0.drawDocuments(state) }
    surface.within(layout.content(of: .detail)) { $0.drawDocument(state) }
    surface.within(layout.content(of: .lineItems)) { $0.drawDocumentItems(state) }
  } else {
    surface.within(layout.content(of: .list)) { $0.drawList(state) }
    surface.within(layout.content(of: .detail)) { $0.drawDetail(state) }
    surface.within(layout.content(of: .lineItems)) { $0.drawLineItems(state) }
  }
  surface.within(layout.message) { $0.drawMessage(state) }
  surface.within(layout.footer) { $0.drawFooter(state) }
  for overlay in state.overlays.all {
    surface.within(overlay.place(in: state)) { overlay.draw(on: &$0, state) }
  }
  return surface
}

extension Surface {
  fileprivate mutating func drawTooSmall(_ size: Size) {
    let smallest = Layout.smallest
    for (row, text) in ["too small", "\(size.width)×\(size.height)"].enumerated() {
      writeTruncated(text, x: 0, y: row, width: size.width, style: Style(.warning))
    }
    if size.height > 2 {
      writeTruncated(
        "needs \(smallest.width)×\(smallest.height)", x: 0, y: 2, width: size.width,
        style: Style(.secondary))
    }
  }
}
