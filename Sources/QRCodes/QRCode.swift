import CQRencode
import Glibc

/// A QR code: a square of dark and light modules, without the light margin that belongs around it.
package struct QRCode: Equatable, Sendable {
  /// Modules along one side.
  package let width: Int
  /// Row by row; true is dark.
  package let modules: [Bool]

  /// Why a text has no code.
  package enum Failure: Error, Equatable, Sendable {
    /// libqrencode is not on this machine.
    case noLibrary
    /// The text is too long for a code.
    case tooLong

    package var sentence: String {
      switch self {
      case .noLibrary:
        "a QR code needs the library libqrencode, which is not on this machine "
          + "(Debian: apt install libqrencode4)"
      case .tooLong: "this is longer than a QR code can hold"
      }
    }
  }

  /// The smallest code for a text, with the least error correction: a screen is never dirty. Any
  /// thread.
  ///
  /// Source: https://fukuchi.org/works/qrencode/manual/qrencode_8h.html
  package init(_ text: String) throws(Failure) {
    guard let functions = Self.functions else { throw .noLibrary }
    let bytes = Array(text.utf8)
    guard let length = CInt(exactly: bytes.count), length > 0 else { throw .tooLong }
    // Version 0: the library chooses the smallest that fits.
    guard let code = unsafe functions.QRcode_encodeData(length, bytes, 0, QR_ECLEVEL_L) else {
      throw .tooLong
    }
    defer { unsafe functions.QRcode_free(code) }
    let width = Int(unsafe code.pointee.width)
    guard width > 0, let data = unsafe code.pointee.data else { throw .tooLong }
    self.width = width
    // The lowest bit of each byte is the colour; the others say what the module is for.
    modules = unsafe UnsafeBufferPointer(start: data, count: width * width).map { $0 & 1 == 1 }
  }

  /// The functions; nil when the library is missing. It stays loaded until the process ends.
  private static let functions: till_qrencode? = find()

  /// Source: https://man7.org/linux/man-pages/man3/dlopen.3.html
  private static func find() -> till_qrencode? {
    guard let library = unsafe dlopen("libqrencode.so.4", RTLD_NOW) else { return nil }
    return unsafe withUnsafeTemporaryAllocation(of: till_qrencode.self, capacity: 1) { found in
      guard let start = found.baseAddress, unsafe till_qrencode_find(library, start) else {
        return nil
      }
      return unsafe start.pointee
    }
  }
}
