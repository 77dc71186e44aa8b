import Glibc

/// A run of 32-bit floats with one owner, aligned to a page.
package struct FloatBuffer: ~Copyable, @unchecked Sendable {
  /// The first element.
  package let base: UnsafeMutablePointer<Float>
  /// The number of elements.
  package let count: Int

  /// Allocates `count` zeros; the pages are touched only when they are used.
  package init(zeros count: Int) {
    precondition(count >= 0, "a buffer cannot have \(count) elements")
    let bytes = max(64, (count * MemoryLayout<Float>.stride + 63) / 64 * 64)
    let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let raw = mapped, raw != MAP_FAILED else {
      preconditionFailure("out of memory: \(bytes) bytes")
    }
    self.base = raw.bindMemory(to: Float.self, capacity: bytes / MemoryLayout<Float>.stride)
    self.count = count
  }

  deinit { munmap(base, max(64, (count * MemoryLayout<Float>.stride + 63) / 64 * 64)) }

  /// Sets every element to zero.
  package func zero() { memset(base, 0, count * MemoryLayout<Float>.stride) }
}
