/// A query over the cache, in till's own language: words, phrases and `field:value` terms, all of
/// which must match. The table of the record's kind defines the fields.
package struct RecordQuery: Hashable, Sendable {
  /// What was typed.
  package let source: String
  package let terms: [Term]
  /// Folded words that rows are shown for, in scalars. Each cell of a list is searched for them.
  let needles: [[Unicode.Scalar]]

  /// What there is to say about the source.
  let remarks: Remarks

  package init(source: String, terms: [Term]) {
    self.init(source: source, terms: terms, remarks: .none)
  }

  init(source: String, terms: [Term], remarks: Remarks) {
    self.source = source
    self.terms = terms
    self.remarks = remarks
    needles = terms.filter { !$0.isNegated }.flatMap(\.condition.needles)
      .map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
  }

  /// All words of a text, whatever characters it has: nothing in it is read as a field.
  package init(words text: String) {
    self.init(
      source: text,
      terms: text.split(separator: " ").map { Term(.text(SearchFolding.fold(String($0)))) })
  }

  /// The same text, which means other terms.
  package func with(_ terms: [Term]) -> RecordQuery {
    RecordQuery(source: source, terms: terms, remarks: remarks)
  }

  /// What of a pasted source is in no term: labels that name no field, and what is not searched.
  package var leftOut: [String] { remarks.leftOut }

  /// The same as a list in quotes; nil where nothing was left out.
  package var leftOutText: String? { remarks.leftOutText }

  /// Says which days were looked for where a date such as `3/4/2026` means two; nil for any other
  /// query.
  package var datesReadTwice: String? { remarks.datesReadTwice }

  /// The source without the labels that name no field, and without the marks around the rest.
  package var remainder: String {
    let value = remarks.leftOut.filter(Remarks.isLabel)
      .reduce(source) { text, label in
        text.firstRange(of: label).map { String(text[..<$0.lowerBound] + text[$0.upperBound...]) }
          ?? text
      }
    return Self.unmarked(value)
  }

  /// `6735` of `order-6735`; nil for any other word.
  package static func orderNumber(in word: String) -> String? {
    BareWords.number(behindLabelOf: word)
  }

  /// A text without the quotes, brackets and signs around it.
  package static func unmarked(_ text: String) -> String {
    let inner = text.drop { BareWords.isMark($0) || $0 == "#" || $0.isWhitespace }
    let last = inner.lastIndex { !BareWords.isMark($0) && !$0.isWhitespace }
    return last.map { String(inner[...$0]) } ?? ""
  }

  /// One condition, or its opposite.
  package struct Term: Hashable, Sendable {
    package var isNegated: Bool
    package var condition: Condition

    package init(_ condition: Condition, isNegated: Bool = false) {
      self.condition = condition
      self.isNegated = isNegated
    }
  }

  /// What a term asks of a record.
  package indirect enum Condition: Hashable, Sendable {
    /// Folded words, anywhere in the searched text; up to two letters: only where a word begins.
    case text(String)
    /// Folded words, anywhere in one field.
    case contains(FieldName, String)
    /// The beginning of an id.
    case begins(FieldName, String)
    /// The end of an id.
    case ends(FieldName, String)
    /// Digits of a telephone number.
    case digits(FieldName, String)
    case equals(FieldName, FieldValue)
    /// In minor units, which depend on the row's own currency.
    case amount(FieldName, Comparison, MajorAmount)
    /// Unix seconds, both ends included.
    case between(FieldName, ClosedRange<Int>)
    /// The value of a key, whole and folded.
    case entry(FieldName, key: String, value: String)
    case hasEntry(FieldName, key: String)
    case has(FieldName)
    /// A string value anywhere in the object or in its parts, whole, but for the case of ASCII
    /// letters. Each object has to be read for it.
    case holds(String)
    /// Any of these: what commas separate.
    case any([Condition])
    /// All of these: both ends of a span.
    case all([Condition])

    /// How many conditions it is made of.
    var count: Int {
      switch self {
      case .any(let parts), .all(let parts): parts.reduce(0) { $0 + $1.count }
      default: 1
      }
    }
  }

  /// The sign before an amount, and what it means.
  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  }

  /// An amount in major units, as thousandths, so that it can be compared in every currency.
  package struct MajorAmount: Hashable, Sendable {
    package var thousandths: Int
    /// What it is in currencies without thousandths, where `1.234` is more than a thousand; nil if
    /// there is no difference.
    package var withoutThousandths: Int?

    package init(thousandths: Int, withoutThousandths: Int? = nil) {
      self.thousandths = thousandths
      self.withoutThousandths = withoutThousandths
    }
  }
}

/// Why a query cannot be understood.
package struct QueryError: Error, Equatable, Sendable {
  /// A sentence that says what is allowed.
  package let message: String
  /// The offending characters, as offsets into the source's characters.
  package let range: Range<Int>

  package init(_ message: String, _ range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
