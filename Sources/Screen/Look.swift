/// The colours and attributes of a cell, as they are sent to the terminal.
package struct Look: Hashable, Sendable {
  /// How the terminal shows text, apart from its colour.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    /// Many terminals do not show it, so it never tells two things apart on its own.
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
  }

  /// nil leaves the colour to the layer below: the role under an emphasis, the text under a role.
  package var foreground: Color?
  package var background: Color?
  package var attributes: Attributes

  package init(
    _ foreground: Color? = nil, on background: Color? = nil, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// This look with another laid over it.
  func under(_ other: Look) -> Look {
    Look(
      other.foreground ?? foreground, on: other.background ?? background,
      attributes.union(other.attributes))
  }
}
