import Query
import Host
import FoundationEssentials
import Testing

@testable import Settings

struct LastViewTests {
  private static func example() -> LastView {
    var view = LastView()
    view.profile = "acme"
    view.filter = "status:open name:\"山田\""
    view.tab = "open"
    view.columns = ["created", "amount"]
    view.sort = "-created"
    view.split = 0.4
    view.theme = "dark"
    view.isDetailHidden = true
    return view
  }

  @Test func `What was saved is loaded`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/state/till/last-view.json"
      try Self.example().save(to: path)
      let (view, note) = LastView.load(from: path)
      #expect(view == Self.example())
      #expect(note == nil)
    }
  }

  @Test func `The file and its folders are the user's alone, also over an open one`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/state/till/last-view.json"
      try Self.example().save(to: path)
      #expect(try mode(of: path) == 0o600)
      #expect(try mode(of: folder + "/state/till") == 0o700)
      #expect(try mode(of: folder + "/state") == 0o700)
      try write("{}", to: path, mode: 0o644)
      try Self.example().save(to: path)
      #expect(try mode(of: path) == 0o600)
    }
  }

  @Test func `Nothing is left beside the file`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till/last-view.json"
      for _ in 1...3 { try Self.example().save(to: path) }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/till") == ["last-view.json"])
    }
  }

  @Test func `A file that cannot be written is an error, and the old one stays`() throws {
    try withTemporaryFolder { folder throws in
      try write("not a folder", to: folder + "/file")
      let error = #expect(throws: FileError.self) {
        try Self.example().save(to: folder + "/file/last-view.json")
      }
      #expect(error?.sentence.contains(folder) == true)

      // A folder in its place cannot be replaced, and the temporary file goes again.
      let path = folder + "/till/last-view.json"
      try FileManager.default.createDirectory(
        atPath: path + "/x", withIntermediateDirectories: true)
      #expect(throws: FileError.self) { try Self.example().save(to: path) }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/till") == ["last-view.json"])
    }
  }

  @Test func `A missing file is nothing to talk about`() throws {
    try withTemporaryFolder { folder throws in
      let (view, note) = LastView.load(from: folder + "/none/last-view.json")
      #expect(view == LastView())
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
      let (view, note) = LastView.load(from: path)
      #expect(view == LastView())
      #expect(note?.contains(path + ".damaged") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try Data(contentsOf: URL(filePath: path + ".damaged")) == Data(text.utf8))
    }
  }

  @Test func `Fields of another version are ignored, impossible splits dropped`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/last-view.json"
      try write("{\"theme\": \"dark\", \"split\": 7, \"hologram\": {\"on\": true}}", to: path)
      let (view, note) = LastView.load(from: path)
      var expected = LastView()
      expected.theme = "dark"
      #expect(view == expected)
      #expect(note == nil)

      expected.split = .nan
      try expected.save(to: path)
      #expect(LastView.load(from: path).0.split == nil)
    }
  }

  @Test func `A folder in its place is said and left alone`() throws {
    try withTemporaryFolder { folder throws in
      let (_, note) = LastView.load(from: folder)
      #expect(note?.contains("not a plain file") == true)
      #expect(FileManager.default.fileExists(atPath: folder))
    }
  }
}
