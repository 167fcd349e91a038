private import CMalloc

/// The memory of the process.
package enum Heap {
  /// Lets all threads share one heap. Call it before there are threads.
  ///
  /// By default glibc gives each thread a heap of its own, which keeps pages of its own, grows by
  /// one page and one system call at a time, and is not given back. till's threads rarely work at
  /// once. Source: https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html
  package static func share() { mallopt(M_ARENA_MAX, 1) }
}
