import Checkout
package import Screen
import Units
package import Widgets

/// A list of what happened, over the panes: newest first, one line each, to read and copy.
package struct Logbook: Overlay {
  /// What is listed: errors, or requests to servers.
  package enum Kind: Equatable, Sendable { case problems, requests }

  let kind: Kind
  private var picker = Picker(isNarrowed: false)

  init(_ kind: Kind) { self.kind = kind }

  /// An error or a request, in the words of the list.
  package struct Line: Equatable, Sendable {
    /// Local time.
    package let time: String
    package let text: String
    /// The request that the text is about; nil for an error.
    let record: RequestRecord?
    package let isFailure: Bool
  }

  package var id: OverlayID { OverlayID(Self.self, "\(kind)") }
  package func place(in state: State) -> Rect { state.layout.sheet() }
  package func hints(_ state: State) -> [KeyHint] {
    let (other, label): (Command.ID, String) =
      kind == .problems ? (.requests, "requests") : (.problems, "errors")
    let isEmpty = Self.lines(of: kind, state).isEmpty
    return (isEmpty ? [] : [KeyHint("c", "copy all"), KeyHint("↓ ↑", "move")])
      + state.keymap.keys(for: other).prefix(1).map { KeyHint($0.name, label) }
      + [KeyHint("Esc", "close")]
  }

  /// The width in which there is room for the size of an answer and Stripe's id of the request.
  private static let wide = 100

  /// Lines for the full text of the selected entry, and rows of the list above them.
  private static func heights(in inside: Int) -> (list: Int, detail: Int) {
    let detail = min(3, max(0, inside / 3 - 1))
    return (max(1, inside - detail - (detail > 0 ? 1 : 0)), detail)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .enter: return leave(&state)
    case .character("c"), .character("y"):
      return Self.lines(of: kind, state).isEmpty ? [] : [copy(state)]
    case _ where state.keymap.isKey(key, of: .problems): return leave(for: .problems, &state)
    case _ where state.keymap.isKey(key, of: .requests): return leave(for: .requests, &state)
    default: break
    }
    let height = Self.heights(in: inside(state).height).list
    if picker.take(key, of: Self.lines(of: kind, state).count, height: height) == .left {
      state.overlays.close(id)
    }
    return []
  }

  /// Closes it, and opens the other list if `next` names it.
  private func leave(for next: Kind? = nil, _ state: inout State) -> [Effect] {
    state.overlays.close(id)
    if let next, next != kind { state.overlays.push(Logbook(next)) }
    return []
  }

  private func copy(_ state: State) -> Effect {
    switch kind {
    case .problems:
      let text = state.problems.entries.map { entry in
        "\(Moment(entry.at).utcText)  \(entry.count) ×  \(entry.problem.sentence)"
      }
      return .system(.copy(text: text.joined(separator: "\n"), label: text.count.counted("error")))
    case .requests:
      let text = state.requests.records.map(\.line)
      return .system(
        .copy(text: text.joined(separator: "\n"), label: text.count.counted("request")))
    }
  }

  // MARK: - Drawing

  private var title: String {
    switch kind {
    case .problems: "Errors so far"
    case .requests: "Requests"
    }
  }

  private var emptyText: String {
    switch kind {
    case .problems: "Nothing has gone wrong."
    case .requests: "Nothing was asked of Stripe yet."
    }
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let lines = Self.lines(of: kind, state)
    let heights = Self.heights(in: Dialog.inside(of: surface.bounds).height)
    var scroll = picker.scroll
    scroll.reveal(of: lines.count, height: heights.list)
    surface.drawDialog(
      title: lines.isEmpty ? title : "\(title) · \(lines.count.grouped)",
      scrolled: (scroll, lines.count, heights.list)
    ) { box in
      let isWide = box.size.width >= Self.wide
      // Only what was asked for is cut: half a number would be another number.
      let table = Table([
        Table.Column(.fixed(9)), Table.Column(.rest, cut: .middle),
        Table.Column(.upTo(16)), Table.Column(.upTo(10), align: .trailing),
        Table.Column(.upTo(isWide ? 36 : 0)),
      ])
      box.within(Rect(x: 0, y: 0, width: box.size.width, height: heights.list)) { list in
        picker.draw(
          on: &list, of: lines.count, empty: Segment(emptyText, Style(.secondary)), in: table
        ) { index in
          let line = lines[index]
          let style = Style(line.isFailure ? .error : .dialog)
          let texts = line.record.map { [$0.request, $0.outcome, $0.duration, $0.details] }
          return [[Segment(line.time, Style(.secondary))]]
            + (texts ?? [line.text]).map { [Segment(state.shown($0), style)] }
        }
      }
      guard lines.indices.contains(scroll.cursor) else { return }
      box.drawParagraph(
        state.shown(lines[scroll.cursor].text), y: heights.list + 1, height: heights.detail)
    }
  }
}

extension Command {
  /// Commands that show what happened.
  static let logbooks: [Command] = [
    Command(
      .problems, "errors so far", hint: "errors", keys: [.character("!")],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      state.overlays.push(Logbook(.problems))
      return []
    },
    Command(
      .requests, "requests so far", keys: [.character("@")],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      state.overlays.push(Logbook(.requests))
      return []
    },
  ]
}

extension Logbook {
  /// Newest first.
  package static func lines(of kind: Kind, _ state: State) -> [Line] {
    switch kind {
    case .problems:
      state.problems.entries.map { entry in
        Line(
          time: Moment(entry.at).timeText(in: state.zone),
          text: (entry.count > 1 ? "\(entry.count.grouped) × " : "") + entry.problem.sentence,
          record: nil, isFailure: true)
      }
    case .requests:
      state.requests.records.reversed().map { record in
        Line(
          time: Moment(record.started / 1000).timeText(in: state.zone),
          text: record.text, record: record, isFailure: record.isFailure)
      }
    }
  }
}
