/// The order of sessions within one second, which only pages of a list can tell.
///
/// A page is an unbroken run in Stripe's order. Its part of one second is put next to what is
/// already known of that second, so that two sessions can be in the wrong order only until a page
/// shows both.
struct SecondOrder: Equatable {
  struct Place: Equatable {
    var id: String
    /// nil until one is found.
    var position: Int64?
  }

  /// Newest first.
  private(set) var places: [Place]
  let second: Int

  /// `known` are ids and positions of this second in the cache, newest first.
  init(second: Int, known: [(id: String, position: Int64)]) {
    self.second = second
    places = known.map { Place(id: $0.id, position: $0.position) }
  }

  /// Puts a run of ids, newest first, among those that are known.
  ///
  /// `endsSecond` says that the list continues with an older second, so that no session of this
  /// second follows the run. Otherwise an unknown run is taken to be the newest of its second.
  mutating func merge(_ run: [String], endsSecond: Bool) {
    let indices = Dictionary(
      zip(places.map(\.id), places.indices), uniquingKeysWith: { first, _ in first })
    let known = run.compactMap { indices[$0] }
    guard let first = known.min() else {
      let new = run.map { Place(id: $0) }
      places = endsSecond ? places + new : new + places
      return fill()
    }
    if zip(known, known.dropFirst()).allSatisfy({ $0 < $1 }) {
      interleave(run, firstKnown: first)
    } else {
      replaceOrder(run, firstKnown: first)
    }
    fill()
  }

  /// Keeps known ids where they are; a new one goes right below the id before it in the run.
  private mutating func interleave(_ run: [String], firstKnown: Int) {
    let new = Set(run).subtracting(places.map(\.id))
    var following: [String: [Place]] = [:]
    var leading: [Place] = []
    var previous: String?
    for id in run {
      if !new.contains(id) {
        previous = id
      } else if let previous {
        following[previous, default: []].append(Place(id: id))
      } else {
        leading.append(Place(id: id))
      }
    }
    guard !new.isEmpty else { return }
    var merged = Array(places[..<firstKnown]) + leading
    for place in places[firstKnown...] {
      merged.append(place)
      merged += following[place.id] ?? []
    }
    places = merged
  }

  /// The cache had another order, taken from filtered lists: the run is right.
  private mutating func replaceOrder(_ run: [String], firstKnown: Int) {
    let members = Set(run)
    let above = places[..<firstKnown].filter { !members.contains($0.id) }
    let below = places[firstKnown...].filter { !members.contains($0.id) }
    places = above + run.map { Place(id: $0) } + below
    respace()
  }

  // MARK: - Positions

  /// Whether there is an even position for each session.
  private var fitsEven: Bool { places.count <= RecordPosition.evenTies }

  /// Positions are multiples of this.
  private var unit: Int64 { fitsEven ? RecordPosition.even : 1 }

  /// The gap between sessions at the ends of a second, so that thirty even positions are on each
  /// side, or thousands of others.
  private var step: Int64 { fitsEven ? RecordPosition.even : 16 }

  /// Gives positions to new places, and even ones to all if they fit.
  mutating func fill() {
    let isUneven = places.contains { $0.position.map(RecordPosition.isEven) == false }
    if fitsEven, isUneven { return respace() }
    var index = 0
    while let start = places[index...].firstIndex(where: { $0.position == nil }) {
      let end = places[start...].firstIndex { $0.position != nil } ?? places.endIndex
      let newer = start > 0 ? places[start - 1].position : nil
      let older = end < places.endIndex ? places[end].position : nil
      guard fill(start..<end, newer: newer, older: older) else { return respace() }
      index = end
    }
  }

  /// Gives positions to a stretch of new places; false when there is no room.
  private mutating func fill(_ range: Range<Int>, newer: Int64?, older: Int64?) -> Bool {
    let count = Int64(range.count)
    let top: Int64
    let step: Int64
    switch (newer, older) {
    case (let newer?, let older?):
      step = (newer - older) / (count + 1) / unit * unit
      top = newer - step
    case (let newer?, nil):
      step = self.step
      top = newer - step
    case (nil, let older?):
      step = self.step
      top = older + step * count
    case (nil, nil):
      step = self.step
      top = RecordPosition.start(of: second) + RecordPosition.ties / 2
    }
    let bottom = top - step * (count - 1)
    guard step > 0, top <= RecordPosition.end(of: second),
      bottom >= RecordPosition.start(of: second)
    else {
      return false
    }
    for (offset, index) in range.enumerated() {
      places[index].position = top - step * Int64(offset)
    }
    return true
  }

  /// Spreads the whole second again, around its middle. The gap is a power of two, so that as many
  /// positions as possible are even.
  private mutating func respace() {
    let count = Int64(places.count)
    var step = RecordPosition.even * 4
    while step > 1, step * count > RecordPosition.ties { step /= 2 }
    let unused = RecordPosition.ties / step - count
    let top = RecordPosition.start(of: second) + (unused / 2 + count - 1) * step
    for index in places.indices { places[index].position = top - step * Int64(index) }
  }
}
