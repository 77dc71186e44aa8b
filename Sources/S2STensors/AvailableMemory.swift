import Glibc

/// The memory that this process can get: the least that the machine, `ulimit` and its control groups
/// allow.
///
/// Ask before a large allocation: the system gives out memory that is not there, and ends the
/// process later, when it is used.
package enum AvailableMemory {
  /// The most bytes that the process may hold, those that it holds now included.
  package static var limit: Int {
    ([physical, limit(RLIMIT_AS), limit(RLIMIT_DATA)] + ControlGroup.own.compactMap(\.limit))
      .min() ?? physical
  }

  /// The bytes that it may still get.
  package static var left: Int {
    let status = "/proc/self/status"
    let free = bytes(of: "MemAvailable", in: "/proc/meminfo").map {
      $0 + (bytes(of: "SwapFree", in: "/proc/meminfo") ?? 0)
    }
    let ends = [
      free ?? physical,
      limit(RLIMIT_AS) - (bytes(of: "VmSize", in: status) ?? 0),
      limit(RLIMIT_DATA) - (bytes(of: "VmData", in: status) ?? 0),
    ]
    return max(0, (ends + ControlGroup.own.compactMap(\.left)).min() ?? 0)
  }

  /// Makes sure that the process may get this many bytes more.
  ///
  /// - Throws: `MemoryShortage` with both numbers.
  package static func require(_ bytes: Int) throws(MemoryShortage) {
    let left = left
    guard bytes > left else { return }
    throw MemoryShortage(needed: bytes, left: left)
  }

  private static var physical: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES)), pageSize = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && pageSize > 0 ? pages * pageSize : Int.max
  }

  private static func limit(_ resource: __rlimit_resource) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return Int.max }
    return Int(clamping: limit.rlim_cur)
  }

  /// A field of a file of the system, `Name:  1234 kB`, in bytes.
  static func bytes(of name: String, in path: String) -> Int? {
    for line in SystemFile.lines(of: path) where line.hasPrefix(name + ":") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count == 3 else { return nil }
      return Int(words[1]).map { $0 * 1_024 }
    }
    return nil
  }
}

/// Memory that is needed and not to be had.
package struct MemoryShortage: Error, Equatable, Sendable {
  /// The bytes that are needed.
  package let needed: Int
  /// The bytes that are left.
  package let left: Int

  /// Groups both.
  package init(needed: Int, left: Int) {
    self.needed = needed
    self.left = left
  }
}
