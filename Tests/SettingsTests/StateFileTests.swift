import Query
import Host
import FoundationEssentials
import JSON
import Support
import Testing

@testable import Settings

struct StateFileTests {
  private struct Kept: StoredValue, Equatable {
    var profile: String?
    var columns: [String]?

    private enum CodingKeys: CodingKey { case profile, columns }

    init(profile: String?, columns: [String]? = nil) {
      self.profile = profile
      self.columns = columns
    }

    init(stored json: JSON) throws(JSONMismatch) {
      let file = try JSONFields<CodingKeys>(json)
      self.init(profile: try file.string(.profile), columns: try file.strings(.columns))
    }
  }

  private let example = Kept(profile: "acme \"山田\"", columns: ["created", "amount"])

  private func file(_ path: String) -> StateFile<Kept> { StateFile(path, named: "last view") }

  @Test func `What was saved is loaded`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/state/till/last-view.json"
      try file(path).save(example)
      let (view, note) = file(path).load()
      #expect(view == example)
      #expect(note == nil)
    }
  }

  @Test func `The file and its folders are the user's alone, also over an open one`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/state/till/last-view.json"
      try file(path).save(example)
      #expect(try mode(of: path) == 0o600)
      #expect(try mode(of: folder + "/state/till") == 0o700)
      #expect(try mode(of: folder + "/state") == 0o700)
      try write("{}", to: path, mode: 0o644)
      try file(path).save(example)
      #expect(try mode(of: path) == 0o600)
    }
  }

  @Test func `Changes at the same time are made one after the other`() async throws {
    let folder = try TemporaryFolder()
    let file = file(folder.path("last-view.json"))
    try file.save(Kept(profile: "acme", columns: []))
    await withTaskGroup { group in
      for name in ["a", "b", "c", "d"] {
        group.addTask {
          try? file.update { Kept(profile: $0?.profile, columns: ($0?.columns ?? []) + [name]) }
        }
      }
    }
    #expect(file.current?.columns?.sorted() == ["a", "b", "c", "d"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["last-view.json"])
  }

  @Test func `Nothing is left beside the file`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till/last-view.json"
      for _ in 1...3 { try file(path).save(example) }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/till") == ["last-view.json"])
    }
  }

  @Test func `A file that cannot be written is an error, and the old one stays`() throws {
    try withTemporaryFolder { folder throws in
      try write("not a folder", to: folder + "/file")
      let error = #expect(throws: FileError.self) {
        try file(folder + "/file/last-view.json").save(example)
      }
      #expect(error?.sentence.contains(folder) == true)

      // A folder at the path cannot be replaced, and the temporary file is removed again.
      let path = folder + "/till/last-view.json"
      try FileManager.default.createDirectory(
        atPath: path + "/x", withIntermediateDirectories: true)
      #expect(throws: FileError.self) { try file(path).save(example) }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/till") == ["last-view.json"])
    }
  }

  @Test func `A missing file is nothing to talk about`() throws {
    try withTemporaryFolder { folder throws in
      let (view, note) = file(folder + "/none/last-view.json").load()
      #expect(view == nil)
      #expect(note == nil)
    }
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"profile\": 1}", "\u{0}", "{\"columns\": \"created\"}",
    String(repeating: "[", count: 60_000), String(repeating: " ", count: 70_000),
  ])
  func `A damaged file is set aside, and said`(text: String) throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/last-view.json"
      try write(text, to: path)
      let (view, note) = file(path).load()
      #expect(view == nil)
      #expect(note?.contains(path + ".damaged") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try Data(contentsOf: URL(filePath: path + ".damaged")) == Data(text.utf8))
    }
  }

  @Test func `Fields of another version are ignored`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/last-view.json"
      try write("{\"profile\": \"acme\", \"hologram\": {\"on\": true}}", to: path)
      let (view, note) = file(path).load()
      #expect(view == Kept(profile: "acme"))
      #expect(note == nil)
    }
  }

  @Test func `The value alone is read without setting anything aside`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/last-view.json"
      #expect(file(path).current == nil)
      try write("{", to: path)
      #expect(file(path).current == nil)
      #expect(FileManager.default.fileExists(atPath: path))
      try file(path).save(example)
      #expect(file(path).current == example)
    }
  }

  @Test func `A folder in its place is said and left alone`() throws {
    try withTemporaryFolder { folder throws in
      let (_, note) = file(folder).load()
      #expect(note?.contains("not a plain file") == true)
      #expect(FileManager.default.fileExists(atPath: folder))
    }
  }
}
