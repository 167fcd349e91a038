import Foundation

/// Runs programs to their end.
enum Program {
  /// The folder of this build's binaries: the one of the program that runs the tests.
  static let folder: String = {
    let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return URL(filePath: runner ?? CommandLine.arguments[0]).deletingLastPathComponent().path
  }()

  /// How a program has ended, and its output.
  struct Outcome: Sendable {
    /// The exit code, or as in a shell 128 plus the signal's number if a signal killed it.
    var code: Int32
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of stdout, without their ends.
    var lines: [String] { text.split { $0 == "\n" || $0 == "\r\n" }.map(String.init) }
  }

  /// Runs a program from the `PATH`, with an empty stdin.
  static func run(
    _ name: String, _ arguments: [String], environment: [String: String],
    atMost patience: Duration = .seconds(300)
  ) async throws -> Outcome {
    // Files rather than pipes, so that the program never waits for a reader.
    let output = try ScratchFile()
    let errors = try ScratchFile()
    let process = try ChildProcess(
      name, arguments, environment: environment, output: output.descriptor,
      errors: errors.descriptor)
    let code = await process.wait(atMost: patience)
    return Outcome(
      code: code, output: output.bytes, errors: String(decoding: errors.bytes, as: UTF8.self))
  }
}

/// A file without a name. It is removed when its last descriptor is closed.
private struct ScratchFile: ~Copyable {
  let descriptor: Int32

  init() throws {
    var path = Array("/tmp/till-e2e-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    unlink(path)
  }

  var bytes: [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    return Array((try? handle.readToEnd()) ?? Data())
  }

  deinit { close(descriptor) }
}
