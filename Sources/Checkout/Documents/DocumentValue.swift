package import JSON

/// A value of a Firestore document, read from its REST form such as `{"integerValue": "42"}`.
///
/// Documents come from any app: a value of an unexpected shape is `unknown`, never an error.
/// Source: https://cloud.google.com/firestore/docs/reference/rest/v1/Value
package enum DocumentValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case double(Double)
  case time(DocumentTime)
  case string(String)
  /// In base64, as it was sent.
  case bytes(String)
  /// The full name of another document.
  case reference(String)
  case point(latitude: Double, longitude: Double)
  case array(DocumentArray)
  case map(DocumentMap)
  /// A kind that till does not know, or a value that does not match its kind; with the kind's name.
  case unknown(String)

  package init(_ json: JSON) {
    guard let member = json.members.first(where: { Self.kinds[$0.name] != nil }),
      let read = Self.kinds[member.name], let value = read(member.value)
    else {
      self = .unknown(json.members.first { _ in true }?.name ?? "")
      return
    }
    self = value
  }

  private static let kinds: [String: @Sendable (JSON) -> DocumentValue?] = [
    "nullValue": { $0.isNull || $0.string == "NULL_VALUE" || $0.int == 0 ? .null : nil },
    "booleanValue": { $0.bool.map(DocumentValue.boolean) },
    // Not every JSON reader can hold 64 bits, so integers come as text.
    "integerValue": { ($0.int ?? $0.string.flatMap { Int($0) }).map(DocumentValue.integer) },
    "doubleValue": { double($0).map(DocumentValue.double) },
    "timestampValue": { $0.string.flatMap { DocumentTime($0) }.map(DocumentValue.time) },
    "stringValue": { $0.string.map(DocumentValue.string) },
    "bytesValue": { $0.string.map(DocumentValue.bytes) },
    "referenceValue": { $0.string.map(DocumentValue.reference) },
    "geoPointValue": { json in
      guard json.kind == .object else { return nil }
      // Zeros may be left out.
      return .point(
        latitude: json["latitude"].flatMap(double) ?? 0,
        longitude: json["longitude"].flatMap(double) ?? 0)
    },
    "arrayValue": { $0.kind == .object ? .array(DocumentArray(json: $0)) : nil },
    "mapValue": { $0.kind == .object ? .map(DocumentMap(json: $0)) : nil },
  ]

  private static func double(_ json: JSON) -> Double? {
    switch json.kind {
    case .number: Double(json.source)
    case .string:
      switch json.string {
      case "NaN": .nan
      case "Infinity": .infinity
      case "-Infinity": -.infinity
      default: nil
      }
    default: nil
    }
  }
}

/// The fields of a map, or of a whole document, in the order in which they were sent.
package struct DocumentMap: Equatable, Sendable {
  /// The object that holds `fields`; without that member there are no fields.
  let json: JSON

  package init(json: JSON) { self.json = json }

  package var isEmpty: Bool { json["fields"]?.isEmpty ?? true }

  package subscript(name: String) -> DocumentValue? {
    json["fields"]?[name].map(DocumentValue.init)
  }

  /// A member of a map value.
  package struct Entry: Sendable {
    package let name: String
    package let value: DocumentValue
    /// As it was sent: `{"stringValue": "…"}`.
    package let json: JSON
  }

  package var entries: [Entry] {
    json["fields"]?.members.map {
      Entry(name: $0.name, value: DocumentValue($0.value), json: $0.value)
    }
      ?? []
  }
}

/// An array value, whose elements are read when they are asked for.
package struct DocumentArray: Equatable, Sendable {
  /// The object that holds `values`; without that member there are no values.
  let json: JSON

  package var isEmpty: Bool { json["values"]?.isEmpty ?? true }

  /// The elements, as they were sent.
  package var elements: [JSON] { json["values"].map { Array($0.elements) } ?? [] }
  package var values: [DocumentValue] { elements.map(DocumentValue.init) }
}

extension DocumentValue {
  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }
  package var time: DocumentTime? { if case .time(let time) = self { time } else { nil } }
  package var map: DocumentMap? { if case .map(let map) = self { map } else { nil } }
  package var array: DocumentArray? { if case .array(let array) = self { array } else { nil } }
  package var isNull: Bool { if case .null = self { true } else { false } }
}
