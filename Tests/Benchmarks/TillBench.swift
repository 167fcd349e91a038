import ArgumentParser
import FoundationEssentials

/// Measures the program from outside, and attacks it.
@main
struct TillBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "till-bench", abstract: "Measure till, or attack it.",
    subcommands: [Measure.self, Attack.self], defaultSubcommand: Measure.self)

  /// The till of the same build.
  static var besideThis: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/till"
  }
}

/// Measures the program as its user sees it: on a terminal, from outside.
///
/// Each figure is beside its limit and, with `--peers`, beside another program that did the same in
/// turn. Run it on a release build, on a machine with nothing else to do:
/// `.ci/release && .build/release/till-bench --peers`.
struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure till: start, keys, search, memory and rest in a terminal; searches; syncs.")

  @Option(
    parsing: .upToNextOption, help: "How many sessions are cached; several numbers, several rounds."
  )
  var sessions = [100_000]
  @Option(help: "How often the program is started.")
  var starts = 20
  @Option(help: "How often a key is pressed.")
  var keys = 200
  @Option(help: "How often a first sync is made.")
  var syncs = 5
  @Option(help: "The program is left alone for a minute, in parts of so many seconds.")
  var rest = 5
  @Option(help: "The program; without, the one of the same build.")
  var till: String?
  @Option(help: "Where caches are kept from one run to the next.")
  var folder = ".build-bench"
  @Flag(help: "Measure other programs, too, as far as they are installed.")
  var peers = false

  @Option(parsing: .upToNextOption, help: "Measure these parts alone.")
  var only: [Part] = []
  @Option(help: "The seed of the sessions.")
  var seed: UInt64 = 7
  @Flag(help: "Print the figures as JSON when all is done, and nothing before.")
  var json = false

  func run() async throws {
    let till = till ?? TillBench.besideThis
    let folder =
      folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
    let parts = only.isEmpty ? Set(Part.allCases) : Set(only)
    var table = Table(isQuiet: json)
    if parts.contains(.version) {
      table.heads("the process alone")
      let runs = try (0..<starts).map { _ in try Errand([till, "--version"], environment: [:]).time
      }
      table.row("till --version", runs, limit: Limits.version)
    }
    if !parts.isSubset(of: [.version, .sync]) {
      for count in sessions { try await measure(count, till, folder, parts, &table) }
    }
    if parts.contains(.sync) {
      try await FirstSync.measure(
        till: till, folder: folder, seed: seed, times: syncs, peers: peers, into: &table)
    }
    if json { print(try table.json()) }
  }

  private func measure(
    _ count: Int, _ till: String, _ folder: String, _ parts: Set<Part>, _ table: inout Table
  ) async throws {
    let folder = "\(folder)/\(count)-\(seed)"
    let workshop = try await Workshop.open(
      sessions: count, seed: seed, till: till, home: folder, table: &table)
    let subject = Subject(
      name: "till, \(count) sessions cached", arguments: [till, "dashboard"],
      environment: workshop.environment, firstRow: workshop.firstRow)
    let work = Screenwork(
      till: subject, peers: peers ? try Peers.installed(workshop, folder: folder) : [],
      sessions: count, starts: starts, keys: keys, rest: rest)
    try work.measure(parts, into: &table)
    if parts.contains(.search) { try measureSearch(workshop, folder: folder, &table) }
    await workshop.close()
  }

  /// Whole processes, from start to end, in turn with those that search for the same.
  private func measureSearch(
    _ workshop: Workshop, folder: String, _ table: inout Table
  ) throws {
    let others = peers ? try Peers.searches(workshop, folder: folder) : []
    var own: [Duration] = []
    var theirs = others.map { _ in [Duration]() }
    for _ in 0..<starts {
      own.append(
        try Errand([workshop.till, "search", "smith"], environment: workshop.environment).time)
      for (index, other) in others.enumerated() {
        theirs[index].append(try Errand(other.command, environment: workshop.environment).time)
      }
    }
    table.heads("a search, the whole process")
    table.row(
      "till search smith", own, limit: Limits.search,
      peer: others.first.map { ($0.name, theirs[0]) })
    for (other, runs) in zip(others, theirs).dropFirst() { table.row(other.name, runs) }
  }
}
