package import Checkout
import Dashboard
import DocumentLibrary
import Glibc
import Host
package import Query
package import SessionLibrary
import Screen

/// A new file into which sessions are written as they are read from the cache.
package struct SessionFile: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let flushSize = 1 << 16

  /// What went wrong with a file, as a sentence.
  package struct WriteError: Error {
    package let sentence: String
  }

  /// Only for the user; a file that exists is never overwritten.
  init(creating path: String) throws(WriteError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw WriteError(
        sentence: errno == EEXIST
          ? "\(Sanitiser.display(path)) exists; choose another name"
          : "\(Sanitiser.display(path)): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Writes all cached sessions of a list to a new file.
  ///
  /// - Returns: how many there were.
  package static func export(
    _ query: ListQuery, _ format: ExportFormat, to path: String, from library: SessionLibrary
  ) async throws -> Int {
    var file = try SessionFile(creating: path)
    var export = SessionExport(format)
    do {
      try file.write(export.opening)
      let count = try await library.forEachSession(query) { try file.write(export.text(of: $0)) }
      try file.write(export.closing)
      try file.flush()
      return count
    } catch {
      // Half a file would be taken for a whole one.
      unlink(path)
      throw error
    }
  }

  /// Writes all kept documents of a list to a new file; the number of them, or why there is none.
  static func export(
    _ query: ListQuery, _ format: ExportFormat, to path: String, of documents: DocumentCache,
    at now: Int
  ) async -> Result<Int, Problem> {
    var file: SessionFile
    do throws(WriteError) { file = try SessionFile(creating: path) } catch {
      return .failure(Problem(error.sentence))
    }
    var export = DocumentExport(format)
    var count = 0
    do {
      try file.write(export.opening)
      try await documents.forEach(query) { document throws(WriteError) in
        try file.write(export.text(of: document, at: now))
        count += 1
      }
      try file.write(export.closing)
      try file.flush()
      return .success(count)
    } catch {
      unlink(path)
      let error = error as? WriteError
      return .failure(Problem(error?.sentence ?? "it was stopped, and the file removed"))
    }
  }

  private mutating func write(_ text: String) throws(WriteError) {
    buffer += text.utf8
    if buffer.count >= Self.flushSize { try flush() }
  }

  private mutating func flush() throws(WriteError) {
    let error = writeAll(buffer, to: descriptor)
    guard error == 0 else {
      throw WriteError(
        sentence: "the file could not be written: \(String(cString: strerror(error)))")
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
