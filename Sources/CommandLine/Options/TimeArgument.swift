import ArgumentParser
import Checkout
import Query
import Units

/// A time as people write it on a command line, read as in a query: days are local ones.
struct TimeArgument: ExpressibleByArgument, Sendable {
  static let help =
    "2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, "
    + "Unix seconds"

  private let text: String
  private let lengthsLieAhead: Bool

  init?(argument: String) { self.init(argument, lengthsLieAhead: false) }

  /// A length such as `7d` ends now, or begins now with `lengthsLieAhead`. Nil if it can never be a
  /// time.
  init?(_ text: String, lengthsLieAhead: Bool) {
    self.text = text
    self.lengthsLieAhead = lengthsLieAhead
    guard Self.seconds(text, now: 0, .utc, lengthsLieAhead) != nil else { return nil }
  }

  /// The first and the last second of the named time, such as a day. Unix seconds.
  func seconds(in world: World) -> ClosedRange<Int> {
    let now = world.now()
    return Self.seconds(text, now: now, world.zone(), lengthsLieAhead) ?? now...now
  }

  private static func seconds(
    _ text: String, now: Int, _ zone: ZoneRule, _ lengthsLieAhead: Bool
  ) -> ClosedRange<Int>? {
    QueryDates(now: now, zone: zone, lengthsLieAhead: lengthsLieAhead).unit(text[...])
  }
}

/// A time in the future; a length such as `45m` or `+2h` begins now.
struct ExpiryArgument: ExpressibleByArgument, Sendable {
  private let time: TimeArgument

  init?(argument: String) {
    let text = argument.hasPrefix("+") ? String(argument.dropFirst()) : argument
    guard let time = TimeArgument(text, lengthsLieAhead: true) else { return nil }
    self.time = time
  }

  /// Unix seconds.
  func seconds(in world: World) -> Int { time.seconds(in: world).lowerBound }
}
