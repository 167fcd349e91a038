import Glibc

/// A value behind a lock, like `Synchronization.Mutex`, but on a mutex that the thread sanitizer
/// knows.
///
/// On Linux, `Mutex` locks inside the standard library, where the sanitizer does not see it: it
/// would report every guarded access, and hide the real races among them.
// The value is only accessed while the mutex is held, and is Sendable itself.
@safe package struct Locked<Value: Sendable>: ~Copyable, @unchecked Sendable {
  // On the heap, because a pthread mutex must not move. Both are valid from init to deinit.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let value: UnsafeMutablePointer<Value>

  package init(_ value: Value) {
    unsafe mutex = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe self.value = .allocate(capacity: 1)
    unsafe self.value.initialize(to: value)
  }

  deinit {
    unsafe value.deinitialize(count: 1)
    unsafe value.deallocate()
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Runs `body` with exclusive access to the value, on the calling thread, which waits for it. Not
  /// recursive.
  ///
  /// - Throws: what `body` throws.
  package borrowing func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value.pointee)
  }
}
