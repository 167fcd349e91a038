import ArgumentParser
import Checkout
import Dashboard

/// How sessions are printed.
struct FormatOptions: ParsableArguments {
  @Option(
    help: """
      table, json, ndjson or csv. json and ndjson give Stripe's objects; only white space differs.
      """)
  private var format: OutputFormat?
  @Option(
    help: ArgumentHelp(
      """
      Print csv with these columns: names such as id,amount,metadata.order_id or paths into the \
      object. With + before each name, they follow the usual ones; +metadata.* is a column for each \
      key. An amount brings its currency. A path prints what Stripe has: minor units, Unix seconds.
      """, valueName: "names"))
  private var columns: String?
  @Flag(help: "Begin csv with a byte-order mark, which some spreadsheets want.")
  private var byteOrderMark = false

  var isGiven: Bool { format != nil || columns != nil }
  /// Columns without a format mean CSV.
  var chosen: OutputFormat { format ?? (columns == nil ? .table : .csv) }

  private var names: [String] {
    (columns ?? "").split(separator: ",").map { String($0).trimmingSpaces }
  }

  /// Nil for the table, which is for people. `usual` are the columns where none are named.
  func layout(usual: [String]) -> ExportLayout? {
    chosen.export.map {
      ExportLayout(
        $0, columns: columns == nil ? usual : SessionCSV.withCurrencies(names),
        hasByteOrderMark: byteOrderMark)
    }
  }

  func validate() throws {
    guard chosen == .csv else {
      if columns != nil || byteOrderMark {
        throw ValidationError("--columns and --byte-order-mark go with --format csv.")
      }
      return
    }
    if columns != nil, names.isEmpty { throw ValidationError("--columns names no column.") }
    for name in names {
      if let complaint = SessionCSV.complaint(about: name) {
        throw ValidationError("--columns: \(complaint)")
      }
    }
  }
}

/// How much is printed, and how.
struct OutputOptions: ParsableArguments {
  @Option(help: "List this many at the most.")
  var limit: Int?
  @Flag(help: "List all that match.")
  var all = false
  @OptionGroup var form: FormatOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
    if all, limit != nil { throw ValidationError("Give either --all or --limit.") }
  }

  /// Whether the user asked for printed output, and so not for the dashboard.
  var isGiven: Bool { all || limit != nil || form.isGiven }
  /// The largest number of rows.
  var count: Int { all ? Int.max : limit ?? 20 }
}
