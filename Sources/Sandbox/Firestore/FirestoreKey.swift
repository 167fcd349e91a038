import Checkout

/// A value as Firestore orders it: by kind in the order of these cases, then by content.
/// Source: https://cloud.google.com/firestore/docs/concepts/data-types#value_type_ordering
indirect enum FirestoreKey: Comparable {
  case null
  case boolean(Int)
  case notANumber
  case number(Double)
  case time(DocumentTime)
  case text(Run<UInt8>)
  case bytes(Run<UInt8>)
  /// The path of a document, below the root.
  case reference(Run<String>)
  case point(Run<Double>)
  case array(Run<FirestoreKey>)
  /// Names and values in turn, by name.
  case map(Run<FirestoreKey>)

  /// Elements that are compared one by one.
  struct Run<Element: Comparable>: Comparable {
    let elements: [Element]

    static func < (left: Run, right: Run) -> Bool {
      left.elements.lexicographicallyPrecedes(right.elements)
    }
  }

  /// nil for a kind that has no order here.
  init?(_ value: DocumentValue) {
    switch value {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag ? 1 : 0)
    case .integer(let number): self = .number(Double(number))
    case .double(let number): self = number.isNaN ? .notANumber : .number(number)
    case .time(let time): self = .time(time)
    case .string(let text): self = Self(text: text)
    case .bytes(let text): self = .bytes(Run(elements: Array(text.utf8)))
    case .reference(let name):
      self = Self(path: name.split(separator: "/").dropFirst(5).map(String.init))
    case .point(let latitude, let longitude): self = .point(Run(elements: [latitude, longitude]))
    case .array(let array): self = .array(Run(elements: array.values.compactMap { Self($0) }))
    case .map(let map):
      let entries = map.entries.map { (name: Self(text: $0.name), value: Self($0.value)) }
      self = .map(
        Run(
          elements: entries.sorted { $0.name < $1.name }
            .flatMap { [$0.name] + ($0.value.map { [$0] } ?? []) }))
    case .unknown: return nil
    }
  }

  init(text: String) { self = .text(Run(elements: Array(text.utf8))) }
  init(path: [String]) { self = .reference(Run(elements: path)) }
}
