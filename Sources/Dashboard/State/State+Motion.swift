extension State {
  /// Goes with a later state where the list's cursor went, and in what is not to be seen.
  ///
  /// - Returns: whether nothing that shows was different but the cursor: then this is the later state.
  package mutating func adoptMotion(of later: State) -> Bool {
    guard overlays.isEmpty, !documents.isShown, clock.unix == later.clock.unix else { return false }
    clock = later.clock
    list.adoptMotion(of: later.list)
    queue = later.queue
    unanswered = later.unanswered
    detail.following = later.detail.following
    return self == later
  }
}
