import Units

/// Times as Firestore writes them.
enum FirestoreTime {
  /// `2026-11-26T13:45:00.123456Z`.
  static func text(_ seconds: Int, microseconds: Int) -> String {
    let whole = Moment(seconds).iso8601.dropLast()
    return "\(whole).\(microseconds.padded(to: 6))Z"
  }
}
