import Checkout
import Screen
import Units
package import Widgets

/// A list of what happened, over the panes: newest first, one line each, to be read and copied.
package struct Logbook: Equatable, Sendable {
  package enum Kind: Equatable, Sendable { case problems, requests }

  package let kind: Kind
  package var scroll = Scroll()

  package struct Line: Equatable, Sendable {
    /// Local time.
    package let time: String
    package let text: String
    package let isFailure: Bool
  }

  package var title: String {
    switch kind {
    case .problems: "Errors so far"
    case .requests: "Requests"
    }
  }

  package var emptyText: String {
    switch kind {
    case .problems: "Nothing has gone wrong."
    case .requests: "Nothing was asked of Stripe yet."
    }
  }
}

extension Command {
  /// Looking at what happened.
  static let logbooks: [Command] = [
    Command(.problems, "errors so far", hint: "errors", keys: [.character("!")]) { state in
      state.overlays.append(.logbook(Logbook(kind: .problems)))
      return []
    },
    Command(.requests, "requests so far", keys: [.character("@")]) { state in
      state.overlays.append(.logbook(Logbook(kind: .requests)))
      return []
    },
  ]
}

extension State {
  /// Newest first.
  package func lines(of kind: Logbook.Kind) -> [Logbook.Line] {
    switch kind {
    case .problems:
      problems.entries.map { entry in
        Logbook.Line(
          time: Moment(entry.at).timeText(in: zone),
          text: (entry.count > 1 ? "\(entry.count.grouped) × " : "") + entry.problem.sentence,
          isFailure: true)
      }
    case .requests:
      requests.records.reversed().map { record in
        Logbook.Line(
          time: Moment(record.started / 1000).timeText(in: zone),
          text: "\(record.method) \(record.target) \(record.facts)", isFailure: record.isFailure)
      }
    }
  }

  mutating func updateLogbook(_ book: Logbook, _ key: Key) -> [Effect] {
    var book = book
    let lines = lines(of: book.kind)
    switch key {
    case .escape, .enter, .control("c"), .character("q"), .character("!"), .character("@"):
      overlays.removeLast()
      return []
    case .character("c"), .character("y"):
      return copy(book.kind)
    default:
      book.scroll.take(key, of: lines.count, height: max(1, size.height - 9))
      overlays[overlays.count - 1] = .logbook(book)
      return []
    }
  }

  private func copy(_ kind: Logbook.Kind) -> [Effect] {
    switch kind {
    case .problems:
      let text = problems.entries.map { entry in
        "\(Moment(entry.at).utcText)  \(entry.count) ×  \(entry.problem.sentence)"
      }
      return [.system(.copy(text: text.joined(separator: "\n"), label: "\(text.count) errors"))]
    case .requests:
      let text = requests.records.map(\.line)
      return [.system(.copy(text: text.joined(separator: "\n"), label: "\(text.count) requests"))]
    }
  }
}

extension Scroll {
  /// The keys with which a list over the panes is moved in.
  mutating func take(_ key: Key, of count: Int, height: Int) {
    switch key {
    case .down, .character("j"): move(by: 1, of: count, height: height)
    case .up, .character("k"): move(by: -1, of: count, height: height)
    case .pageDown, .control("f"): move(by: height, of: count, height: height)
    case .pageUp: move(by: -height, of: count, height: height)
    case .control("d"): move(by: max(1, height / 2), of: count, height: height)
    case .control("u"): move(by: -max(1, height / 2), of: count, height: height)
    case .home, .character("g"): move(by: -count, of: count, height: height)
    case .end, .character("G"): move(by: count, of: count, height: height)
    default: break
    }
  }
}
