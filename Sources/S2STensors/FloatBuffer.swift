import Glibc
import S2SFiles

/// A run of 32-bit floats with one owner: memory of its own, aligned to a page, or a part of a file.
package struct FloatBuffer: ~Copyable, @unchecked Sendable {
  /// The first element.
  package let base: UnsafeMutablePointer<Float>
  /// The number of elements.
  package let count: Int
  /// Whose bytes these are; `nil` for memory of its own.
  private let file: MappedFile?

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
    file = nil
  }

  /// Floats that stay in a file, which must not be written to; `nil` where they are not aligned.
  init?(in file: MappedFile, bytes: Range<Int>) {
    let start = file.withUnsafeBytes { $0.baseAddress.map { UInt(bitPattern: $0) } }
    guard let start,
      let base = UnsafeMutablePointer<Float>(bitPattern: start + UInt(bytes.lowerBound)),
      Int(bitPattern: base) % MemoryLayout<Float>.alignment == 0
    else { return nil }
    self.base = base
    count = bytes.count / MemoryLayout<Float>.stride
    self.file = file
  }

  deinit {
    if file == nil { munmap(base, max(64, (count * MemoryLayout<Float>.stride + 63) / 64 * 64)) }
  }

  /// Gives memory back that the system can read again from the file; none where there is no file.
  package func releasePages() {
    guard file != nil else { return }
    let page = sysconf(Int32(_SC_PAGESIZE))
    let first = (Int(bitPattern: base) + page - 1) / page * page
    let end = Int(bitPattern: base + count) / page * page
    guard first < end else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: first), end - first, MADV_DONTNEED)
  }

  /// Sets every element to zero.
  package func zero() { memset(base, 0, count * MemoryLayout<Float>.stride) }
}
