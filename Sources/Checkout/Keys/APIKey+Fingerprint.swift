extension APIKey {
  /// Sixteen digits for file names that distinguish keys and reveal nothing about them: FNV-1a.
  /// `scope` is what else must be distinguished, such as the address and the connected account.
  /// Source: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
  package func fingerprint(scope: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (authorization + "\n" + scope).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
