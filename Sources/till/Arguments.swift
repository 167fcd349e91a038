import FoundationEssentials

/// What the process was started with.
enum Arguments {
  /// The arguments without the program's name; nil where they cannot be read.
  ///
  /// They are read from the kernel. Swift finds its own list by walking the stack back from the
  /// environment, which fails when a library loaded earlier has changed the environment: a
  /// `--read-only` would then be lost.
  /// Source: https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html
  static var ofProcess: [String]? {
    let bytes = FileManager.default.contents(atPath: "/proc/self/cmdline") ?? Data()
    // Each argument ends with a zero, even an empty one.
    let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    return arguments.isEmpty
      ? nil : arguments.dropFirst().map { String(decoding: $0, as: UTF8.self) }
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
