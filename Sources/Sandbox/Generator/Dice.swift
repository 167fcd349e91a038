/// A stream of numbers that is the same for the same seed, on every platform and in every release.
///
/// The standard library does not promise this for its generators and distributions.
/// This is SplitMix64: https://prng.di.unimi.it/splitmix64.c
struct Dice: Sendable {
  private var state: UInt64

  init(seed: UInt64, _ salt: UInt64 = 0) { state = Self.mix(seed &+ Self.mix(salt)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A number from 0 up to, but not including, `bound`.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `part` of `whole` cases.
  mutating func chance(_ part: Int, of whole: Int = 100) -> Bool { below(whole) < part }

  /// From 0 up to, but not including, 1.
  mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
