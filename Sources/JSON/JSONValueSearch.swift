/// Finds a whole string among the values of a JSON text, without parsing it: every object of a cache
/// is read for that. Names of members do not count, and neither does the case of ASCII letters.
package struct JSONValueSearch: Sendable {
  /// The string as JSON writes it, with its quotes, in small letters.
  private let wanted: [UInt8]

  package init(_ text: String) { wanted = JSONEscapes.encode(text).utf8.map(Self.small) }

  package func matches(_ json: [UInt8]) -> Bool {
    var index = 0
    while index < json.count {
      guard json[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      var end = index + 1
      while end < json.count, json[end] != UInt8(ascii: "\"") {
        end += json[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard end < json.count else { return false }
      if end - index + 1 == wanted.count, isWanted(json[index...end]), !isName(json, behind: end) {
        return true
      }
      index = end + 1
    }
    return false
  }

  private func isWanted(_ literal: ArraySlice<UInt8>) -> Bool {
    zip(literal, wanted).allSatisfy { Self.small($0) == $1 }
  }

  private func isName(_ json: [UInt8], behind end: Int) -> Bool {
    json[(end + 1)...].first { $0 > 0x20 } == UInt8(ascii: ":")
  }

  private static func small(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
