import Query
import Screen
package import TOML

/// What `till config check` says about one place of a configuration file.
package struct ConfigurationNote: Error, Equatable, Sendable {
  /// Whether till starts in spite of it.
  package enum Severity: String, Sendable {
    /// Till continues; the line has no effect.
    case warning
    /// Till does not start: it is not known what the line was meant to do, and it may have been a
    /// protection.
    case error
  }

  package let severity: Severity
  package let file: String
  /// Nil when the note is about the file as a whole.
  package let position: TextPosition?
  /// What is wrong and what is allowed. Safe to show: it never holds a key.
  package let text: String

  package init(_ severity: Severity, _ file: String, _ position: TextPosition?, _ text: String) {
    self.severity = severity
    self.file = file
    self.position = position
    self.text = Sanitiser.display(SecretKey.masked(text))
  }

  /// `FILE:LINE:COLUMN: error: TEXT`, the format of compilers and editors.
  package var sentence: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(Sanitiser.display(file))\(place): \(severity.rawValue): \(text)"
  }
}

extension String {
  /// The text in quotes, for a message: shortened, and with keys masked, since a key may be in
  /// any place of a file by mistake.
  var quoted: String {
    let text = SecretKey.masked(self)
    return text.count > 60 ? "“\(text.prefix(59))…”" : "“\(text)”"
  }
}

extension Sequence<String> {
  /// `“a”, “b” or “c”`
  var alternatives: String {
    let quoted = map(\.quoted)
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
