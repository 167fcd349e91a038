/// What the process was started with.
///
/// It is read from the kernel. Swift finds its own list of arguments by walking the stack back from
/// the environment, which fails when a library loaded earlier has changed the environment: a
/// `--read-only` would then be lost. The environment is that of the start, too: nothing changes it
/// later.
/// Source: https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html
package enum Invocation {
  /// Linux allows a quarter of the stack's limit, and 6 MiB at the most, for both together.
  private static let limit = 8 * 1024 * 1024

  /// The arguments without the program's name; nil where they cannot be read.
  package static var arguments: [String]? {
    let arguments = texts(of: "/proc/self/cmdline")
    return arguments.isEmpty
      ? nil : arguments.dropFirst().map { String(decoding: $0, as: UTF8.self) }
  }

  /// If a name is there twice, the first one counts, as for `getenv`.
  package static var environment: [String: String] {
    var environment: [String: String] = [:]
    for entry in texts(of: "/proc/self/environ") {
      guard let sign = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(decoding: entry[..<sign], as: UTF8.self)
      guard environment[name] == nil else { continue }
      environment[name] = String(decoding: entry[(sign + 1)...], as: UTF8.self)
    }
    return environment
  }

  /// Each text ends with a zero, even an empty one.
  private static func texts(of path: String) -> [ArraySlice<UInt8>] {
    let file = try? FileContents(of: path, limit: limit)
    return (file?.bytes ?? []).split(separator: 0, omittingEmptySubsequences: false).dropLast()
  }
}
