import Dashboard
import Panes
import Screen

/// The state and its picture, as one value: passed on in place, where two properties of the loop would
/// have the state copied for each key. So even what changes nothing is mutating.
struct Scene {
  private(set) var state: State
  private var canvas = Canvas()

  init(_ state: State) { self.state = state }

  mutating func take(_ events: [Event]) -> [Effect] { update(&state, events) }

  mutating func draw(answeringKey isAnswer: Bool) -> Surface {
    canvas.draw(state, answeringKey: isAnswer)
  }

  /// The view to keep for the next run; nil if nothing but the list's cursor has moved. Not while the
  /// user is typing: each letter of a filter would write a file.
  mutating func remembered() -> RememberedView? {
    canvas.hasOnlyMoved || !state.overlays.isEmpty ? nil : state.remembered
  }

  /// When the loop must run again, whatever happens: soon if the picture's times are late. Not at once:
  /// the terminal shows the row that has moved before the processor is busy again.
  mutating func deadline() -> ContinuousClock.Instant? {
    let rest = state.nextDeadline.map { $0 - Clock.now.uptime }
    let wait = canvas.isLate ? min(40, rest ?? 40) : rest
    return wait.map { .now + .milliseconds($0) }
  }
}
