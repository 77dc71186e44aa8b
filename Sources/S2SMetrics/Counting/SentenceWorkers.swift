import Dispatch
import Glibc
import Synchronization

/// Threads that share a range of work: sentences, or resamples of them.
struct SentenceWorkers: Sendable {
  /// How many there are.
  let count: Int

  /// Makes the given number of workers; one per processor for `nil`.
  init(count: Int?) { self.count = count ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Splits `0..<total` into a range a worker; what they make of them, in order.
  func map<Part: Sendable>(_ total: Int, _ body: @Sendable (Range<Int>) -> Part) -> [Part] {
    let count = min(count, total)
    if count <= 1 { return [body(0..<total)] }
    let parts = Mutex([Part?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { worker in
      let part = body(worker * total / count..<(worker + 1) * total / count)
      parts.withLock { $0[worker] = part }
    }
    return parts.withLock { $0.compactMap { $0 } }
  }
}
