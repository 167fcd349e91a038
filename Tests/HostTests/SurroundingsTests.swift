import Foundation
import Host
import Testing

@Suite("What the process is surrounded by")
struct SurroundingsTests {
  @Test func `the environment is that of the process`() {
    #expect(Invocation.environment == ProcessInfo.processInfo.environment)
    #expect(Invocation.environment["PATH"] != nil)
  }

  @Test func `all names in a folder are found, the short and the longest`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "till-names-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = (0..<1500).map { String(repeating: "n", count: $0 % 250) + "\($0)" } + ["ä"]
    for name in names { try Data().write(to: folder.appending(path: name)) }
    #expect(FolderContents.names(in: folder.path).sorted() == names.sorted())
    #expect(FolderContents.names(in: folder.path + "/nothing").isEmpty)
  }
}
