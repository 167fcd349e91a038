import FoundationEssentials

/// The kernel's counts for a process and each of its threads.
struct ProcessUsage {
  struct Thread {
    /// How often it went to sleep, and so was woken.
    var sleeps = 0
    /// Processor time in nanoseconds.
    var processor = 0
  }

  /// Kilobytes in memory now.
  let resident: Int
  /// The most kilobytes in memory since the program was loaded.
  let mostResident: Int
  let threads: [String: Thread]

  init(of pid: Int32) {
    resident = Self.number("VmRSS:", in: "/proc/\(pid)/status")
    mostResident = Self.number("VmHWM:", in: "/proc/\(pid)/status")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
    threads = Dictionary(
      uniqueKeysWithValues: names.map { name in
        let folder = "/proc/\(pid)/task/\(name)"
        let times = Self.text(of: folder + "/schedstat").split(separator: " ")
        return (
          name,
          Thread(
            sleeps: Self.number("voluntary_ctxt_switches:", in: folder + "/status"),
            processor: times.first.flatMap { Int($0) } ?? 0)
        )
      })
  }

  /// The growth of a count. The counts of threads that have ended meanwhile are not included.
  func growth(of count: KeyPath<Thread, Int>, since before: ProcessUsage) -> Double {
    Double(
      threads.reduce(0) { sum, thread in
        sum + thread.value[keyPath: count]
          - (before.threads[thread.key]?[keyPath: count] ?? 0)
      })
  }

  private static func number(_ name: String, in path: String) -> Int {
    let line = text(of: path).split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  private static func text(of path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension Int {
  /// Kilobytes as megabytes.
  var megabytes: Double { Double(self) / 1024 }
}
