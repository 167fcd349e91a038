import FoundationEssentials
import Support
import Testing

@testable import Host

struct PrivateFilesTests {
  @Test func `A folder that the user made keeps its mode, till's own is closed`() throws {
    try withTemporaryFolder { folder throws in
      for (name, expected) in [("shared", 0o755), ("till", 0o700)] {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: false,
          attributes: [.posixPermissions: 0o755])
        try PrivateFiles.makeFolder(path)
        #expect(try mode(of: path) == expected)
      }
    }
  }

  @Test func `Missing folders are made 0700 all the way down`() throws {
    try withTemporaryFolder { folder throws in
      try PrivateFiles.makeFolder(folder + "/a/b/c/")
      for path in ["/a", "/a/b", "/a/b/c"] { #expect(try mode(of: folder + path) == 0o700) }
    }
  }

  @Test func `A file where a folder should be is an error`() throws {
    try withTemporaryFolder { folder throws in
      try write("", to: folder + "/file")
      for path in ["/file", "/file/below"] {
        #expect(throws: FileError.self) { try PrivateFiles.makeFolder(folder + path) }
      }
    }
  }

  @Test func `Writing replaces the whole content`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/data"
      try PrivateFiles.write(Array("a long first content".utf8), to: path)
      try PrivateFiles.write(Array("short".utf8), to: path)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data("short".utf8))
    }
  }
}
