import Checkout
import Query
import RecordCache

/// Which stretches of `created` are still to be paged, and by which worker.
///
/// Each worker pages its own window from the newest second down. A worker without one takes the
/// older part of the window with the most left to do. How much is left is estimated from the
/// density of the last page, not from time: a year can be empty and an hour can hold everything.
/// Empty stretches cost nothing, because a page passes over them.
struct SyncPlan {
  /// Seconds, both ends included, of which the part below the cursor is still to be paged.
  struct Window: Equatable {
    let id: Int
    var oldest: Int
    var newest: Int
    /// Whether the window has no upper end: sessions may appear while it is paged.
    var isOpenAbove: Bool
    /// The last session of the last page.
    var cursor: String?
    /// How many seconds a page spans here, as far as is known.
    var secondsPerPage: Double
    /// Whether a page has been seen, of this window or of the one that it was cut from.
    var isMeasured = false
    /// How many pages it keeps at most when it is split: the less is known about it, the more.
    var share = SyncPlan.share
    /// Ids of the oldest second paged, to notice a list that goes round in circles.
    var idsOfOldestSecond: Set<String> = []
    /// Pages in a row that have not left that second.
    var pagesOfOldestSecond = 0

    /// The newest second may be any number that a server sends.
    var pagesLeft: Double { (Double(newest) - Double(oldest) + 1) / max(secondsPerPage, 1) }
  }

  private(set) var waiting: [Window] = []
  private(set) var active: [Int: Window] = [:]
  private var lastID = 0
  /// How many pages a window keeps when it is split far from any known end. The part cut off keeps
  /// twice as many until its first page, so that few requests find nothing where the density is
  /// different.
  private static let share = 8.0
  /// How many windows without a page may be under way when one of them is split again.
  private static let mostGuesses = 3
  /// More sessions than this, or pages of them, were never created in one second.
  private static let largestSecond = 10_000
  private static let mostPagesOfASecond = 100
  /// Before the first page.
  private static let firstGuess = 86_400.0

  /// What is wanted and not covered. Spans are newest first; the second in which one ends may be
  /// covered only in part, so it is paged again.
  init(wanted: ClosedRange<Int>, covered spans: [CachedSpan], reachesOldest: Bool) {
    var newest = wanted.upperBound
    for (index, span) in spans.enumerated() {
      add(span.newestSecond, newest, isOpenAbove: index == 0)
      newest = span.oldestSecond
    }
    if !reachesOldest { addUnknown(wanted.lowerBound, newest, isOpenAbove: spans.isEmpty) }
  }

  /// How far back the first windows reach when the oldest session is not known, in seconds.
  private static let reaches = [30, 90, 365, 3 * 365, 10 * 365].map { $0 * 86_400 }

  /// Cuts a stretch of which the beginning is unknown: parts before the oldest session cost one
  /// empty page each, and after that it is known how much is left.
  private mutating func addUnknown(_ oldest: Int, _ newest: Int, isOpenAbove: Bool) {
    var upper = newest
    for reach in Self.reaches where newest - reach > oldest {
      add(newest - reach + 1, upper, isOpenAbove: isOpenAbove && upper == newest)
      upper = newest - reach
    }
    add(oldest, upper, isOpenAbove: isOpenAbove && upper == newest)
  }

  private mutating func add(_ oldest: Int, _ newest: Int, isOpenAbove: Bool) {
    guard oldest <= newest else { return }
    lastID += 1
    waiting.append(
      Window(
        id: lastID, oldest: oldest, newest: newest, isOpenAbove: isOpenAbove,
        secondsPerPage: Self.firstGuess))
  }

  var isDone: Bool { waiting.isEmpty && active.isEmpty }

  /// Estimate of the pages that are left; at least one for each window.
  var pagesLeft: Double {
    (waiting + active.values).reduce(0) { $0 + max(1, $1.pagesLeft) }
  }

  /// A window for a worker; nil when nothing is worth splitting now.
  mutating func take() -> Window? {
    let window = waiting.isEmpty ? split() : waiting.removeFirst()
    if let window { active[window.id] = window }
    return window
  }

  private mutating func split() -> Window? {
    // Only where a page has shown the density: splitting on guesses would make far too many
    // windows.
    let guesses = active.values.count { $0.cursor == nil }
    let known = active.values.filter {
      $0.cursor != nil || ($0.isMeasured && guesses < Self.mostGuesses)
    }
    guard let victim = known.max(by: { $0.pagesLeft < $1.pagesLeft }),
      victim.pagesLeft >= 2, victim.newest > victim.oldest
    else { return nil }
    let share = min(victim.pagesLeft / 2, victim.share)
    let kept = max(1, Int(share * victim.secondsPerPage))
    let boundary = victim.newest - kept
    guard boundary >= victim.oldest else { return nil }
    lastID += 1
    active[victim.id]?.oldest = boundary + 1
    return Window(
      id: lastID, oldest: victim.oldest, newest: boundary, isOpenAbove: false,
      secondsPerPage: victim.secondsPerPage, isMeasured: true, share: victim.share * 2)
  }

  /// How many records of a page belong to the window. The others are read again by the window that
  /// was cut from it meanwhile, or are older than what is wanted.
  func count(_ page: RecordPage, in id: Int) -> Int {
    guard let window = active[id] else { return 0 }
    return page.records.count { $0.created >= window.oldest }
  }

  /// Takes a page of a window: whether more of it is to be read, nothing is left, or the pages lead
  /// nowhere.
  mutating func advance(_ id: Int, _ page: RecordPage) -> Advance {
    guard var window = active[id] else { return .done }
    guard page.hasMore, let last = page.records.last, last.created >= window.oldest else {
      active[id] = nil
      return .done
    }
    // After a cursor a list only goes down, and a second can only hold so many.
    if window.cursor != nil, let first = page.records.first, first.created > window.newest {
      return .stuck
    }
    let isLower = last.created < window.newest || window.cursor == nil
    let ids = Set(page.records.filter { $0.created == last.created }.map(\.id))
    if isLower {
      window.idsOfOldestSecond = ids
      window.pagesOfOldestSecond = 0
    } else {
      guard !ids.isSubset(of: window.idsOfOldestSecond) else { return .stuck }
      window.idsOfOldestSecond.formUnion(ids)
      window.pagesOfOldestSecond += 1
      guard window.idsOfOldestSecond.count <= Self.largestSecond,
        window.pagesOfOldestSecond <= Self.mostPagesOfASecond
      else { return .stuck }
    }
    if let first = page.records.first, first.created > last.created {
      window.secondsPerPage = Double(first.created - last.created)
    } else {
      window.secondsPerPage = 1
    }
    window.isMeasured = true
    window.share = Self.share
    // A list without an upper bound begins at sessions that may be newer than this machine's clock.
    let isUnbounded = window.isOpenAbove && window.cursor == nil
    window.newest = isUnbounded ? last.created : min(window.newest, last.created)
    window.cursor = last.id
    active[id] = window
    return .more(window)
  }

  enum Advance {
    case more(Window)
    case done
    /// The pages lead nowhere.
    case stuck
  }
}
