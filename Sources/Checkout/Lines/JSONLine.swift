/// One line of a pretty-printed value.
package struct JSONLine: Equatable, Sendable {
  /// Text of one colour.
  package struct Piece: Equatable, Sendable {
    /// What the text is in JSON, which decides its colour.
    package enum Kind: Sendable {
      case key, string, number
      /// true, false, null.
      case word
      case punctuation
      /// Text in place of something that is not shown.
      case placeholder
    }

    package var kind: Kind
    package var text: String
  }

  /// Spaces before the text.
  package var indent: Int
  package var pieces: [Piece]
  /// The lines that disappear when this one is folded; nil when there is nothing to fold.
  package var foldable: Range<Int>?

  package var text: String { pieces.map(\.text).joined() }
}
