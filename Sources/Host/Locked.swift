import Glibc

/// A value behind a lock. What `Synchronization.Mutex` is, on a mutex that the thread sanitizer
/// knows.
///
/// On Linux, `Mutex` takes its lock inside the standard library, out of the sanitizer's sight: it
/// would report every guarded access, and real races would drown among them.
// The value is reached only while the mutex is held, and is Sendable itself.
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

  /// Runs `body` with the value to itself. Not recursive.
  package borrowing func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value.pointee)
  }
}
