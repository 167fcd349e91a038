import JSON

/// How sessions are written for other programs.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// With the column names of Stripe's own export.
  case csv
  /// Stripe's objects, one per line.
  case ndjson
  /// Stripe's objects, indented, in an array.
  case json

  /// The format for a file name's extension; nil for any other name.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

/// Sessions as text, piece by piece, so that memory does not grow with the list.
package struct SessionExport: Sendable {
  private let format: ExportFormat
  private let csv: SessionCSV
  private let mark: String
  package private(set) var count = 0

  package init(_ layout: ExportLayout) {
    format = layout.format
    csv = SessionCSV(layout.columns, metadataKeys: layout.metadataKeys)
    mark = layout.hasByteOrderMark ? "\u{FEFF}" : ""
  }

  /// What comes before the first session.
  package var opening: String {
    switch format {
    case .csv: mark + csv.header + "\r\n"
    case .ndjson: ""
    case .json: "["
    }
  }

  package mutating func text(of session: Session) -> String {
    defer { count += 1 }
    return switch format {
    case .csv: csv.row(session) + "\r\n"
    case .ndjson: session.json.compact + "\n"
    case .json: (count == 0 ? "\n" : ",\n") + session.json.indented
    }
  }

  /// What comes after the last session.
  package var closing: String {
    switch format {
    case .csv, .ndjson: ""
    case .json: count == 0 ? "]\n" : "\n]\n"
    }
  }
}
