import Checkout
import Screen

extension Command {
  /// Adding sessions up, and comparing them.
  static let numbers: [Command] = [
    Command(
      .overview, "overview: what the sessions come to", in: .view, hint: "overview",
      keys: [.character("i")],
      waitsForRows: .never, inDocuments: .ofSessions
    ) { state in
      var overview = Overview(state)
      let effects = overview.read()
      state.overlays.push(overview)
      return effects
    },
    Command(
      .compare, "compare two: those marked, or seen last", in: .view, hint: "compare",
      keys: [.character("D")],
      waitsForRows: .always, inDocuments: .ofSessions,
      when: { state in
        if state.marks.count > 2 { return .disabled("more than two are marked") }
        return Compare.pair(in: state) == nil
          ? .disabled("look at another session first, or mark two") : .enabled
      }
    ) { state in
      guard let ids = Compare.pair(in: state) else { return [] }
      state.overlays.push(Compare(ids))
      return [.cache(.readSessions(ids: ids))] + ids.map { .stripe(.fetchLineItems(id: $0)) }
    },
  ]
}

extension Compare {
  /// The two marked sessions, or else the last two that were shown.
  fileprivate static func pair(in state: State) -> [String]? {
    if state.marks.count == 2 { return state.marks.ids }
    return state.detail.lookedAt.count == 2 ? state.detail.lookedAt : nil
  }
}
