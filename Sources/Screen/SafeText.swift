/// Text for a person at a terminal, which cannot contain commands to the terminal.
///
/// There are two ways to make one: from a literal in the code, and from outside text through
/// ``Sanitiser``, which every interpolation uses. Functions that print for people take this type
/// instead of a string, so that unsanitised text does not compile.
///
///     console.say("till: \(error.message)")    // the message is made harmless here
package struct SafeText: Hashable, Sendable {
  /// The text, fit for a terminal.
  package private(set) var text: String

  /// Text from outside, on one line.
  package init(_ outside: some StringProtocol) { text = Sanitiser.display(String(outside)) }

  /// Text from outside with several lines: each is made harmless, and the line breaks stay.
  package init(lines outside: some StringProtocol) {
    text = outside.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { Sanitiser.display(String($0)) }.joined(separator: "\n")
  }

  fileprivate init(trusted text: String) { self.text = text }

  package static func + (left: SafeText, right: SafeText) -> SafeText {
    SafeText(trusted: left.text + right.text)
  }

  package var isEmpty: Bool { text.isEmpty }
}

extension SafeText: ExpressibleByStringInterpolation {
  package init(stringLiteral literal: String) { text = literal }

  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Sanitises every text that is inserted into a literal.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    package mutating func appendLiteral(_ literal: String) { text += literal }

    package mutating func appendInterpolation(_ safe: SafeText) { text += safe.text }

    package mutating func appendInterpolation(_ outside: some StringProtocol) {
      text += Sanitiser.display(String(outside))
    }

    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      text += String(number)
    }
  }
}

extension SafeText: CustomStringConvertible {
  package var description: String { text }
}

extension Sequence<SafeText> {
  /// The texts one after the other.
  package func joined(separator: SafeText = "") -> SafeText {
    SafeText(trusted: map(\.text).joined(separator: separator.text))
  }
}

// MARK: - In cells

extension SafeText {
  /// The text padded with spaces to a number of cells.
  package func padded(to width: Int, align: TextWidth.Alignment = .leading) -> SafeText {
    SafeText(trusted: TextWidth.pad(text, to: width, align: align))
  }

  /// The text in exactly this many cells: cut when it is longer, padded when it is shorter.
  package func fitted(to width: Int, cut: TextWidth.Cut = .end) -> SafeText {
    SafeText(trusted: TextWidth.fit(text, to: width, cut: cut))
  }

  /// The text in at most this many cells.
  package func truncated(to width: Int) -> SafeText {
    SafeText(trusted: TextWidth.truncate(text, to: width))
  }

  /// How many cells it takes.
  package var cells: Int { TextWidth.cells(of: text) }
}
