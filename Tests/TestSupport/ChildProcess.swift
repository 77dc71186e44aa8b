import Glibc

/// Swift keeps fork from those who do not know what they do.
@_silgen_name("fork") private func forkProcess() -> pid_t
@_silgen_name("unshare") private func unshareNamespaces(_ flags: CInt) -> CInt

/// A copy of this process, for code that is to be killed or that changes the process for good.
///
/// - Precondition: no other thread is at work; make one within an exit test only.
package struct ChildProcess {
  private let process: pid_t

  /// How a process ended.
  package enum End: Equatable {
    /// By itself, with this code.
    case exit(Int32)
    /// By this signal.
    case signal(Int32)
  }

  /// Runs a closure in a copy of this process, silently; one that throws ends with the code 1.
  package init(_ body: () throws -> Void) {
    process = forkProcess()
    precondition(process >= 0, "cannot fork")
    guard process == 0 else { return }
    let silence = open("/dev/null", O_WRONLY)
    dup2(silence, STDOUT_FILENO)
    dup2(silence, STDERR_FILENO)
    do {
      try body()
      _exit(0)
    } catch {
      _exit(1)
    }
  }

  /// Ends it at once.
  package func kill() { _ = Glibc.kill(process, SIGKILL) }

  /// Waits for its end.
  package func wait() -> End {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }

  // Constants of Linux.
  private static let newMounts: CInt = 0x2_0000
  private static let (readOnly, remount): (UInt, UInt) = (1, 32)
  private static let privateBelow: UInt = 1 << 18 | 1 << 14

  /// Mounts an empty file system of a few kilobytes that only this process sees.
  ///
  /// - Returns: whether this was allowed; it takes root.
  package static func mountTinyDisk(on directory: String, kilobytes: Int) -> Bool {
    geteuid() == 0 && unshareNamespaces(newMounts) == 0
      && mount("none", "/", nil, privateBelow, nil) == 0
      && mount("none", directory, "tmpfs", 0, "size=\(kilobytes)k") == 0
  }

  /// Makes what `mountTinyDisk` mounted read-only.
  package static func makeReadOnly(_ directory: String) -> Bool {
    mount("none", directory, nil, remount | readOnly, nil) == 0
  }
}
