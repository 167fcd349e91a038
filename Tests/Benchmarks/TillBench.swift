import ArgumentParser
import FoundationEssentials

/// Measures the program as its user meets it: on a terminal, from outside.
///
/// It says what is, and judges nothing. Run it on a release build, on a machine with nothing else to
/// do: `swift build -c release && .build/release/till-bench`.
@main
struct TillBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "till-bench",
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
  @Option(help: "Seconds that the program is left alone.")
  var rest = 5
  @Option(help: "The program; without, the one of the same build.")
  var till: String?
  @Option(help: "Where caches are kept from one run to the next.")
  var folder = ".build-bench"
  @Flag(help: "Measure other programs, too, as far as they are installed.")
  var peers = false

  func run() async throws {
    let till = till ?? Self.besideThis
    let folder =
      folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
    for count in sessions {
      let workshop = try await Workshop.open(sessions: count, till: till, folder: folder)
      let subject = Subject(
        name: "till, \(count) sessions cached", arguments: [till, "dashboard"],
        environment: workshop.environment, firstRow: workshop.firstRow)
      try subject.measure(starts: starts, keys: keys, rest: rest)
      if peers {
        for peer in try Peers.installed(workshop, folder: "\(folder)/\(count)") {
          try peer.measure(starts: min(starts, 5), keys: keys, rest: rest)
        }
      }
      try measureSearch(workshop, folder: "\(folder)/\(count)")
      await workshop.close()
    }
    try await FirstSync.measure(till: till, folder: folder, times: syncs, peers: peers)
  }

  /// Whole processes, from their start to their end.
  private func measureSearch(_ workshop: Workshop, folder: String) throws {
    var commands = [("till search smith", [workshop.till, "search", "smith"])]
    if peers { commands += try Peers.searches(workshop, folder: folder) }
    Table.heads("a search, the whole process")
    for (name, command) in commands {
      let runs = try (0..<starts).map { _ in
        try Errand(command, environment: workshop.environment).time
      }
      Table.row(name, runs)
    }
  }

  private static var besideThis: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/till"
  }
}
