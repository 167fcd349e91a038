import CCurl
import Glibc

/// The memory of a process that holds a live key is for nobody else.
package enum CoreDumps {
  /// From now on a crash leaves no core file, and other processes of the user cannot read the
  /// memory. Source: https://man7.org/linux/man-pages/man2/PR_SET_DUMPABLE.2const.html
  package static func forbid() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    till_forbid_core_dumps()
  }
}
