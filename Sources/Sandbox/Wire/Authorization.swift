import FoundationEssentials

/// Who is asking.
enum Authorization {
  /// Any secret or restricted key of the right mode will do, as `Bearer KEY` or as the user's name of
  /// Basic. Otherwise this throws a 401 whose message never repeats a whole key.
  static func check(_ header: String?, livemode: Bool) throws(APIError) {
    guard let key = header.flatMap(key(in:)), !key.isEmpty else {
      throw .unauthorized(
        "You did not provide an API key. You need to provide your API key in the Authorization "
          + "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
          + "https://stripe.com/docs/api#authentication for details, or we can help at "
          + "https://support.stripe.com/.")
    }
    let mode = livemode ? "live" : "test"
    let isWelcome = ["sk_\(mode)_", "rk_\(mode)_"].contains { key.hasPrefix($0) }
    guard isWelcome, key.utf8.count >= 12 else {
      throw .unauthorized("Invalid API Key provided: \(masked(key))")
    }
  }

  private static func key(in header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard let scheme = parts.first, let credentials = parts.last, parts.count == 2 else {
      return nil
    }
    switch scheme.lowercased() {
    case "bearer": return String(credentials)
    case "basic":
      guard let data = Data(base64Encoded: String(credentials)) else { return nil }
      return String(decoding: data.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    default: return nil
    }
  }

  /// `sk_test_****abcd`
  static func masked(_ key: String) -> String {
    let prefix = key.split(separator: "_").prefix(2).joined(separator: "_")
    guard key.count > prefix.count + 5, prefix.count <= 8 else { return "****" }
    return "\(prefix)_****\(key.suffix(4))"
  }
}
