internal import CZstd
import Host

/// A dictionary in zstd's digested form, made once so that no object has to pay for it.
// Why `@unchecked`: zstd only reads through the pointers, and allows that from several threads at
// once; only `deinit` frees them.
@safe final class ZstdDictionary: @unchecked Sendable {
  /// Level 5 takes two and a half times as long to make the output a thirteenth smaller.
  fileprivate static let level: Int32 = 3

  private let bytes: [UInt8]
  /// Made by the first object that is compressed: reading is all that a start does.
  private let writing = Locked<Writing?>(nil)
  fileprivate let decompressing: OpaquePointer

  // Why `@unchecked`: zstd only reads through the pointer, as for the dictionary itself.
  @safe private struct Writing: @unchecked Sendable {
    let digest: OpaquePointer
  }

  /// nil when the bytes are damaged, or when memory runs out.
  init?(_ bytes: [UInt8]) {
    guard let decompressing = unsafe ZSTD_createDDict(bytes, bytes.count) else { return nil }
    unsafe self.decompressing = decompressing
    self.bytes = bytes
  }

  /// For compressing; nil when memory runs out.
  fileprivate var compressing: OpaquePointer? {
    unsafe writing.withLock { known in
      if let known { return unsafe known.digest }
      guard let digest = unsafe ZSTD_createCDict(bytes, bytes.count, Self.level) else {
        return nil
      }
      known = unsafe Writing(digest: digest)
      return unsafe digest
    }
  }

  deinit {
    writing.withLock { if let known = $0 { unsafe ZSTD_freeCDict(known.digest) } }
    unsafe ZSTD_freeDDict(decompressing)
  }
}

/// What zstd works in: tables and buffers that are used again for the next object.
// Why `@unchecked`: a context has one user at a time, the one that took it from the idle ones of
// its codec; only `deinit` frees what the pointers point to.
@safe final class ZstdContext: @unchecked Sendable {
  /// Stripe's objects are never larger; the limit stops a decompression bomb in a damaged file.
  static let maximumSize = 64 << 20

  private let compressing: OpaquePointer
  private let decompressing: OpaquePointer
  /// The two contexts point into it.
  private let dictionary: ZstdDictionary?
  private var knowsDictionary = false

  /// nil when memory runs out.
  init?(_ dictionary: ZstdDictionary?) {
    guard let compressing = unsafe ZSTD_createCCtx() else { return nil }
    guard let decompressing = unsafe ZSTD_createDCtx() else {
      unsafe ZSTD_freeCCtx(compressing)
      return nil
    }
    unsafe self.compressing = compressing
    unsafe self.decompressing = decompressing
    self.dictionary = dictionary
    unsafe ZSTD_CCtx_setParameter(
      compressing, ZSTD_c_compressionLevel, ZstdDictionary.level)
    // Each row of the cache names its dictionary: the frame need not repeat it.
    unsafe ZSTD_CCtx_setParameter(compressing, ZSTD_c_dictIDFlag, 0)
    // A checksum of four bytes a frame: a flipped bit is an error and not another amount.
    unsafe ZSTD_CCtx_setParameter(compressing, ZSTD_c_checksumFlag, 1)
    guard let dictionary else { return }
    unsafe ZSTD_DCtx_refDDict(decompressing, dictionary.decompressing)
  }

  deinit {
    unsafe ZSTD_freeCCtx(compressing)
    unsafe ZSTD_freeDCtx(decompressing)
  }

  func compress(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    if let dictionary, !knowsDictionary {
      guard let digest = unsafe dictionary.compressing else { return nil }
      unsafe ZSTD_CCtx_refCDict(compressing, digest)
      knowsDictionary = true
    }
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe bytes.withUnsafeBytes { input in
      // Through a buffer, because an array of the bound's size would keep all that memory.
      unsafe withUnsafeTemporaryAllocation(byteCount: bound, alignment: 1) { output in
        let count = unsafe ZSTD_compress2(
          compressing, output.baseAddress, bound, input.baseAddress, input.count)
        guard ZSTD_isError(count) == 0 else { return nil }
        return unsafe [UInt8](output[..<count])
      }
    }
  }

  func decompress(_ frame: [UInt8]) -> [UInt8]? {
    // A size that is missing or wrong comes as a number larger than any limit.
    let claimed = unsafe ZSTD_getFrameContentSize(frame, frame.count)
    guard let size = Int(exactly: claimed), size <= Self.maximumSize else { return nil }
    var isWhole = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { output, count in
      // An error is such a number, too.
      isWhole =
        unsafe ZSTD_decompressDCtx(
          decompressing, output.baseAddress, size, frame, frame.count) == size
      count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }
}
