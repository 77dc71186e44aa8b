import Glibc
import Synchronization

/// Stands before every system call by which a file of ours changes, so that a test can end the
/// process there.
package enum DiskStep {
  /// The steps until the process is killed, as by SIGKILL or a power cut; below 0 for never.
  package static let untilKilled = Atomic<Int>(-1)

  /// The next system call changes the disk.
  package static func next() {
    guard untilKilled.load(ordering: .relaxed) >= 0 else { return }
    if untilKilled.subtract(1, ordering: .relaxed).oldValue == 0 { kill(getpid(), SIGKILL) }
  }
}
