extension APIKey {
  /// Digits for file names that distinguish keys and reveal nothing about them. `scope` is what else
  /// must be distinguished, such as the address and the connected account.
  package func fingerprint(scope: String) -> String {
    (authorization + "\n" + scope).fingerprint
  }
}

extension String {
  /// Sixteen digits for file names that distinguish texts: FNV-1a.
  /// Source: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
  package var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
