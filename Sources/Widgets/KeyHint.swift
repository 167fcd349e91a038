package import Screen

/// A key and what it does, for the footer and for buttons.
package struct KeyHint: Equatable, Sendable {
  /// The key's name as it is shown: `↵`, `Esc`, `X`.
  package let key: String
  package let label: String
  package let isEnabled: Bool

  package init(_ key: String, _ label: String, isEnabled: Bool = true) {
    self.key = key
    self.label = label
    self.isEnabled = isEnabled
  }

  /// Cells that it takes in a line of hints, without the space between hints.
  package var width: Int { TextWidth.cells(of: key) + 1 + TextWidth.cells(of: label) }

  /// `[ Keep: Esc ]`.
  package var buttonText: String { "[ \(label): \(key) ]" }
}

extension KeyHint {
  /// The first hints that fit in a line, and before all others that of Esc.
  package static func fitting(_ hints: [KeyHint], in width: Int) -> [KeyHint] {
    var room = width + 2
    func fits(_ hint: KeyHint) -> Bool {
      room -= hint.width + 2
      return room >= 0
    }
    let leaving = hints.last { $0.key == "Esc" }
    if let leaving, !fits(leaving) { return [] }
    let others = hints.filter { $0 != leaving }.prefix(while: fits)
    return hints.filter { $0 == leaving || others.contains($0) }
  }

  /// With words for the signs of keys that a terminal lacks.
  package func spelled(with words: [Unicode.Scalar: String]) -> KeyHint {
    if words.isEmpty { return self }
    let key = key.replacing("←→", with: "← →").spelled(with: words)
    return KeyHint(key, label, isEnabled: isEnabled)
  }
}

extension Surface {
  /// Draws hints in a line, as many as fit. The way out is the last to be left out.
  package mutating func drawHints(_ hints: [KeyHint], x: Int = 0, y: Int = 0) {
    var x = x
    for hint in KeyHint.fitting(hints, in: size.width - x) {
      let label = Style(hint.isEnabled ? .footer : .disabled)
      x += write(hint.key, x: x, y: y, style: Style(hint.isEnabled ? .key : .disabled))
      x += write(" \(hint.label)", x: x, y: y, style: label) + 2
    }
  }

  /// Draws buttons in a line: the one that a key pressed by mistake should choose comes first, the
  /// others in `style`.
  package mutating func drawButtons(
    _ first: KeyHint, _ others: [KeyHint], y: Int, style: Style = Style(.danger)
  ) {
    var segments = [Segment(first.buttonText, Style(.focusedButton))]
    for hint in others {
      segments.append(Segment("   ", Style(.dialog)))
      segments.append(Segment(hint.buttonText, hint.isEnabled ? style : Style(.disabled)))
    }
    write(segments, x: 0, y: y, maxWidth: size.width)
  }
}
