import ArgumentParser
import FoundationEssentials
import Screen

/// `till doctor`: what works here, and what to do about the rest.
struct Doctor: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what works here, and what to do about the rest.",
    discussion: """
      Key, account and what the key may do, network, certificates, clock, cache, terminal, clipboard \
      and log, one line each. The server is asked for objects that are not there, which says what the \
      key may do and changes nothing. The exit code is 1 if something is to be done.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: "text or json.")
  var format = Format.text
  @OptionGroup var options: GlobalOptions

  private struct Report: Encodable {
    let ok: Bool
    let checks: [HealthLine]
  }

  func run(in world: World) async throws {
    let findings = await Checkup.run(options, in: world)
    let isFine = findings.allSatisfy(\.ok)
    switch format {
    case .text: for finding in findings { try world.console.print(finding.line) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let data = try encoder.encode(Report(ok: isFine, checks: findings))
      try world.console.data(String(decoding: data, as: UTF8.self) + "\n", .json)
    }
    if !isFine { throw ExitCode(Failure.Code.failed.rawValue) }
  }
}
