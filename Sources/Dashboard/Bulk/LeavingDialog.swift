package import Screen
package import Widgets

/// Asks whether to quit while a bulk expire runs.
package struct LeavingDialog: Overlay {
  private var confirmation = Question("Stop and quit", key: "q", refusal: "Stay")

  package var holdsList: Bool { true }
  package func place(in state: State) -> Rect {
    state.layout.dialog(Size(width: 58, height: 4))
  }

  package func hints(_ state: State) -> [KeyHint] {
    confirmation.hints(isReady: shows(leastSize, in: state))
  }

  private var leastSize: Size {
    Size(width: max(30, confirmation.leastSize.width), height: 3)
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    confirmation.settle(isSeen: isOnTop && shows(leastSize, in: state), at: state.clock.uptime)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let isWhole = shows(leastSize, in: state)
    switch confirmation.take(key, at: state.clock.uptime, isWhole: isWhole) {
    case .refused: state.overlays.close(id)
    case .tooEarly: state.message = .tooEarly(confirmation.key)
    case .confirmed:
      state.overlays.close(id)
      return Self.quitAfterBulk(&state)
    case .taken, nil: break
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawDialog(title: "Still expiring", style: Style(.danger)) { box in
      guard shows(leastSize, in: state) else {
        box.drawNeededSize(Layout.screen(for: leastSize))
        return
      }
      let left = state.bulk?.tally.left ?? 0
      box.drawParagraph(
        "Not begun yet: \(left.counted("row")). Leaving sends nothing more.", y: 0, height: 2)
      confirmation.draw(on: &box)
    }
  }
}

extension LeavingDialog {
  /// Quits, but asks first while a bulk expire runs. One that is stopping ends by itself.
  static func quit(_ state: inout State) -> [Effect] {
    guard let run = state.bulk, run.isRunning else { return [.loop(.quit)] }
    if run.isStopping {
      state.bulk?.quitsAfterwards = true
      state.message = Message("till ends once what was sent is answered", .warning)
    } else {
      state.overlays.push(LeavingDialog())
    }
    return []
  }

  /// Closes the question when the run has ended or is stopping: there is nothing to ask any more.
  static func settle(_ state: inout State) {
    if let run = state.bulk, run.isRunning, !run.isStopping { return }
    state.overlays.close(OverlayID(LeavingDialog.self))
  }

  /// Stops the bulk expire and quits when the rows in progress have ended.
  fileprivate static func quitAfterBulk(_ state: inout State) -> [Effect] {
    guard state.bulk?.isRunning == true else { return [.loop(.quit)] }
    state.bulk?.quitsAfterwards = true
    return state.stopChanges()
  }
}
