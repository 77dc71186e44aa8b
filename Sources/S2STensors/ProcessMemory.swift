import CKernels
import Glibc

/// The memory of this process.
package enum ProcessMemory {
  /// Gives memory that was used and is free again back to the system.
  package static func releaseUnused() { s2s_release_unused_memory() }

  /// The most bytes that were resident at once so far, as the system counts them; `nil` where it
  /// does not say.
  ///
  /// Not `getrusage`: its figure begins with that of the process that started this one.
  package static var peakBytes: Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        .split(whereSeparator: \.isWhitespace)
      if words.first == "VmHWM:", words.count == 3 { return Int(words[1]).map { $0 * 1_024 } }
    }
    return nil
  }
}
