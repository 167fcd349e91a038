import Foundation
import Testing

/// The program `openssl`, as a second opinion on what is signed here.
enum OpenSSL {
  private static let program = "/usr/bin/openssl"

  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// Runs it to its end. It must succeed.
  static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
  }
}
