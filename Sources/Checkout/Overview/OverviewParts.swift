package import Query

/// What the sessions of a span have in common: how they were paid, why attempts failed, where their
/// customers are. Known only for sessions whose payment or address was read.
package struct OverviewParts: Equatable, Sendable {
  /// A value, and how many sessions have it.
  package struct Part: Equatable, Sendable {
    /// As the cache keeps it: `card visa`, `insufficient_funds`, `DE`.
    package let value: String
    package let count: Int

    package init(value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// The fields that are counted.
  package static let fields: [FieldName] = [.method, .decline, .country]

  /// The fields whose combinations are read: a way of paying counts only where it has paid.
  package static let read = fields + [.paymentStatus]

  /// By field, the most frequent first.
  package private(set) var parts: [FieldName: [Part]] = [:]

  /// Reads how often each combination of the values of `read` occurs.
  package init(_ counts: [(values: [FieldValue], count: Int)]) {
    for (index, field) in Self.fields.enumerated() {
      var sums: [String: Int] = [:]
      for count in counts where count.values.indices.contains(index) {
        guard let value = count.values[index].text, !value.isEmpty,
          field != .method || Self.isPaid(count.values)
        else { continue }
        sums[value, default: 0] += count.count
      }
      parts[field] = sums.map { Part(value: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }
  }

  private static func isPaid(_ values: [FieldValue]) -> Bool {
    guard values.count == read.count, let status = values.last else { return false }
    return Session.fields.word(for: status, of: .paymentStatus) == PaymentStatus.paid.name
  }

  /// For how many sessions a field is known.
  package func known(_ field: FieldName) -> Int {
    parts[field, default: []].reduce(0) { $0 + $1.count }
  }

  /// A value in words: `Visa` for `card visa`, `not enough money` for `insufficient_funds`.
  package static func words(_ field: FieldName, _ value: String) -> String {
    switch field {
    case .method:
      let words = value.split(separator: " ", maxSplits: 1).map(String.init)
      return words.count == 2
        ? PaymentMethodWords.brand(words[1]) : PaymentMethodWords.method(value)
    case .decline: return Decline.words(for: value)
    default: return value
    }
  }
}
