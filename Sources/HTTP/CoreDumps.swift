import CCurl
import Glibc

/// Protects the memory of a process that holds a live key.
package enum CoreDumps {
  /// After this call a crash leaves no core file, and other processes of the user cannot read the
  /// memory. Source: https://man7.org/linux/man-pages/man2/PR_SET_DUMPABLE.2const.html
  package static func forbid() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    till_forbid_core_dumps()
  }
}
