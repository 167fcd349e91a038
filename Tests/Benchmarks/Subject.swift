/// A program with a long list on its screen, and what is measured of it.
struct Subject {
  let name: String
  let arguments: [String]
  let environment: [String: String]
  /// A text of the first row: with it, the list is there.
  let firstRow: String
  var down = "j"
  var pageDown = "\u{1B}[6~"
  /// What opens the search; nil where searching is not measured.
  var search: String? = "/"

  func measure(starts: Int, keys: Int, rest: Int) throws {
    Table.heads(name)
    var first: [Duration] = []
    for _ in 0..<starts {
      let terminal = try PseudoTerminal(arguments, environment: environment)
      defer { terminal.end() }
      first.append(try terminal.time(until: firstRow, from: terminal.start))
    }
    Table.row("exec → first list", first)

    let terminal = try PseudoTerminal(arguments, environment: environment)
    defer { terminal.end() }
    _ = try terminal.time(until: firstRow, from: terminal.start)
    settle(terminal)
    press(down, "next row", keys, terminal)
    press(pageDown, "a page down", keys / 4, terminal)
    let start = terminal.type(String(repeating: down, count: 200))
    let burst = terminal.times(from: start, silence: .milliseconds(200))
    Table.row("200 rows down in one burst, until quiet", [burst?.quiet].compactMap(\.self))
    settle(terminal)
    if let search { find("smith", after: search, terminal) }
    Table.row("resident", [Double(ProcessUsage(of: terminal.pid).resident) / 1024], "MB")
    leaveAlone(rest, terminal)
  }

  private func settle(_ terminal: PseudoTerminal) {
    _ = terminal.times(from: .now, silence: .seconds(1), patience: .seconds(3))
  }

  private func press(_ key: String, _ what: String, _ count: Int, _ terminal: PseudoTerminal) {
    var first: [Duration] = []
    var quiet: [Duration] = []
    var bytes: [Double] = []
    let before = ProcessUsage(of: terminal.pid)
    for _ in 0..<count {
      guard let times = terminal.times(from: terminal.type(key)) else { continue }
      first.append(times.first)
      quiet.append(times.quiet)
      bytes.append(Double(terminal.output.count))
    }
    Table.row("\(what): something changes", first)
    Table.row("\(what): until quiet", quiet)
    let processor = ProcessUsage(of: terminal.pid).growth(of: \.processor, since: before)
    Table.row("\(what): processor, on average", [processor / 1e6 / Double(count)], "ms")
    Table.row("\(what): written", bytes, "bytes")
  }

  /// From the last letter of a word on; each word is typed anew.
  private func find(_ word: String, after opening: String, _ terminal: PseudoTerminal) {
    var first: [Duration] = []
    var quiet: [Duration] = []
    for _ in 0..<10 {
      _ = terminal.type(opening + word.dropLast())
      settle(terminal)
      if let times = terminal.times(
        from: terminal.type(String(word.suffix(1))), silence: .milliseconds(300))
      {
        first.append(times.first)
        quiet.append(times.quiet)
      }
      _ = terminal.type("\u{1B}")
      settle(terminal)
    }
    Table.row("last letter of a search: something changes", first)
    Table.row("last letter of a search: until quiet", quiet)
  }

  private func leaveAlone(_ seconds: Int, _ terminal: PseudoTerminal) {
    settle(terminal)
    let before = ProcessUsage(of: terminal.pid)
    let written = terminal.times(
      from: .now, silence: .seconds(seconds), patience: .seconds(seconds))
    let after = ProcessUsage(of: terminal.pid)
    Table.row("at rest: wake-ups in \(seconds) s", [after.growth(of: \.sleeps, since: before)], "")
    Table.row(
      "at rest: processor in \(seconds) s",
      [after.growth(of: \.processor, since: before) / 1e6], "ms")
    Table.row("at rest: written", written == nil ? [0] : [Double(terminal.output.count)], "bytes")
  }
}
