import JSON

/// How sessions are written to a file or a stream. Data, so that it can be compared.
package struct ExportLayout: Equatable, Sendable {
  package var format: ExportFormat
  /// Names of CSV's columns, see ``SessionCSV``; empty for the usual ones.
  package var columns: [String]
  /// Whether CSV begins with a mark of UTF-8, without which some spreadsheets take it for another
  /// encoding.
  package var hasByteOrderMark: Bool
  /// The keys that occur, where `columns` asks for one each.
  package var metadataKeys: [String] = []

  package init(_ format: ExportFormat, columns: [String] = [], hasByteOrderMark: Bool = false) {
    self.format = format
    self.columns = columns
    self.hasByteOrderMark = hasByteOrderMark
  }

  /// Whether `metadataKeys` have to be found out before the first line.
  package var needsMetadataKeys: Bool {
    format == .csv && SessionCSV.needsMetadataKeys(columns)
  }

  /// Adds the keys of a session that were not there yet.
  package mutating func noteKeys(of session: Session) {
    for member in session.json["metadata"].map({ Array($0.members) }) ?? []
    where !metadataKeys.contains(member.name) {
      metadataKeys.append(member.name)
    }
  }
}
