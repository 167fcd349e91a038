import Host

/// Compresses objects with Zstandard and a dictionary: what sessions have in common is stored once.
///
/// Any thread may use it, and several at once. Source: https://facebook.github.io/zstd/zstd_manual.html
final class ObjectCodec: Sendable {
  /// The number under which the cache keeps the dictionary; 0 for none.
  let version: Int
  private let dictionary: ZstdDictionary?
  /// Contexts that are not in use: making one costs several times as much as one object.
  private let idle = Locked<[ZstdContext]>([])

  /// Without a dictionary.
  init() {
    version = 0
    dictionary = nil
  }

  /// nil when the dictionary is damaged.
  init?(version: Int, dictionary: [UInt8]) {
    guard let dictionary = ZstdDictionary(dictionary) else { return nil }
    self.version = version
    self.dictionary = dictionary
  }

  /// A frame that only the same dictionary can read; nil when memory runs out. Equal bytes give
  /// equal frames.
  func compress(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    withContext { $0.compress(bytes) }
  }

  /// The original; nil when the frame is damaged. A frame of another dictionary is either refused
  /// or read wrongly, because it does not name its dictionary.
  func decompress(_ frame: [UInt8]) -> [UInt8]? {
    withContext { $0.decompress(frame) }
  }

  private func withContext<T>(_ body: (ZstdContext) -> T?) -> T? {
    let free = idle.withLock { $0.popLast() }
    guard let context = free ?? ZstdContext(dictionary) else { return nil }
    defer { idle.withLock { $0.append(context) } }
    return body(context)
  }
}
