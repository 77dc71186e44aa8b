/// A control group of Linux that limits memory, as containers and service managers make them.
///
/// Reference: Linux's Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst.
package struct ControlGroup: Equatable {
  /// The directory of the group.
  let path: String
  /// Whether the group is of version 1.
  let isOld: Bool

  /// The groups that this process is in, with those around them.
  static var own: [ControlGroup] { groups(in: "/proc/self/cgroup", mount: "/sys/fs/cgroup") }

  /// The groups in a list of the kernel's: `4:memory:/a/b` (version 1) or `0::/a/b`.
  package static func groups(in list: String, mount: String) -> [ControlGroup] {
    SystemFile.lines(of: list).flatMap { line -> [ControlGroup] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let isOld = parts[1].split(separator: ",").contains("memory")
      guard isOld || parts[1].isEmpty else { return [] }
      // In a container the path may be that of the host; its own group is then at the top.
      let top = isOld ? mount + "/memory" : mount
      var directories = [top]
      for name in parts[2].split(separator: "/") {
        directories.append(directories[directories.count - 1] + "/" + name)
      }
      return directories.map { ControlGroup(path: $0, isOld: isOld) }
    }
  }

  /// The most bytes that the group's processes may hold together; `nil` without a limit.
  package var limit: Int? { number(isOld ? "memory.limit_in_bytes" : "memory.max") }

  /// The bytes that they may still get; files that are cached make room.
  package var left: Int? {
    guard let limit, let used = number(isOld ? "memory.usage_in_bytes" : "memory.current") else {
      return nil
    }
    let cached = isOld ? "total_inactive_file " : "inactive_file "
    let free = SystemFile.lines(of: path + "/memory.stat").first { $0.hasPrefix(cached) }
      .flatMap { Int($0.dropFirst(cached.count)) }
    return max(0, limit - used + (free ?? 0))
  }

  private func number(_ name: String) -> Int? {
    SystemFile.lines(of: path + "/" + name).first.flatMap { Int($0) }
  }
}
