/// What each figure must not exceed, on two cores with nothing else to do.
///
/// Absolute limits apply to till alone. Ratios compare it with the peer that is measured in the
/// same run, in turn with till, so that both meet the same machine.
enum Limits {
  static let version = Table.Limit(most: 3)
  static let start = Table.Limit(most: 6.5, ratio: 0.65)
  static let down = Table.Limit(ratio: 0.6)
  static let pageDown = Table.Limit(ratio: 0.75)
  static let burstRows = Table.Limit(most: 3)
  static let burstQuiet = Table.Limit(most: 6)
  static func lastLetter(sessions: Int) -> Table.Limit {
    Table.Limit(most: sessions > 500_000 ? 2 : 1.5)
  }
  static let search = Table.Limit(ratio: 0.35)
  static let resident = Table.Limit(most: 50)
  static let syncResident = Table.Limit(most: 75)
  static let processor = Table.Limit(most: 60)
  static let cache = Table.Limit(most: 0.45)
  static let overview = Table.Limit(most: 100)
  static let idle = Table.Limit(most: 0)
}
