import Support
import Testing

@testable import Host

struct FolderContentsTests {
  @Test func `A folder that is not there is empty, one that cannot be read is an error`() throws {
    try withTemporaryFolder { folder throws in
      try write("", to: folder + "/file")
      #expect(try FolderContents.readableNames(in: folder) == ["file"])
      #expect(try FolderContents.readableNames(in: folder + "/none").isEmpty)
      #expect(try FolderContents.readableNames(in: folder + "/file").isEmpty)
      // The name is too long for any file, also for an administrator, who may read all.
      let path = folder + "/" + String(repeating: "a", count: 300)
      #expect(throws: FileError.self) { try FolderContents.readableNames(in: path) }
      #expect(FolderContents.names(in: path).isEmpty)
    }
  }
}
