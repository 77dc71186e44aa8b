import CKernels
import Glibc

/// The addresses that this process may still map, which `ulimit -v` and `ulimit -d` count whether
/// memory is behind them or not.
package enum AddressSpace {
  /// Makes sure that this many bytes can be mapped, by mapping them for a moment.
  ///
  /// - Throws: `MemoryShortage`.
  package static func require(_ bytes: Int) throws(MemoryShortage) {
    guard bytes > 0 else { return }
    let address = mmap(
      nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard address != MAP_FAILED else {
      throw MemoryShortage(needed: bytes, left: AvailableMemory.left)
    }
    munmap(address, bytes)
  }

  /// Lets all threads allocate from one heap where `ulimit -v` limits the addresses: each further heap
  /// would reserve 64 MB of them.
  package static func economize() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return }
    if limit.rlim_cur < rlim_t.max { s2s_use_one_heap() }
  }
}
