import ArgumentParser

/// How much is printed, and how.
struct OutputOptions: ParsableArguments {
  @Option(help: "List this many at the most.")
  var limit: Int?
  @Flag(help: "List all that match.")
  var all = false
  @Option(help: "table, json, ndjson or csv. json and ndjson give Stripe's objects unchanged.")
  var format = OutputFormat.table

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
    if all, limit != nil { throw ValidationError("Give either --all or --limit.") }
  }

  /// Rows at the most.
  var count: Int { all ? Int.max : limit ?? 20 }
}
