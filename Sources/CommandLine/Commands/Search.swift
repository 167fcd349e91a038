import ArgumentParser
import Checkout
import Query

/// `till search QUERY`: sessions from the cache, without network.
struct Search: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search what is cached, without network.",
    discussion: """
      Words and "phrases" are looked for in names, e-mails, phones, references, metadata, answers \
      and known line items; a status, a mode, a currency and an amount also in their fields:

        paid  eur  49.99  >=50

      Conditions:

        status:open  is:unpaid  mode:subscription  currency:eur  amount>=50
        created:2026-11-01..2026-11-14  created:>7d  meta.order_id:6735
        has:subscription  email:ada  -word

      An amount or a currency is the session's own, or what the customer saw instead: -currency:eur \
      leaves out both. session_currency:eur is the session's own alone.

      Words of one or two letters match the beginning of a word \
      only; days are local ones. “till sync” fills the cache. The exit code is 1 if nothing matches.
      """)

  @Argument(parsing: .allUnrecognized, help: "The query; several words must all match.")
  var query: [String]
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  mutating func validate() throws {
    // “-word” is part of a query, “--word” is not, unless “--” has ended the options.
    let end = query.firstIndex(of: "--")
    if let unknown = query[..<(end ?? query.endIndex)].first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("There is no option \(unknown).")
    }
    if let end { query.remove(at: end) }
  }

  func run(in world: World) async throws {
    let list = try CachedList(
      query.joined(separator: " "), SessionFilter(), output, in: world)
    let matching = try await list.run(
      try await ConnectionPlan(options, .current(in: world), in: world))
    if matching == 0 { throw ExitCode(Failure.Code.failed.rawValue) }
  }
}
