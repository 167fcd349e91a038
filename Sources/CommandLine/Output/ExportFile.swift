package import Checkout
package import Dashboard
import DocumentLibrary
import Glibc
import Host
package import Query
import RecordCache
import Screen
package import SessionLibrary

/// A file into which records are written as they are read from the cache. A file appears under its
/// name only when it is complete.
package struct ExportFile: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let flushSize = 1 << 16

  /// What went wrong with a file.
  package enum WriteError: Error, Equatable {
    /// A file with this name exists.
    case exists
    case failed(String)

    package var sentence: String {
      switch self {
      case .exists: "the file exists; choose another name"
      case .failed(let sentence): sentence
      }
    }
  }

  /// Readable by the user only. `name` is the final name of the file.
  private init(creating path: String, for name: String) throws(WriteError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.error(errno, name) }
  }

  deinit { close(descriptor) }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - path: the whole path of the file.
  ///   - overwriting: whether an existing file is replaced; a folder or a device never is.
  ///   - body: writes the content, and returns the number of records.
  /// - Returns: that number.
  /// - Throws: `WriteError`, or what `body` throws. Then no file is left behind.
  private static func create(
    _ path: String, overwriting: Bool,
    _ body: (inout ExportFile) async throws -> Int
  ) async throws -> Int {
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw WriteError.failed("\(Sanitiser.display(path)) is not a plain file")
      }
      guard overwriting else { throw WriteError.exists }
    }
    let unfinished = "\(path).\(UInt32.random(in: 0 ... .max)).part"
    do {
      var file = try ExportFile(creating: unfinished, for: path)
      let count = try await body(&file)
      try file.flush()
      try finish(unfinished, as: path, overwriting: overwriting)
      return count
    } catch {
      unlink(unfinished)
      throw error
    }
  }

  /// Gives the file its name. Without `overwriting`, a file that appeared meanwhile stays.
  private static func finish(
    _ unfinished: String, as path: String, overwriting: Bool
  ) throws(WriteError) {
    if overwriting {
      guard rename(unfinished, path) == 0 else { throw error(errno, path) }
      return
    }
    // Some file systems have no links; there the check before the first line must be enough.
    if link(unfinished, path) == 0 {
      unlink(unfinished)
    } else if errno == EEXIST || rename(unfinished, path) != 0 {
      throw error(errno, path)
    }
  }

  private static func error(_ number: Int32, _ path: String) -> WriteError {
    switch number {
    case EEXIST: .exists
    case ENOENT: .failed("\(Sanitiser.display(path)): its folder does not exist")
    default: .failed("\(Sanitiser.display(path)): \(String(cString: strerror(number)))")
    }
  }

  private mutating func write(_ text: String) throws(WriteError) {
    buffer += text.utf8
    if buffer.count >= Self.flushSize { try flush() }
  }

  private mutating func flush() throws(WriteError) {
    let error = writeAll(buffer, to: descriptor)
    guard error == 0 else {
      throw .failed("the file could not be written: \(String(cString: strerror(error)))")
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension ExportFile {
  /// Writes all stored records of a list to the file with that whole path.
  package static func write(
    _ wish: ExportWish, to path: String, from library: SessionLibrary, _ documents: DocumentDesk?
  ) async -> ExportOutcome {
    do {
      let count =
        switch wish.content {
        case .sessions(let layout):
          try await write(wish.query, layout, to: path, overwriting: wish.overwrites, from: library)
        case .documents(let format):
          try await documents?.write(
            wish.query, format, to: path, overwriting: wish.overwrites) ?? 0
        }
      return .written(count, path: path)
    } catch WriteError.exists {
      return .exists(path: path)
    } catch let error as WriteError {
      return .failed(Problem(error.sentence))
    } catch let error as LibraryError {
      return .failed(Problem(error))
    } catch let error as CacheError {
      return .failed(Problem(error))
    } catch { return .failed(Problem("it was stopped, and nothing was written")) }
  }

  /// Writes all cached sessions of a list to a file, and returns how many these are.
  ///
  /// - Throws: `WriteError`, or the error of the cache.
  package static func write(
    _ query: ListQuery, _ layout: ExportLayout, to path: String, overwriting: Bool = false,
    from library: SessionLibrary
  ) async throws -> Int {
    try await create(path, overwriting: overwriting) { file in
      var layout = layout
      if layout.needsMetadataKeys {
        _ = try await library.forEachSession(query) { layout.noteKeys(of: $0) }
      }
      var export = SessionExport(layout)
      try file.write(export.opening)
      let count = try await library.forEachSession(query) { try file.write(export.text(of: $0)) }
      try file.write(export.closing)
      return count
    }
  }

  /// Writes all stored documents of a list to a file, and returns how many these are.
  ///
  /// - Throws: `WriteError`, or the error of the cache.
  static func write(
    _ query: ListQuery, _ format: ExportFormat, to path: String, overwriting: Bool,
    of documents: DocumentCache, at now: Int
  ) async throws -> Int {
    try await create(path, overwriting: overwriting) { file in
      var export = DocumentExport(format)
      var count = 0
      try file.write(export.opening)
      try await documents.forEach(query) { document throws(WriteError) in
        try file.write(export.text(of: document, at: now))
        count += 1
      }
      try file.write(export.closing)
      return count
    }
  }
}
