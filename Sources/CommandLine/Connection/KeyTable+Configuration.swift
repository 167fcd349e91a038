import Dashboard
import Settings
import TOML

extension KeyTable {
  init(_ bindings: [KeyBinding]) {
    self.init(
      bindings.map { binding in
        Entry(command: Word(binding.command), keys: binding.keys.map { Word($0) })
      })
  }
}

extension KeyTable.Word {
  fileprivate init(_ located: Located<String>) {
    self.init(located.value, line: located.position.line, column: located.position.column)
  }
}

extension ConfigurationNote {
  init(_ complaint: KeyTable.Complaint, in file: String) {
    self.init(
      complaint.isError ? .error : .warning, file,
      TextPosition(line: complaint.line, column: complaint.column), complaint.text)
  }
}
