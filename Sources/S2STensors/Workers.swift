import Dispatch

/// A fixed number of workers that run the same function side by side.
///
/// One owner of parallelism: while workers run, each matrix product uses one thread.
package struct Workers: Sendable {
  /// The number of workers, at least 1.
  package let count: Int

  /// Makes `count` workers and gives each product one thread.
  package init(count: Int) {
    precondition(count >= 1, "there has to be a worker")
    self.count = count
    BLAS.setThreadCount(1)
  }

  /// Calls `body` with 0, 1, ..., count - 1, at the same time, and waits for all.
  package func run(_ body: @Sendable (Int) -> Void) {
    if count == 1 { return body(0) }
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// Calls `body` with consecutive ranges that cover `0..<total`, one a worker, each starting at
  /// a multiple of 16 so that vectors do not straddle two workers.
  package func run(over total: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let share = (total / count + 15) / 16 * 16
    run { worker in
      let lower = min(total, worker * share)
      let upper = worker == count - 1 ? total : min(total, lower + share)
      if lower < upper { body(lower..<upper) }
    }
  }
}
