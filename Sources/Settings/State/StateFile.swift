import FoundationEssentials
package import Host
package import JSON

/// A value that till keeps from one run to the next, as JSON in a file that only the user can read.
/// It never causes an error: a damaged file is set aside, and reported.
package struct StateFile<Value: StoredValue & Sendable>: Sendable {
  private let path: String
  /// What the file holds, for sentences: `last view`.
  private let name: String

  private static var sizeLimit: Int { 64 * 1024 }

  /// The file at a path, see `Paths`.
  package init(_ path: String, named name: String, of type: Value.Type = Value.self) {
    self.path = path
    self.name = name
  }

  /// Reads the value; nil when there is none.
  ///
  /// - Returns: the value, and a sentence when the file could not be used.
  package func load() -> (value: Value?, note: String?) {
    do throws(FileError) {
      let contents = try FileContents(of: path, limit: Self.sizeLimit)
      return decode(contents).map { ($0, nil) } ?? (nil, setAside())
    } catch {
      switch error.code {
      case .notFound: return (nil, nil)
      case .tooLarge: return (nil, setAside())
      default: return (nil, "The \(name) is not restored. \(error.sentence)")
      }
    }
  }

  /// The value if the file is valid. Otherwise nothing is reported or set aside.
  package var current: Value? {
    (try? FileContents(of: path, limit: Self.sizeLimit)).flatMap(decode)
  }

  /// Replaces the file as a whole.
  package func save(_ value: Value) throws(FileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Every value that till stores can be encoded as JSON.
    guard let data = try? encoder.encode(value) else { return }
    try PrivateFiles.write(Array(data) + [UInt8(ascii: "\n")], to: path)
  }

  /// Replaces the file by what `change` makes of its value, which another process may have written.
  /// Processes that do this at the same time do it one after the other.
  package func update(_ change: (Value?) -> Value) throws(FileError) {
    try PrivateFiles.takingTurns(path) { () throws(FileError) in try save(change(load().value)) }
  }

  private func decode(_ contents: FileContents) -> Value? {
    try? Value(stored: JSON(parsing: contents.bytes))
  }

  private func setAside() -> String {
    let damaged = path + ".damaged"
    let isMoved = PrivateFiles.move(path, to: damaged)
    return "The \(name) is damaged and not restored"
      + (isMoved ? "; it was set aside as \(damaged)." : ".")
  }
}
