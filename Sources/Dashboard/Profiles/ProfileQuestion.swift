package import Screen
import Widgets

/// Asks which profile to start with, if there are several and none is the default.
package struct ProfileQuestion: Equatable, Sendable {
  /// How the question ended.
  package enum Answer: Equatable, Sendable {
    case left
    /// The profile's name.
    case chosen(String)
  }

  private var picker = Picker(isNarrowed: false)
  private let choices: [ProfileChoice]
  /// Why the last choice is not possible.
  private var problem: String?

  package init(_ choices: [ProfileChoice]) { self.choices = choices }

  /// Handles a key on a screen of that size; nil while nothing is decided.
  package mutating func take(_ key: Key, on size: Size) -> Answer? {
    let place = place(Layout(size: size, Arrangement()))
    problem = nil
    switch picker.take(key, of: choices.count, height: Dialog.inside(of: place).height) {
    case .left: return .left
    case .chosen(let index?):
      guard let reason = choices[index].problem else { return .chosen(choices[index].id) }
      problem = "\(choices[index].id): \(reason)"
    case .chosen(nil), .narrowed, .moved, nil: break
    }
    return nil
  }

  private func place(_ layout: Layout) -> Rect {
    layout.dialog(ProfilePicker.inside(of: choices))
  }

  /// Draws it on a surface that covers the whole screen.
  package func draw(on surface: inout Surface) {
    let layout = Layout(size: surface.size, Arrangement())
    surface.within(place(layout)) { $0.drawProfiles("Which profile?", choices, picker) }
    let hint =
      "↵ opens it · ↓ ↑ choose · q leaves · profile = \"NAME\" in config.toml decides"
    surface.within(layout.footer.inset(dx: 1, dy: 0)) { footer in
      footer.writeTruncated(
        problem ?? hint, x: 0, y: 0,
        style: Style(problem == nil ? .footer : .warning))
    }
  }
}
