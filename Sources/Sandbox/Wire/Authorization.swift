import FoundationEssentials

/// Who is asking.
enum Authorization {
  /// The key. Any secret or restricted one of the right mode will do, as `Bearer KEY` or as the
  /// user's name of Basic.
  /// - Throws: a 401 whose message never repeats a whole key.
  static func check(_ header: String?, livemode: Bool) throws(APIError) -> String {
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
    return key
  }

  /// - Throws: 403 if this is a restricted key without all of these permissions.
  static func permit(
    _ key: String, _ needed: [Permission], of granted: Set<Permission>?, account: String
  ) throws(APIError) {
    guard let granted, key.hasPrefix("rk_") else { return }
    guard let missing = needed.first(where: { !granted.allows($0) }) else { return }
    let mode = key.split(separator: "_").prefix(2).joined(separator: "_")
    throw .forbidden(
      "The provided key '\(mode)_***' does not have the required permissions for this endpoint on "
        + "account '\(account)'. Having the '\(missing.name)' permission would allow this request "
        + "to continue.")
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
