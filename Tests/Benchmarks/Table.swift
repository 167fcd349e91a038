/// Prints what was measured, line by line as it is known.
enum Table {
  static func heads(_ title: String) {
    print("\n" + pad(title, 46) + ["median", "p99", "unit"].map { right($0, 10) }.joined())
  }

  static func row(_ name: String, _ values: [Double], _ unit: String) {
    guard !values.isEmpty else { return print(pad(name, 46) + right("–", 10)) }
    let sorted = values.sorted()
    let p99 = sorted[Int((Double(sorted.count - 1) * 0.99).rounded())]
    print(
      pad(name, 46) + right(text(sorted[sorted.count / 2]), 10)
        + right(sorted.count > 1 ? text(p99) : "", 10) + right(unit, 10))
  }

  static func row(_ name: String, _ durations: [Duration]) {
    row(name, durations.map { $0 / .milliseconds(1) }, "ms")
  }

  private static func text(_ value: Double) -> String {
    let digits = value < 10 ? 100.0 : value < 1000 ? 10 : 1
    let rounded = (value * digits).rounded() / digits
    return digits == 1 ? "\(Int(rounded))" : "\(rounded)"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
