import FoundationEssentials
import Support
import Testing

@testable import Settings

struct LogFileTests {
  private func lines(_ path: String) throws -> [String] {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  @Test func `Lines are appended to a file of the user's alone`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till/till.log"
      LogFile(path: path).append("one")
      let log = LogFile(path: path)
      log.append("two")
      #expect(try lines(path) == ["one", "two"])
      #expect(try mode(of: path) == 0o600)
      #expect(try mode(of: folder + "/till") == 0o700)
    }
  }

  @Test func `A file that was open to others is closed to them`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till.log"
      try write("", to: path, mode: 0o666)
      LogFile(path: path).append("x")
      #expect(try mode(of: path) == 0o600)
    }
  }

  @Test func `One line stays one line, and is cut`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till.log"
      let log = LogFile(path: path)
      log.append("a\nb\u{1B}[31m\r")
      log.append(String(repeating: "x", count: 10_000))
      #expect(try lines(path).map(\.utf8.count) == [9, 4095])
      #expect(try lines(path).first == "a b [31m ")
    }
  }

  @Test func `A full file becomes the one older generation`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till.log"
      let log = LogFile(path: path, sizeLimit: 10)
      for number in 1...7 { log.append("line \(number)") }
      #expect(try lines(path) == ["line 7"])
      #expect(try lines(path + ".1") == ["line 5", "line 6"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
          "till.log", "till.log.1",
        ])
    }
  }

  @Test func `Two programs share one log without losing a line`() throws {
    try withTemporaryFolder { folder throws in
      let path = folder + "/till.log"
      let logs = [LogFile(path: path, sizeLimit: 20), LogFile(path: path, sizeLimit: 20)]
      logs[0].append("0123456789")
      logs[1].append("0123456789")
      logs[0].append("new")
      logs[1].append("newer")
      #expect(try lines(path) == ["new", "newer"])
      #expect(try lines(path + ".1").count == 2)
    }
  }

  @Test func `Many threads write whole lines`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "till-log-\(UInt64.random(in: 0 ... .max))").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = LogFile(path: folder + "/till.log")
    await withTaskGroup { group in
      for task in 0..<8 {
        group.addTask { for line in 0..<50 { log.append("task \(task) line \(line)") } }
      }
    }
    let written = try lines(log.path)
    #expect(Set(written).count == 400)
  }

  @Test func `What cannot be written is dropped, and later lines are written when they can be`()
    throws
  {
    try withTemporaryFolder { folder throws in
      try write("kept", to: folder + "/till")
      let log = LogFile(path: folder + "/till/till.log")
      log.append("dropped")
      #expect(try lines(folder + "/till") == ["kept"])
      try FileManager.default.removeItem(atPath: folder + "/till")
      log.append("written")
      #expect(try lines(log.path) == ["written"])
    }
  }

  @Test func `A link in its place is not followed`() throws {
    try withTemporaryFolder { folder throws in
      try write("mine", to: folder + "/victim")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/till.log", withDestinationPath: folder + "/victim")
      let log = LogFile(path: folder + "/till.log")
      log.append("x")
      #expect(try lines(folder + "/victim") == ["mine"])
    }
  }
}
