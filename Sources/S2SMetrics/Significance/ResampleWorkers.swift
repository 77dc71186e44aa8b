import Dispatch
import Glibc
import Synchronization

/// Threads that draw sets of sentences in turn, and compute on them side by side.
///
/// The stream of sets is sequential; what follows is not. So one worker draws while the others
/// compute, each holding no more than the few sets that it works on.
struct ResampleWorkers: Sendable {
  /// The sentences that are drawn in one turn, if a set has fewer.
  private static let turn = 8192
  private let count: Int

  /// Makes so many workers; one a processor when nil.
  init(count: Int?) { self.count = count ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private struct Drawn<Source: IndexSource>: Sendable {
    var source: Source
    var number = 0
  }

  /// Draws so many sets and computes on each; the results are in the order of the sets.
  func map<Source: IndexSource, Result: Sendable>(
    _ source: inout Source, count drawCount: Int,
    _ compute: @Sendable (ArraySlice<UInt32>) -> Result
  ) -> [Result] {
    let drawn = Mutex(Drawn(source: source))
    let results = Mutex([Result?](repeating: nil, count: drawCount))
    DispatchQueue.concurrentPerform(iterations: min(count, max(drawCount, 1))) { _ in
      var indices: [UInt32] = []
      var ends: [Int] = []
      while true {
        let first = drawn.withLock { drawn in
          Self.draw(&drawn, upTo: drawCount, &indices, &ends)
        }
        if ends.isEmpty { return }
        var start = 0
        let computed = ends.map { end in
          defer { start = end }
          return compute(indices[start..<end])
        }
        results.withLock { results in
          for (offset, result) in computed.enumerated() { results[first + offset] = result }
        }
      }
    }
    source = drawn.withLock { $0.source }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// Draws the sets of one turn; returns the number of the first.
  private static func draw<Source: IndexSource>(
    _ drawn: inout Drawn<Source>, upTo count: Int, _ indices: inout [UInt32], _ ends: inout [Int]
  ) -> Int {
    indices.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    let first = drawn.number
    while drawn.number < count && indices.count < turn {
      drawn.source.appendNext(to: &indices)
      ends.append(indices.count)
      drawn.number += 1
    }
    return first
  }
}
