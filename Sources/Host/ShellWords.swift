import Glibc

/// Splits the values of `EDITOR`, `PAGER` and `BROWSER` as a shell would: at spaces, with quotes
/// and backslashes. No shell is run, so signs that only a shell understands are refused.
/// Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
package enum ShellWords {
  /// Why a text cannot be split.
  package enum Failure: Error, Equatable, Sendable {
    /// A character with a meaning for a shell, such as a pipe.
    case needsShell(Character)
    case openQuote

    /// What is wrong and what to do, to complete a sentence that names the variable.
    package var reason: String {
      switch self {
      case .needsShell(let sign):
        "holds “\(sign)”, which only a shell understands, and till starts programs without one: "
          + "put the line into a script and name the script"
      case .openQuote: "holds a quotation mark that is not closed"
      }
    }
  }

  /// The words of a text. A text that is the whole path of a program is one word, even with spaces
  /// in it.
  ///
  /// - Throws: `Failure`, for the first sign that cannot be read without a shell.
  package static func split(_ text: String) throws(Failure) -> [String] {
    if isProgram(text) { return [text] }
    var words: [String] = []
    /// nil between words: `""` is a word, too.
    var word: String?
    var rest = text[...]
    while let sign = rest.popFirst() {
      switch sign {
      case " ", "\t", "\n":
        if let ended = word { words.append(ended) }
        word = nil
      case "'":
        guard let end = rest.firstIndex(of: "'") else { throw .openQuote }
        word = (word ?? "") + rest[..<end]
        rest = rest[rest.index(after: end)...]
      case "\"": word = (word ?? "") + (try takeQuoted(&rest))
      case "\\": word = (word ?? "") + (rest.popFirst().map { String($0) } ?? "\\")
      case "|", "&", ";", "<", ">", "(", ")", "`", "$": throw .needsShell(sign)
      default: word = (word ?? "") + String(sign)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Whether the whole text is the path of a program.
  package static func isProgram(_ text: String) -> Bool {
    text.contains("/") && (unsafe access(text, X_OK)) == 0
  }

  /// The text up to the next quotation mark.
  private static func takeQuoted(_ rest: inout Substring) throws(Failure) -> String {
    var text = ""
    while let sign = rest.popFirst() {
      switch sign {
      case "\"": return text
      case "`", "$": throw .needsShell(sign)
      case "\\":
        guard let next = rest.popFirst() else { throw .openQuote }
        text += "\"\\$`".contains(next) ? String(next) : "\\\(next)"
      default: text.append(sign)
      }
    }
    throw .openQuote
  }
}
