import JSON

extension JSON {
  /// The document with the secrets of mobile ones replaced, at any depth; unchanged if there are
  /// none, which is nearly always.
  func hidingDocumentSecrets() -> JSON {
    var ranges: [Range<Int>] = []
    Self.collectSecrets(in: self, into: &ranges)
    guard !ranges.isEmpty else { return self }
    let bytes = bytes
    var hidden: [UInt8] = []
    hidden.reserveCapacity(bytes.count)
    var position = bytes.startIndex
    for range in ranges {
      hidden += bytes[position..<range.lowerBound]
      hidden += Self.hiddenValue
      position = range.upperBound
    }
    hidden += bytes[position...]
    // Replacing one value by another leaves valid JSON.
    return (try? JSON(parsing: hidden)) ?? self
  }

  private static let hiddenValue: [UInt8] = {
    let text = #"{"stringValue":""# + FieldNames.secretText + #""}"#
    return Array(text.utf8)
  }()

  /// In byte order. The parser limits the depth.
  private static func collectSecrets(in json: JSON, into ranges: inout [Range<Int>]) {
    for member in json.members {
      if CheckoutDocument.secretNames.contains(member.name) {
        // A null says that there is no secret, which is worth showing.
        if member.value["nullValue"] == nil { ranges.append(member.value.bytes.indices) }
      } else {
        collectSecrets(in: member.value, into: &ranges)
      }
    }
    for element in json.elements { collectSecrets(in: element, into: &ranges) }
  }
}
