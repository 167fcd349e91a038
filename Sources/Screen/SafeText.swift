/// Text for a person at a terminal, in which nothing can be an order to the terminal.
///
/// There are two ways to make one: a literal in the code, and text from outside that goes through
/// ``Sanitiser``, which every interpolation does by itself. Whoever prints for people takes this type
/// and no string, so that unsanitised text does not compile.
///
///     console.say("till: \(error.message)")    // the message is made harmless here
package struct SafeText: Hashable, Sendable {
  /// The text, fit for a terminal.
  package private(set) var text: String

  /// Text from outside, on one line.
  package init(_ outside: some StringProtocol) { text = Sanitiser.display(String(outside)) }

  /// Text from outside that has lines: each is made harmless, and the breaks between them stay.
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
  /// The text and blanks, in a column of so many cells.
  package func padded(to width: Int, align: TextWidth.Alignment = .leading) -> SafeText {
    SafeText(trusted: TextWidth.pad(text, to: width, align: align))
  }

  /// The text in exactly so many cells: cut where it is longer, filled up where it is shorter.
  package func fitted(to width: Int, cut: TextWidth.Cut = .end) -> SafeText {
    SafeText(trusted: TextWidth.fit(text, to: width, cut: cut))
  }

  /// The text in so many cells at the most.
  package func truncated(to width: Int) -> SafeText {
    SafeText(trusted: TextWidth.truncate(text, to: width))
  }

  /// How many cells it takes.
  package var cells: Int { TextWidth.cells(of: text) }
}
