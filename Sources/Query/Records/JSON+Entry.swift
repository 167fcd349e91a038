package import JSON

extension JSON {
  /// The value of a key of a map. A key can contain dots; where there is none like that, they lead
  /// into the maps inside: `address.city`.
  package func entry(_ key: String) -> JSON? {
    if let value = value(key) { return value }
    for dot in key.indices where key[dot] == "." {
      let inner = value(String(key[..<dot]))?.entry(String(key[key.index(after: dot)...]))
      if let inner { return inner }
    }
    return nil
  }

  /// The value as a text that queries compare: a number or a flag as it is written.
  package var comparedText: String { SearchFolding.fold(string ?? source) }
}
