extension RecordQuery {
  /// What there is to say about a text besides what is looked for. It is found when the text is
  /// read, since a list asks for it whenever it is drawn.
  package struct Remarks: Hashable, Sendable {
    /// What of a pasted source is in no term: labels that name no field, and what is not searched.
    let leftOut: [String]
    /// What may be labels in any other source: they are looked for like the rest.
    let labels: [String]
    /// The same as a list in quotes; nil where nothing was left out.
    let leftOutText: String?
    /// Which days were looked for where a date such as `3/4/2026` means two.
    let datesReadTwice: String?
    /// The sign of an amount that several currencies share: `$`, `kr`. Nil where the query names a
    /// currency, too.
    let sharedSign: String?
    /// What till has instead of an operator of another language.
    let operatorAdvice: String?
    /// Where a minus is a part of a word: when it would exclude.
    let minusAdvice: String?
    /// How a key of the metadata is written, where a word before a colon was no field.
    let unknownFieldAdvice: String?

    /// For a query that was not typed.
    static let none = Remarks(of: [], [])

    init(
      of pieces: [QueryScanner.Piece], _ terms: [Term], in table: FieldTable? = nil,
      leftOut: [String] = [], labels: [String] = []
    ) {
      self.leftOut = leftOut
      self.labels = labels
      leftOutText = leftOut.isEmpty ? nil : Self.quoted(leftOut)
      datesReadTwice = Self.datesReadTwice(in: pieces)
      sharedSign = Self.sharedSign(in: pieces, terms, table)
      operatorAdvice = Self.operatorAdvice(on: pieces, leftOut)
      minusAdvice = Self.minusAdvice(on: pieces)
      unknownFieldAdvice = Self.unknownFieldAdvice(on: pieces, terms)
    }

    /// Whether what was left out is a label, and not a place; its colon may be a wide one.
    static func isLabel(_ text: String) -> Bool { text.last.map { ":：".contains($0) } == true }

    /// How many texts a sentence names.
    private static let mostNamed = 3

    /// Texts in quotes, each once and on one line; of many, how many more there are.
    package static func quoted(_ texts: [String]) -> String {
      var seen: Set<String> = []
      let distinct = texts.map { String($0.map { $0.isNewline ? " " : $0 }) }
        .filter { seen.insert($0).inserted }
      let named = distinct.prefix(mostNamed).map { "“\($0)”" }.joined(separator: ", ")
      return distinct.count > mostNamed ? "\(named), and \(distinct.count - mostNamed) more" : named
    }

    private static func datesReadTwice(in pieces: [QueryScanner.Piece]) -> String? {
      for (index, piece) in pieces.enumerated()
      where piece.name == nil && !piece.isQuoted && !piece.isNegated {
        let date = piece.value.prefix { "/-".contains($0) || $0.isNumber }
        // A span or a list is not looked for.
        guard date.contains(where: { !$0.isNumber }),
          piece.value[date.endIndex...].allSatisfy(\.isPunctuation)
        else {
          continue
        }
        let forms = QueryDates.isoForms(of: date)
        // An end of a span is not read twice.
        let around = [index - 1, index + 1].filter(pieces.indices.contains).map {
          pieces[$0].value.lowercased()
        }
        guard forms.count == 2, !around.contains(where: spans.contains) else { continue }
        return "\(date) as \(forms[0]) and as \(forms[1])"
      }
      return nil
    }

    private static func sharedSign(
      in pieces: [QueryScanner.Piece], _ terms: [Term], _ table: FieldTable?
    ) -> String? {
      let conditions = terms.filter { !$0.isNegated }.map(\.condition)
      guard conditions.contains(where: \.comparesAmount),
        !conditions.contains(where: \.namesCurrency)
      else { return nil }
      // An amount has no field, or one of amounts.
      let mayBeAmount = { (piece: QueryScanner.Piece) in
        !piece.isQuoted && piece.name.map { table?.isAmount($0) == true } ?? true
      }
      for index in pieces.indices where mayBeAmount(pieces[index]) {
        // The sign may be a word of its own, before or after the number.
        for count in 1...2 where index + count <= pieces.count {
          let words = pieces[index..<index + count]
          guard words.dropFirst().allSatisfy({ $0.name == nil && !$0.isQuoted }) else { continue }
          let sign = QueryScanner.sign(in: pieces[index].value)
          let written = BareWords.written(words.map(\.value), behind: sign?.count ?? 0).joined()
          let dots = written.firstRange(of: "..")
          let ends = dots.map { [written[..<$0.lowerBound], written[$0.upperBound...]] }
          for end in ends ?? [written[...]] {
            if let shared = WrittenAmount(end)?.sharedSign { return shared }
          }
        }
      }
      return nil
    }

    /// What stands before or between the ends of a span of days.
    private static let spans: Set = [
      "-", "–", "—", "..", "to", "bis", "until", "till", "since", "from", "before", "after", "seit",
      "ab", "vor", "nach",
    ]

    /// At the end, OR is a state.
    private static func operatorAdvice(
      on pieces: [QueryScanner.Piece], _ leftOut: [String]
    ) -> String? {
      if pieces.dropFirst().dropLast().contains(where: {
        $0.name == nil && !$0.isQuoted && ["OR", "AND", "||", "&&"].contains($0.value)
          && !leftOut.contains($0.value)
      }) {
        return "all words of a query must match, without AND between them, and there is no OR: "
          + "status:open,expired takes either value"
      }
      let words = pieces.filter { $0.name == nil && !$0.isQuoted }.map(\.value)
      guard
        words.dropLast().contains("NOT")
          || words.contains(where: { $0.hasPrefix("!") && $0.count > 1 || $0.contains("!=") })
      else { return nil }
      return "a minus excludes: -jane, -status:open"
    }

    private static func minusAdvice(on pieces: [QueryScanner.Piece]) -> String? {
      let word = pieces.first {
        $0.name == nil && !$0.isQuoted && $0.value.first == "-"
          && $0.value.dropFirst().first?.isLetter == true
      }
      guard pieces.count > 1, let word else { return nil }
      return "“\(word.value)” was looked for with its minus, which excludes only beside a field, "
        + "as in status:open \(word.value)"
    }

    private static func unknownFieldAdvice(
      on pieces: [QueryScanner.Piece], _ terms: [Term]
    ) -> String? {
      for piece in pieces where !piece.value.isEmpty {
        guard let name = piece.name else { continue }
        let texts = [":", "="].map { SearchFolding.fold(name + $0 + piece.value) }
        guard
          terms.contains(where: { term in
            !term.isNegated && texts.contains { term.condition == .text($0) }
          })
        else { continue }
        return "“\(name)” is no field; a key of the metadata is written meta.\(name):\(piece.value)"
      }
      return nil
    }
  }
}

extension FieldTable {
  /// Whether a word before a value names amounts.
  fileprivate func isAmount(_ word: String) -> Bool {
    fields(named: word).contains { if case .amount = $0.type { true } else { false } }
  }
}
