@testable import Driver

/// Reads CSV by RFC 4180: lines end with CR LF, and a quote inside quotes is doubled.
enum CSV {
  /// The rows; nil if a quote is never closed or is in a wrong place.
  static func rows(of text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var wasQuoted = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted:
        if scalars.first == "\"" {
          cell.append(contentsOf: scalars.prefix(1))
          scalars.removeFirst()
        } else {
          isQuoted = false
          wasQuoted = true
        }
      case _ where isQuoted: cell.append(scalar)
      case "\"":
        guard cell.isEmpty, !wasQuoted else { return nil }
        isQuoted = true
      case ",":
        row.append(String(cell))
        (cell, wasQuoted) = (String.UnicodeScalarView(), false)
      case "\r" where scalars.first == "\n":
        scalars.removeFirst()
        rows.append(row + [String(cell)])
        (row, cell, wasQuoted) = ([], String.UnicodeScalarView(), false)
      default:
        guard !wasQuoted else { return nil }
        cell.append(scalar)
      }
    }
    return isQuoted || !row.isEmpty || !cell.isEmpty ? nil : rows
  }
}
