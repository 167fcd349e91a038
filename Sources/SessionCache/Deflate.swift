internal import CZlib
import Synchronization

/// Raw deflate with a dictionary: what sessions have in common is stored once.
///
/// Loading a dictionary costs more than compressing a session, so one stream is prepared and each
/// session is compressed by a copy of it. Source: https://www.zlib.net/manual.html (deflateCopy).
final class Deflater: Sendable {
  /// The number under which the cache keeps the dictionary; 0 for none.
  let version: Int
  let dictionary: [UInt8]
  private let prepared: Mutex<ZStream>

  init(version: Int, dictionary: [UInt8]) {
    self.version = version
    self.dictionary = dictionary
    prepared = Mutex(ZStream(deflatingWith: dictionary))
  }

  /// Compressed bytes that only `inflate` with the same dictionary can read; nil without memory.
  func deflate(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard let copy = prepared.withLock({ $0.copy() }) else { return nil }
    return copy.deflate(bytes)
  }

  /// The original; nil when the bytes are damaged.
  func inflate(_ bytes: [UInt8]) -> [UInt8]? {
    let stream = ZStream(inflatingWith: dictionary)
    return stream.inflate(bytes)
  }
}

/// Owns one of zlib's streams. It stands on the heap because its inner state points back at it.
@safe private struct ZStream: ~Copyable {
  /// Why 15 and 7: a window of 32 KB reaches the whole dictionary from everywhere in an object; a
  /// smaller hash table than zlib's own makes copies cheaper and costs no space worth the name.
  private static let windowBits: Int32 = -15
  private static let memoryLevel: Int32 = 7
  /// Level 6 takes a third longer, to save an eightieth of what the objects take uncompressed.
  private static let level: Int32 = 3
  /// An object larger than this is not one of Stripe's; the bound stops a bomb in a damaged file.
  private static let maximumSize = 64 << 20

  // The pointer is this value's own, and never leaves it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let end: (UnsafeMutablePointer<z_stream>) -> Void

  private init(end: @escaping (UnsafeMutablePointer<z_stream>) -> Void) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe self.end = end
  }

  deinit {
    unsafe end(stream)
    unsafe stream.deallocate()
  }

  init(deflatingWith dictionary: [UInt8]) {
    unsafe self.init { unsafe _ = deflateEnd($0) }
    unsafe _ = till_deflate_init(stream, Self.level, Self.windowBits, Self.memoryLevel)
    guard !dictionary.isEmpty else { return }
    unsafe _ = deflateSetDictionary(stream, dictionary, UInt32(dictionary.count))
  }

  init(inflatingWith dictionary: [UInt8]) {
    unsafe self.init { unsafe _ = inflateEnd($0) }
    unsafe _ = till_inflate_init(stream, Self.windowBits)
    guard !dictionary.isEmpty else { return }
    unsafe _ = inflateSetDictionary(stream, dictionary, UInt32(dictionary.count))
  }

  func copy() -> ZStream? {
    let copy = unsafe ZStream { unsafe _ = deflateEnd($0) }
    guard unsafe deflateCopy(copy.stream, stream) == Z_OK else { return nil }
    return copy
  }

  /// Once for each stream.
  func deflate(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let bound = Int(unsafe deflateBound(stream, UInt(bytes.count)))
    return unsafe bytes.withUnsafeBufferPointer { input in
      unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        // zlib does not write to its input: the pointer is mutable for reasons of history.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(bound)
        _ = unsafe CZlib.deflate(stream, Z_FINISH)
        count = unsafe Int(stream.pointee.total_out)
      }
    }
  }

  /// Once for each stream.
  func inflate(_ bytes: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var status = Z_OK
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      while status == Z_OK, output.count < Self.maximumSize {
        output += unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
          unsafe stream.pointee.next_out = buffer.baseAddress
          unsafe stream.pointee.avail_out = UInt32(buffer.count)
          status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
          count = unsafe buffer.count - Int(stream.pointee.avail_out)
        }
      }
    }
    return status == Z_STREAM_END ? output : nil
  }
}
