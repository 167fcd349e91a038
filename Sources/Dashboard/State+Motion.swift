extension State {
  /// Whether nothing that shows is different from before, but where the list's cursor is.
  package func onlyMovesInList(since before: State) -> Bool {
    guard overlays.isEmpty, clock.unix == before.clock.unix else { return false }
    var moved = before
    moved.clock = clock
    moved.list.scroll = list.scroll
    moved.detail.resting = detail.resting
    moved.detail.lastMoved = detail.lastMoved
    moved.detail.reading = detail.reading
    return moved == self
  }
}
