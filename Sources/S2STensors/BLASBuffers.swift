import COpenBLAS
import Synchronization

/// The buffers of products: each that is under way has one, and OpenBLAS keeps them for the next.
///
/// Where OpenBLAS does not get a buffer it asks again and again, for ever, so they are taken before the
/// first product.
package enum BLASBuffers {
  /// The addresses of a buffer; few of them are ever touched (OpenBLAS 0.3.21 on x86-64).
  private static let byteCount = 128 << 20
  /// OpenBLAS ends the process that asks for more than it has places for: 50 at least.
  private static let most = 48
  private static let taken = Mutex(0)

  /// The bytes that `take` would ask for.
  package static func missingBytes(_ count: Int) -> Int {
    max(0, min(count, most) - taken.withLock { $0 }) * byteCount
  }

  /// Takes the buffers for products on a number of threads at once.
  ///
  /// - Throws: `MemoryShortage`.
  package static func take(_ count: Int) throws(MemoryShortage) {
    try AddressSpace.require(missingBytes(count))
    let count = min(count, most)
    taken.withLock { taken in
      guard taken < count else { return }
      // What is given back stays with OpenBLAS.
      for buffer in (0..<count).map({ _ in blas_memory_alloc(0) }) { blas_memory_free(buffer) }
      taken = count
    }
  }
}
