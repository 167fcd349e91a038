import Checkout
import Query
import Screen

/// The keys that the user has given to commands, as written in `[keys]`.
package struct KeyTable: Sendable {
  /// A text and its place; lines and columns count from 1.
  package struct Word: Hashable, Sendable {
    package let text: String
    package let line: Int
    package let column: Int

    package init(_ text: String, line: Int, column: Int) {
      self.text = text
      self.line = line
      self.column = column
    }
  }

  /// A line of `[keys]`: a command's name, and the keys that it gets.
  package struct Entry: Sendable {
    package let command: Word
    /// Empty, or “none”, for no key at all.
    package let keys: [Word]

    package init(command: Word, keys: [Word]) {
      self.command = command
      self.keys = keys
    }
  }

  /// What is wrong with the table, and where.
  package struct Complaint: Equatable, Sendable {
    /// A warning means that the line has no effect; an error, that it was not understood.
    package let isError: Bool
    package let line: Int
    package let column: Int
    package let text: String

    init(_ isError: Bool, at word: Word, _ text: String) {
      self.isError = isError
      line = word.line
      column = word.column
      self.text = Sanitiser.display(text)
    }
  }

  private let entries: [Entry]

  package init(_ entries: [Entry]) { self.entries = entries }

  /// The standard keys with these changes, and the complaints about them.
  package func keymap() -> (Keymap, [Complaint]) {
    var keymap = Keymap.standard
    var complaints: [Complaint] = []
    var owners: [Key: Word] = [:]
    for entry in entries {
      guard let id = Command.ID(rawValue: entry.command.text) else {
        complaints.append(unknown(entry.command))
        continue
      }
      let keys = entry.keys.filter { $0.text.lowercased() != "none" }.compactMap { word in
        key(word, of: entry.command, &owners, &complaints)
      }
      keymap.bind(id, to: keys)
    }
    return (keymap, complaints)
  }

  private func key(
    _ word: Word, of command: Word, _ owners: inout [Key: Word], _ complaints: inout [Complaint]
  ) -> Key? {
    guard let key = Key(named: word.text) else {
      complaints.append(
        Complaint(
          true, at: word,
          "“\(word.text)” is no key: write a character, or a name such as ctrl-d, alt-x, f5, enter, "
            + "esc, tab, space, pgdn, home, up"))
      return nil
    }
    if let refusal = key.refusal {
      complaints.append(Complaint(true, at: word, "“\(word.text)” cannot be bound: \(refusal)"))
      return nil
    }
    if let owner = owners[key], owner.text != command.text {
      complaints.append(
        Complaint(
          true, at: word,
          "“\(word.text)” is bound twice: to \(owner.text) in line \(owner.line) and to "
            + "\(command.text) in line \(command.line)"))
      return nil
    }
    owners[key] = command
    return key
  }

  private func unknown(_ command: Word) -> Complaint {
    let names = Command.ID.allCases.map(\.rawValue)
    let meant = NearestName.to(command.text, among: names).map { ": did you mean “\($0)”?" } ?? ""
    return Complaint(false, at: command, "there is no command “\(command.text)”\(meant)")
  }
}
