import Checkout
package import Screen
package import Widgets

/// The keys of the focused pane, in groups; typed text narrows them.
package struct Help: Overlay {
  package private(set) var filter = TextField()
  /// The first visible row.
  package private(set) var top = 0

  package init() {}

  /// What stands in one line of the help.
  package enum Line: Equatable, Sendable {
    case heading(String)
    case command(Entry)
  }

  /// A command with its keys, as the help lists it.
  package struct Entry: Equatable, Sendable {
    package let keys: String
    package let title: String
    package let isDangerous: Bool
    /// Why it cannot be used now.
    package let reason: String?

    fileprivate init(keys: String, title: String, isDangerous: Bool, reason: String?) {
      self.keys = keys
      self.title = title
      self.isDangerous = isDangerous
      self.reason = reason
    }

    /// For one of the user's own commands.
    fileprivate init(_ command: OwnCommand, _ state: State) {
      self.init(
        keys: command.label(state.keymap), title: command.title, isDangerous: !command.onlyReads,
        reason: command.availability(state).reason)
    }
  }

  /// Cells of a column in which most titles can be read.
  private static let columnWidth = 50

  /// The commands of the focused pane that match the filter, each group below its name.
  package func lines(_ state: State) -> [Line] {
    let wanted = filter.text.lowercased()
    return Command.Group.allCases.flatMap { group -> [Line] in
      let entries = Command.all.filter { command in
        command.group == group && command.panes.contains(state.arrangement.focus)
      }.map { entry(for: $0, state) }
      let all = entries + (group == .act ? state.ownCommands.map { Entry($0, state) } : [])
      let shown = all.filter { entry in
        wanted.isEmpty || (entry.keys + " " + entry.title).lowercased().contains(wanted)
      }
      return shown.isEmpty ? [] : [.heading(group.title)] + shown.map(Line.command)
    }
  }

  private func entry(for command: Command, _ state: State) -> Entry {
    Entry(
      keys: state.keymap.label(for: command.id),
      title: state.title(of: command), isDangerous: command.isDangerous,
      reason: state.availability(of: command).reason)
  }

  // MARK: - Rows

  private static func columns(in width: Int) -> Int { max(1, (width + 2) / (columnWidth + 2)) }

  /// Rows needed for all lines in a dialog of that inner width.
  private static func rows(of count: Int, in width: Int) -> Int {
    let columns = columns(in: width)
    return (count + columns - 1) / columns
  }

  /// Rows that fit at once, below the line to type into.
  private static func height(in inside: Rect) -> Int { max(1, inside.without(top: 1).height) }

  package func place(in state: State) -> Rect {
    let width = min(state.layout.sheet().width - Dialog.margin.width, 2 * Self.columnWidth + 2)
    let rows = max(1, Self.rows(of: lines(state).count, in: width))
    return state.layout.dialog(Size(width: width, height: rows + 1))
  }

  package func hints(_ state: State) -> [KeyHint] {
    [KeyHint("letters", "find"), KeyHint("↓ ↑", "move"), KeyHint("Esc", "close")]
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let inside = inside(state)
    let height = Self.height(in: inside)
    let rows = Self.rows(of: lines(state).count, in: inside.width)
    let isOwnKey = state.keymap.isKey(key, of: .help)
    switch key {
    case .escape, .control("c"), .enter: state.overlays.close(id)
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += height
    case .pageUp: top -= height
    case .home: top = 0
    case .end: top = rows
    case _ where filter.isEmpty && isOwnKey: state.overlays.close(id)
    default: if filter.take(key) { top = 0 } else if isOwnKey { state.overlays.close(id) }
    }
    top = max(0, min(top, rows - height))
    return []
  }

  // MARK: - Drawing

  package func draw(on surface: inout Surface, _ state: State) {
    let lines = lines(state)
    let inside = Dialog.inside(of: surface.bounds)
    let height = Self.height(in: inside)
    let rows = Self.rows(of: lines.count, in: inside.width)
    var scroll = Scroll()
    scroll.top = max(0, min(top, rows - height))
    let isOfDocuments = state.documents.isShown && state.arrangement.focus == .list
    let pane = isOfDocuments ? "documents" : state.arrangement.focus.title.lowercased()
    surface.drawDialog(title: "Keys · \(pane)", scrolled: (scroll, rows, height)) { box in
      box.draw(filter, label: "find:", y: 0)
      if lines.isEmpty {
        box.write("no key does that here", x: 0, y: 1, style: Style(.secondary))
      }
      let columns = Self.columns(in: box.size.width)
      for (index, line) in lines.enumerated() {
        let (column, row) = index.quotientAndRemainder(dividingBy: rows)
        guard row >= scroll.top, row < scroll.top + height else { continue }
        let place = Layout.column(column, of: columns, in: box.bounds).row(1 + row - scroll.top)
        box.within(place) { $0.draw(line) }
      }
    }
  }
}

extension Surface {
  fileprivate mutating func draw(_ line: Help.Line) {
    switch line {
    case .heading(let title): write(title, x: 0, y: 0, style: Style(.dialog, .bold))
    case .command(let entry):
      let isEnabled = entry.reason == nil
      writeField(entry.keys, x: 0, y: 0, width: 14, style: Style(isEnabled ? .key : .disabled))
      let title = entry.reason.map { "\(entry.title) (\($0))" } ?? entry.title
      let role: Role = !isEnabled ? .disabled : entry.isDangerous ? .danger : .dialog
      writeTruncated(title, x: 15, y: 0, style: Style(role))
    }
  }
}
