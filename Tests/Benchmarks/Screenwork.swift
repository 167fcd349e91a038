/// The measurements of a program on a terminal: till, and if wanted a peer in turn with it.
struct Screenwork {
  let till: Subject
  let peers: [Subject]
  let sessions: Int
  let starts: Int
  let keys: Int
  let rest: Int

  /// The peer that the limits are ratios of.
  private var rival: Subject? { peers.first { $0.name.hasPrefix("tig") } }

  func measure(_ parts: Set<Part>, into table: inout Table) throws {
    table.heads(till.name)
    if parts.contains(.start) { try measureStart(&table) }
    guard
      !parts.isDisjoint(with: [.keys, .burst, .find, .tabs, .overview, .resident, .rest, .story])
    else { return }
    let terminal = try till.open()
    defer { terminal.end() }
    if parts.contains(.keys) { try measureKeys(terminal, &table) }
    if parts.contains(.burst) { measureBurst(terminal, &table) }
    if parts.contains(.find) { find("smith", terminal, &table) }
    if parts.contains(.tabs) { answer("t", "next tab", terminal, &table) }
    if parts.contains(.story) { answer("2jjjj1", "detail, four lines, list", terminal, &table) }
    if parts.contains(.overview) { measureOverview(terminal, &table) }
    if parts.contains(.resident) {
      let usage = ProcessUsage(of: terminal.pid)
      table.row(
        "resident, after all of this", [usage.resident.megabytes], "MB", limit: Limits.resident)
    }
    if parts.contains(.rest) { leaveAlone(terminal, &table) }
  }

  /// In turn, so that a busy moment of the machine affects both.
  private func measureStart(_ table: inout Table) throws {
    var own: [Duration] = []
    var others = peers.map { _ in [Duration]() }
    for turn in 0..<starts {
      own.append(try till.timeToFirstRow())
      for (index, peer) in peers.enumerated() where turn < 5 || peer.name.hasPrefix("tig") {
        others[index].append(try peer.timeToFirstRow())
      }
    }
    let rival = peers.firstIndex { $0.name.hasPrefix("tig") }
    table.row(
      "exec → first list", own, limit: Limits.start,
      peer: rival.map { (peers[$0].name, others[$0]) })
    for (peer, durations) in zip(peers, others) where !peer.name.hasPrefix("tig") {
      table.row("exec → first list, \(peer.name)", durations)
    }
  }

  private func measureKeys(_ terminal: PseudoTerminal, _ table: inout Table) throws {
    let other = try rival?.open()
    defer { other?.end() }
    let rows: [(key: KeyPath<Subject, String>, name: String, count: Int, limit: Table.Limit)] = [
      (\.down, "next row", keys, Limits.down),
      (\.pageDown, "a page down", keys / 4, Limits.pageDown),
    ]
    for (key, name, count, limit) in rows {
      var own = Presses()
      var its = Presses()
      let before = ProcessUsage(of: terminal.pid)
      for _ in 0..<count {
        own.press(till[keyPath: key], terminal)
        if let rival, let other { its.press(rival[keyPath: key], other) }
      }
      let processor = ProcessUsage(of: terminal.pid).growth(of: \.processor, since: before)
      table.row(
        "\(name): until quiet", own.quiet, limit: limit, peer: rival.map { ($0.name, its.quiet) })
      table.row("\(name): something changes", own.first)
      table.row("\(name): processor, on average", [processor / 1e6 / Double(count)], "ms")
      table.row("\(name): written", own.bytes, "bytes")
    }
    for peer in peers where peer.name != rival?.name {
      let terminal = try peer.open()
      defer { terminal.end() }
      var presses = Presses()
      for _ in 0..<keys / 4 { presses.press(peer.down, terminal) }
      table.row("next row: until quiet, \(peer.name)", presses.quiet)
    }
  }

  /// Two hundred keys in one write, down to new rows and twice over rows that are known. The last row
  /// is there when the row with the cursor is the one that stays. Line items that the cache does not
  /// have are asked for a moment after the cursor has stopped.
  private func measureBurst(_ terminal: PseudoTerminal, _ table: inout Table) {
    var row = terminal.pictures(of: \.selectedRow, from: .now).last?.shown
    var last: [Duration] = []
    var (new, known): ([Duration], [Duration]) = ([], [])
    for turn in 0..<12 {
      let key = turn % 3 == 1 ? till.up : till.down
      let start = terminal.type(String(repeating: key, count: 200))
      guard let times = terminal.times(from: start, silence: .milliseconds(300)) else { continue }
      if turn % 3 == 0 { new.append(times.quiet) } else { known.append(times.quiet) }
      let pictures = terminal.pictures(of: \.selectedRow, from: start)
      let before = row
      row = pictures.last?.shown
      if row != before, let first = pictures.first(where: { $0.shown == row }) {
        last.append(first.after)
      }
      terminal.settle()
    }
    table.row("200 rows in one burst: the last row", last, limit: Limits.burstRows)
    table.row("200 rows in one burst: quiet, all is known", known, limit: Limits.burstQuiet)
    table.row("200 rows in one burst: quiet, for the first time", new)
  }

  /// Measured from the last letter of a word; each word is typed from the beginning.
  private func find(_ word: String, _ terminal: PseudoTerminal, _ table: inout Table) {
    var first: [Duration] = []
    var quiet: [Duration] = []
    for _ in 0..<10 {
      _ = terminal.type("/" + word.dropLast())
      terminal.settle()
      let start = terminal.type(String(word.suffix(1)))
      if let times = terminal.times(from: start, silence: .milliseconds(300)) {
        first.append(times.first)
        quiet.append(times.quiet)
      }
      _ = terminal.type("\u{1B}")
      terminal.settle()
    }
    table.row(
      "last letter of a search → rows", first, limit: Limits.lastLetter(sessions: sessions))
    table.row("last letter of a search → rows and count", quiet)
  }

  private func answer(
    _ keys: String, _ name: String, _ terminal: PseudoTerminal, _ table: inout Table
  ) {
    var quiet: [Duration] = []
    for _ in 0..<8 {
      if let times = terminal.times(from: terminal.type(keys), silence: .milliseconds(100)) {
        quiet.append(times.quiet)
      }
      terminal.settle()
    }
    table.row("\(name): until quiet", quiet)
  }

  private func measureOverview(_ terminal: PseudoTerminal, _ table: inout Table) {
    var pictures: [Duration] = []
    for _ in 0..<5 {
      if let times = terminal.times(from: terminal.type("i"), silence: .milliseconds(200)) {
        pictures.append(times.quiet)
      }
      _ = terminal.type("\u{1B}")
      terminal.settle()
    }
    table.row("overview: until quiet", pictures, limit: Limits.overview)
  }

  /// Measured for a minute in parts of some seconds, once it has nothing left to do: of a large account
  /// it reads overdue sessions again for a while. A part in which the list is refreshed (every 30
  /// seconds) or its ages are drawn again (every minute) is one of twelve, and does not move the median.
  private func leaveAlone(_ terminal: PseudoTerminal, _ table: inout Table) {
    _ = terminal.times(from: .now, silence: .seconds(rest), patience: .seconds(rest))
    var (sleeps, processor, written): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<max(1, 60 / max(1, rest)) {
      let before = ProcessUsage(of: terminal.pid)
      let times = terminal.times(from: .now, silence: .seconds(rest), patience: .seconds(rest))
      let after = ProcessUsage(of: terminal.pid)
      sleeps.append(after.growth(of: \.sleeps, since: before))
      processor.append(after.growth(of: \.processor, since: before) / 1e6)
      written.append(times == nil ? 0 : Double(terminal.output.count))
    }
    table.row("at rest: wake-ups in \(rest) s", sleeps, "", limit: Limits.idle)
    table.row("at rest: processor in \(rest) s", processor, "ms", limit: Limits.idle)
    table.row("at rest: written", written, "bytes", limit: Limits.idle)
  }
}

/// A key that is pressed again and again, and the measured times.
private struct Presses {
  var first: [Duration] = []
  var quiet: [Duration] = []
  var bytes: [Double] = []

  mutating func press(_ key: String, _ terminal: PseudoTerminal) {
    guard let times = terminal.times(from: terminal.type(key)) else { return }
    first.append(times.first)
    quiet.append(times.quiet)
    bytes.append(Double(terminal.output.count))
  }
}
