// For `environ`, which nothing changes after the start.
@unsafe @preconcurrency import Glibc

/// What the process was started with.
package enum Invocation {
  /// Linux allows a quarter of the stack's limit, and 6 MiB at the most, for arguments and
  /// environment together.
  private static let limit = 8 * 1024 * 1024

  /// The arguments without the program's name; nil where they cannot be read.
  ///
  /// They are read from the kernel. Swift finds its own list by walking the stack back from the
  /// environment, which fails when a library loaded earlier has changed the environment: a
  /// `--read-only` would then be lost.
  /// Source: https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html
  package static var arguments: [String]? {
    let file = try? FileContents(of: "/proc/self/cmdline", limit: limit)
    // Each argument ends with a zero, even an empty one.
    let arguments = (file?.bytes ?? []).split(separator: 0, omittingEmptySubsequences: false)
      .dropLast()
    return arguments.isEmpty
      ? nil : arguments.dropFirst().map { String(decoding: $0, as: UTF8.self) }
  }

  /// The environment, read once, at the first use. If a name is there twice, the first one counts, as
  /// for `getenv`.
  ///
  /// Not from the kernel: it keeps the environment of a process that forbids core dumps from all but
  /// root, also from the process itself.
  package static let environment: [String: String] = {
    var count = 0
    while unsafe environ[count] != nil { count += 1 }
    var environment = [String: String](minimumCapacity: count)
    for index in 0..<count {
      guard let entry = unsafe environ[index] else { break }
      let text = unsafe String(cString: entry)
      if let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
        let name = String(text[..<sign])
        if environment[name] == nil {
          environment[name] = String(text[text.utf8.index(after: sign)...])
        }
      }
    }
    return environment
  }()
}
