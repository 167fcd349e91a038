import FoundationEssentials

/// Programs that show as long a list in a terminal, as far as they are installed.
enum Peers {
  static func installed(_ workshop: Workshop, folder: String) throws -> [Subject] {
    let list = folder + "/list.txt"
    let firstRow = try writeList(to: list, workshop)
    var environment = workshop.environment
    environment["LESSHISTFILE"] = "-"
    let candidates = [
      Subject(
        name: "less, the same list as text", arguments: ["less", "-S", list],
        environment: environment, firstRow: firstRow, pageDown: " ", search: nil),
      Subject(
        name: "fzf, the same list as text", arguments: ["sh", "-c", "exec fzf < \(list)"],
        environment: environment, firstRow: firstRow, down: "\u{0B}", pageDown: "\u{1B}[5~",
        search: nil),
      Subject(
        name: "visidata, the same list as text", arguments: ["vd", "-f", "txt", list],
        environment: environment, firstRow: firstRow, search: nil),
      Subject(
        name: "lnav, the same list as text", arguments: ["lnav", list],
        environment: environment, firstRow: firstRow, search: nil),
    ]
    return candidates.filter { isInstalled($0.executable, environment["PATH"] ?? "") }
  }

  /// - Returns: what the first line begins with.
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
