import CKernels

/// The memory of this process.
package enum ProcessMemory {
  /// Gives memory that was used and is free again back to the system.
  package static func releaseUnused() { s2s_release_unused_memory() }

  /// The most bytes that were resident at once so far, as the system counts them; `nil` where it
  /// does not say.
  ///
  /// Not `getrusage`: its figure begins with that of the process that started this one.
  package static var peakBytes: Int? {
    AvailableMemory.bytes(of: "VmHWM", in: "/proc/self/status")
  }
}
