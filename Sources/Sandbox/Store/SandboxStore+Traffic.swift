/// Time passing.
extension SandboxStore {
  /// Adds the sessions that appeared between the last request and `now`, in Unix seconds.
  /// Everything else that happens to sessions is planned in their lives and needs no work.
  mutating func advance(to now: Int) {
    guard options.traffic else { return }
    var next = max(ledger.newest, start) + pause(after: ledger.count)
    while next <= now {
      let serial = ledger.append(created: next)
      let told = planned(serial)
      events?.replace([], by: told)
      next += pause(after: ledger.count)
    }
  }

  /// Seconds until the next customer comes.
  private func pause(after serial: Int) -> Int {
    var dice = Dice(seed: options.seed ^ 0x7AFF1C, UInt64(serial))
    return dice.within(2...8)
  }
}
