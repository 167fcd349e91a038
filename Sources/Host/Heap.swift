private import CMalloc

/// The memory of the process.
package enum Heap {
  /// Lets all threads share this many heaps. Existing threads keep theirs.
  ///
  /// By default glibc gives each thread a heap of its own, which keeps pages of its own, grows by
  /// one page and one system call at a time, and is not given back. till's threads rarely work at
  /// once; where they do, as in a sync, they would wait for a single heap.
  /// Source: https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html
  package static func share(_ count: Int = 1) { mallopt(M_ARENA_MAX, Int32(count)) }
}
