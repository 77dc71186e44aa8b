import Glibc

/// The memory that this process may hope to get.
package enum MemoryLimit {
  /// The machine's memory, or what `ulimit -v` allows where that is less, in bytes.
  package static var bytes: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES)), pageSize = sysconf(Int32(_SC_PAGESIZE))
    let physical = pages > 0 && pageSize > 0 ? pages * pageSize : Int.max
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return physical }
    return min(physical, Int(clamping: limit.rlim_cur))
  }
}
