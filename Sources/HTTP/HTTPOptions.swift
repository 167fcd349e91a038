/// How long a transfer may take and how much it may bring.
package struct HTTPOptions: Equatable, Sendable {
  /// Name resolution, TCP and TLS together.
  package var connectTimeout: Duration = .seconds(10)
  /// The whole transfer, from the first look-up to the last byte.
  package var timeout: Duration = .seconds(80)
  /// Bytes of a body after decompression, so that a small answer cannot unpack into a huge one.
  package var maximumBody = 64 << 20

  package init() {}
}

extension Duration {
  /// In whole milliseconds, at least one: libcurl takes 0 for "no limit".
  var atLeastOneMillisecond: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
