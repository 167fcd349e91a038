internal import Units

/// How the records of a kind are counted over time. The cache updates these numbers while it
/// writes, so that a chart of a million records does not read them all.
package struct TallyRule: Sendable {
  /// A condition on one field, which SQL can check.
  package enum Test: Sendable {
    /// A field with a column has a value.
    case equals(FieldName, FieldValue)
    /// A field with a column is not null.
    case present(FieldName)
  }

  /// Counts the records that meet all tests of at least one of several lists.
  package struct Count: Sendable {
    /// The name of its column. It needs no quotes in SQL.
    package let name: String
    package let anyOf: [[Test]]

    package init(_ name: String, anyOf: [[Test]]) {
      self.name = name
      self.anyOf = anyOf
    }
  }

  package let counts: [Count]
  /// What is added up, by currency, over the records that meet the tests.
  package let amount: FieldName
  package let currency: FieldName
  package let amountTests: [Test]

  package init(_ counts: [Count], sum amount: FieldName, by currency: FieldName, of tests: [Test]) {
    self.counts = counts
    self.amount = amount
    self.currency = currency
    amountTests = tests
  }
}

/// Records of one currency that were created in one stretch of time.
package struct Tally: Equatable, Sendable {
  /// Empty for records without a currency.
  package var currency: String
  package var created: Int
  /// In the order of the rule.
  package var counts: [Int]
  /// In minor units.
  package var sum: Int

  package init(currency: String, created: Int, counts: [Int], sum: Int) {
    self.currency = currency
    self.created = created
    self.counts = counts
    self.sum = sum
  }
}

extension Tally {
  /// Adds another one of the same currency.
  package static func += (left: inout Tally, right: Tally) {
    left.created += right.created
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
    left.sum = left.sum.addingSaturating(right.sum)
  }
}
