import FoundationEssentials

/// Other programs that show a list of the same length in a terminal, if they are installed.
enum Peers {
  static func installed(_ workshop: Workshop, folder: String) throws -> [Subject] {
    let list = folder + "/list.txt"
    let firstRow = try writeList(to: list, workshop)
    var environment = workshop.environment
    environment["LESSHISTFILE"] = "-"
    let candidates = [
      Subject(
        name: "less, the same list as text", arguments: ["less", "-S", list],
        environment: environment, firstRow: firstRow, pageDown: " "),
      Subject(
        name: "fzf, the same list as text", arguments: ["sh", "-c", "exec fzf < \(list)"],
        environment: environment, firstRow: firstRow, down: "\u{0B}", pageDown: "\u{1B}[5~"),
      Subject(
        name: "visidata, the same list as text", arguments: ["vd", "-f", "txt", list],
        environment: environment, firstRow: firstRow),
      Subject(
        name: "lnav, the same list as text", arguments: ["lnav", list],
        environment: environment, firstRow: firstRow),
    ]
    return try candidates.filter { isInstalled($0.executable, environment["PATH"] ?? "") }
      + tig(list, environment, folder)
  }

  /// A repository with as many commits; the subject of each is a row of the list.
  private static func tig(
    _ list: String, _ environment: [String: String], _ folder: String
  ) throws -> [Subject] {
    guard isInstalled("tig", environment["PATH"] ?? "") else { return [] }
    let repository = folder + "/commits"
    if !FileManager.default.fileExists(atPath: repository) {
      let commits = """
        { t = 1000000000 + NR; s = substr($0, 68); n = length(s)
          printf "commit refs/heads/main\\ncommitter A <a@b> %d +0000\\ndata %d\\n%s\\n", t, n, s }
        """
      _ = try Errand(
        [
          "sh", "-c",
          "git init -qb main \(repository) && tac \(list) | awk '\(commits)'"
            + " | LC_ALL=C git -C \(repository) fast-import --quiet",
        ], environment: environment.merging(["LC_ALL": "C"]) { $1 })
    }
    return [
      Subject(
        name: "tig, as many commits", arguments: ["sh", "-c", "cd \(repository) && exec tig"],
        environment: environment, firstRow: "[main]")
    ]
  }

  /// Other programs that search for a word in the same sessions.
  static func searches(
    _ workshop: Workshop, folder: String
  ) throws -> [(name: String, command: [String])] {
    let objects = folder + "/objects.ndjson"
    if !FileManager.default.fileExists(atPath: objects) {
      _ = try Errand(
        ["sh", "-c", "\(workshop.till) search '' --all --format ndjson > \(objects)"],
        environment: workshop.environment)
    }
    let list = folder + "/list.txt"
    let path = workshop.environment["PATH"] ?? ""
    return [
      ("rg", "ripgrep, over the NDJSON", ["rg", "-c", "smith", objects]),
      ("fzf", "fzf --filter, over the list", ["sh", "-c", "fzf --filter smith < \(list)"]),
    ].filter { isInstalled($0.0, path) }.map { ($0.1, $0.2) }
  }

  /// - Returns: the beginning of the first line.
  private static func writeList(to path: String, _ workshop: Workshop) throws -> String {
    if !FileManager.default.fileExists(atPath: path) {
      let writer = try PseudoTerminal(
        ["sh", "-c", "\(workshop.till) list --all | tail -n +2 > \(path)"],
        environment: workshop.environment)
      writer.wait()
    }
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0.prefix(20), as: UTF8.self)
    }
    return text ?? ""
  }

  private static func isInstalled(_ name: String, _ path: String) -> Bool {
    path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}

extension Subject {
  fileprivate var executable: String {
    name.split(separator: ",").first.map { $0 == "visidata" ? "vd" : String($0) } ?? ""
  }
}
