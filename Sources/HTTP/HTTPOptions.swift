/// How long a transfer may take and how much it may bring.
package struct HTTPOptions: Equatable, Sendable {
  /// Name resolution, TCP and TLS together.
  package var connectTimeout: Duration = .seconds(10)
  /// The whole transfer, from name resolution to the last byte.
  package var timeout: Duration = .seconds(80)
  /// Bytes of a body after decompression, so that a small answer cannot unpack into a huge one.
  ///
  /// A hundred sessions with the most metadata that Stripe allows, fifty values of 500 characters
  /// each, take half of this. A sync has at most sixteen answers under way.
  package var maximumBody = 6 << 20

  /// Certificates of trusted authorities, in addition to or instead of the machine's.
  package var authorities: Authorities?

  /// Where certificates of authorities are, and which setting names them.
  package struct Authorities: Equatable, Sendable {
    /// A file of certificates in PEM, used instead of the machine's.
    package var file: String?
    /// A folder of them, named by their hashes in the way OpenSSL requires.
    package var folder: String?
    /// The variable or the option that names them, for messages.
    package var origin: String

    package init(file: String? = nil, folder: String? = nil, origin: String) {
      self.file = file
      self.folder = folder
      self.origin = origin
    }
  }

  package init() {}
}

extension Duration {
  /// In whole milliseconds, at least one: libcurl takes 0 for "no limit".
  var atLeastOneMillisecond: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
