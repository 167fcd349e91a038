import Checkout
import Query
import Screen
import Widgets

/// The sessions that are marked for bulk work. They are kept by id, because rows can appear,
/// disappear and move.
package struct Marks: Equatable, Sendable {
  /// The most that can be marked at once.
  package static let capacity = 50_000

  /// In the order of marking.
  package private(set) var ids: [String] = []
  private var members: Set<String> = []
  /// Where the range that is being selected begins.
  package internal(set) var anchor: String?
  /// Whether the cache is being asked what to mark.
  var isReading = false

  package init() {}

  package var isEmpty: Bool { ids.isEmpty }
  package var count: Int { ids.count }
  package func contains(_ id: String) -> Bool { members.contains(id) }

  mutating func toggle(_ id: String) {
    if members.contains(id) { remove([id]) } else { insert([id]) }
  }

  mutating func insert(_ new: some Sequence<String>) {
    for id in new where ids.count < Self.capacity && members.insert(id).inserted {
      ids.append(id)
    }
  }

  mutating func remove(_ old: Set<String>) {
    members.subtract(old)
    ids.removeAll { old.contains($0) }
  }

  mutating func removeAll() { self = Marks() }
}

extension Command {
  static let marking: [Command] = [
    Command(
      .mark, "mark or unmark, and go on", in: .act, hint: "mark", keys: [.character(" ")],
      waitsForRows: .always, inDocuments: .ofSessions,
      panes: [.list],
      perform: Marks.toggleRow),
    Command(
      .markRange, titled: { "mark from here to where \($0[.markRange]) is pressed again" },
      in: .act, keys: [.character("V")],
      waitsForRows: .always, inDocuments: .ofSessions,
      panes: [.list], when: Marks.availability, perform: Marks.markRange),
    Command(
      .markAll, "mark all that the filter lets through", in: .act, keys: [.character("*")],
      waitsForRows: .never, inDocuments: .ofSessions,
      panes: [.list]
    ) { state in
      state.marks.isReading = true
      return [.cache(.readMarks(state.list.query, generation: state.list.generation))]
    },
    Command(
      .unmark, "unmark all", in: .act, keys: [.character("u")],
      waitsForRows: .never, inDocuments: .ofSessions,
      when: { $0.marks.isEmpty ? .disabled("nothing is marked") : .enabled }
    ) { state in
      state.message = Message("\(state.marks.count.grouped) unmarked")
      state.marks.removeAll()
      return []
    },
  ]
}

extension Marks {
  /// `9 marked`, for the list's title, and how a range ends that is being selected.
  package static func title(_ state: State) -> [String] {
    let marks = state.marks
    return (marks.isEmpty ? [] : ["\(marks.count.grouped) marked"])
      + (range(state) == nil ? [] : ["range: \(state.keymap[.markRange]) marks it"])
  }

  /// The rows between the start of the range and the cursor; nil when no range is being selected.
  package static func range(_ state: State) -> ClosedRange<Int>? {
    guard let anchor = state.marks.anchor,
      let start = state.list.rows.firstIndex(where: { $0.id == .session(anchor) })
    else { return nil }
    return min(start, state.list.scroll.cursor)...max(start, state.list.scroll.cursor)
  }

  fileprivate static func availability(_ state: State) -> Availability {
    state.list.selectedSession == nil ? .disabled("no session is selected") : .enabled
  }

  fileprivate static func toggleRow(_ state: inout State) -> [Effect] {
    // The list's row, even when a link has led the detail pane to another object.
    if let id = state.list.selectedSession?.id { state.marks.toggle(id) }
    return state.move(by: 1)
  }

  fileprivate static func markRange(_ state: inout State) -> [Effect] {
    guard let id = state.list.selectedSession?.id else { return [] }
    guard state.marks.anchor != nil else {
      state.marks.anchor = id
      state.message = Message(
        "range: move, then \(state.keymap[.markRange]) again marks it; "
          + "\(state.keymap[.cancel]) leaves")
      return []
    }
    if let range = range(state) {
      state.marks.insert(state.list.rows[range].compactMap(\.session?.id))
      state.message = Message("\(state.marks.count.grouped) marked")
    } else {
      state.message = Message("the beginning of the range is not in this list", .warning)
    }
    state.marks.anchor = nil
    return []
  }

  /// Takes the ids of all cached sessions that match the filter.
  static func take(_ ids: [String], isCut: Bool, _ state: inout State) {
    state.marks.anchor = nil
    state.marks.isReading = false
    state.marks.insert(ids)
    let note =
      if isCut {
        "; more are not marked at once"
      } else if state.list.facts.coverage.isWhole {
        ""
      } else {
        ": all that is loaded, older sessions are not"
      }
    state.message = Message(
      "\(state.marks.count.grouped) marked\(note)", isCut ? .warning : .notice)
  }
}
