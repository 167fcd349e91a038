import Checkout
import Dashboard
import Glibc
import Host
import RecordCache
import Screen
import Settings
import Units

/// The result of one check, and what to do if something is wrong.
struct HealthLine: Equatable, Encodable {
  let name: String
  /// Whether nothing has to be done.
  let ok: Bool
  let text: String

  static func fine(_ name: String, _ text: String) -> HealthLine {
    HealthLine(name: name, ok: true, text: text)
  }

  static func wrong(_ name: String, _ text: String) -> HealthLine {
    HealthLine(name: name, ok: false, text: text)
  }

  /// One line, or several where the text has several.
  var line: SafeText {
    let column = "\n" + String(repeating: " ", count: 16)
    let text = text.replacing("\n", with: column)
    return "\(ok ? "✓" : "✗") \(SafeText(name).padded(to: 13)) " + SafeText(lines: text)
  }
}

/// Checks everything that till needs, one thing after the other.
struct Checkup {
  private let options: GlobalOptions
  private let world: World
  private(set) var findings: [HealthLine] = []

  /// Runs all checks. A check is left out if something that it needs is missing.
  static func run(_ options: GlobalOptions, in world: World) async -> [HealthLine] {
    var checkup = Checkup(options: options, world: world)
    await checkup.run()
    return checkup.findings
  }

  private init(options: GlobalOptions, world: World) {
    self.options = options
    self.world = world
  }

  mutating func note(_ finding: HealthLine) { findings.append(finding) }

  private mutating func run() async {
    let setup: Setup
    do throws(Failure) { setup = try Setup.load(in: world) } catch {
      return note(.wrong("configuration", error.sentence.text))
    }
    lookAtConfiguration(setup)
    do throws(Failure) {
      let plan = try await ConnectionPlan(options, setup, in: world)
      await lookAtStripe(plan, in: world)
      await lookAtCache(plan)
    } catch {
      note(.wrong("key", error.sentence.text))
    }
    await lookAtTerminal(setup)
    lookAtLog(setup)
  }

  private mutating func lookAtConfiguration(_ setup: Setup) {
    let path = setup.paths.configuration
    let notes = setup.allNotes(now: world.now())
    if let error = notes.first(where: { $0.severity == .error }) {
      note(.wrong("configuration", error.sentence))
    } else if let warning = notes.first {
      note(.fine("configuration", "\(warning.sentence) (till config check lists all)"))
    } else if setup.hasConfiguration {
      note(.fine("configuration", path))
    } else {
      note(.fine("configuration", "none at \(path): everything is as it comes"))
    }
  }

  private mutating func lookAtCache(_ plan: ConnectionPlan) async {
    guard let folder = plan.cacheFolder else {
      return note(.fine("cache", "none is kept: \(ConnectionPlan.nothingKept.text)"))
    }
    do {
      let path = try plan.cachePath()
      if let problem = Self.problem(of: path, in: folder) { return note(.wrong("cache", problem)) }
      guard try plan.hasCache() else {
        return note(.fine("cache", "nothing is cached yet: till sync fills \(path)"))
      }
      var plan = plan
      plan.needsCache = true
      let (cache, notice) = try plan.openCache(in: world, onlyReads: true)
      defer { try? cache.close() }
      if let notice { return note(.wrong("cache", notice)) }
      let info = try await cache.info()
      let scope = info.coverage.scopeWithAge(of: info.records, in: world.zone(), now: world.now())
      note(
        .fine(
          "cache", "\(scope); \(info.bytes.grouped) bytes, version \(info.version), \(info.path)"))
    } catch {
      note(.wrong("cache", Failure(of: error)?.sentence.text ?? "it cannot be opened"))
    }
  }

  /// Why nothing can be kept in the folder, which is made if it is missing; nil if it can.
  private static func problem(of cache: String, in folder: String) -> String? {
    do throws(FileError) { try PrivateFiles.makeFolder(folder) } catch {
      return "the folder \(folder) can be neither opened nor made: check the one above it"
    }
    let closed = [folder, cache].first { (path: String) in
      access(path, W_OK) != 0 && errno != ENOENT
    }
    return closed.map { "\($0) cannot be written, so nothing is kept: check its owner and mode" }
  }

  private mutating func lookAtTerminal(_ setup: Setup) async {
    guard world.console.terminals.isSuperset(of: [.input, .output]) else {
      return note(
        .fine("terminal", "standard input or output is none: run till doctor without a pipe"))
    }
    guard let facts = await world.terminalFacts(setup) else { return }
    guard let type = facts.type else {
      return note(.wrong("terminal", facts.problem ?? "it cannot show a screen"))
    }
    var parts = [type, facts.colors > 0 ? "\(facts.colors) colours" : "no colours"]
    if let width = world.console.width(.output) { parts.append("\(width) columns") }
    switch facts.ambiguousWidth {
    case 1: parts.append("“●” is one cell wide")
    case 2: parts.append("“●” is two cells wide: plain signs take its place")
    default: parts.append("it does not say how wide “●” is: ambiguous_width sets it")
    }
    if let reason = facts.plainReason { parts.append(reason) }
    if let problem = facts.problem { parts.append(problem) }
    note(.fine("terminal", parts.joined(separator: ", ")))
    if let clipboard = facts.clipboard { note(.fine("clipboard", clipboard)) }
  }

  private mutating func lookAtLog(_ setup: Setup) {
    let log = LogFile(path: setup.paths.log)
    guard let descriptor = log.openForAppending() else {
      return note(
        .wrong("log", "\(setup.paths.log) cannot be written: check the folder and its owner"))
    }
    close(descriptor)
    note(.fine("log", setup.paths.log))
  }
}
