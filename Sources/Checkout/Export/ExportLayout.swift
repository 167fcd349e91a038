import JSON

/// How sessions are written to a file or a stream. A value, so that two layouts can be compared.
package struct ExportLayout: Equatable, Sendable {
  package var format: ExportFormat
  /// Names of the CSV columns, see ``SessionCSV``; empty for the usual ones.
  package var columns: [String]
  /// Whether CSV begins with a UTF-8 byte order mark, without which some spreadsheets assume
  /// another encoding.
  package var hasByteOrderMark: Bool
  /// The metadata keys that occur, where `columns` asks for a column for each.
  package var metadataKeys: [String] = []

  package init(_ format: ExportFormat, columns: [String] = [], hasByteOrderMark: Bool = false) {
    self.format = format
    self.columns = columns
    self.hasByteOrderMark = hasByteOrderMark
  }

  /// Whether `metadataKeys` must be known before the first line.
  package var needsMetadataKeys: Bool {
    format == .csv && SessionCSV.needsMetadataKeys(columns)
  }

  /// Adds the metadata keys of a session that are new.
  package mutating func noteKeys(of session: Session) {
    for member in session.json["metadata"].map({ Array($0.members) }) ?? []
    where !metadataKeys.contains(member.name) {
      metadataKeys.append(member.name)
    }
  }
}
