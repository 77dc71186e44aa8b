import S2STensors
import Synchronization

extension Workers {
  /// What `body` makes of each of some batches, in their order.
  ///
  /// - Parameters:
  ///   - count: the number of batches.
  ///   - isCancelled: asked by every worker before each batch; one `true` stops all.
  ///   - makeState: what a worker has to itself.
  ///   - progress: is called by every worker after each batch, with how many are done.
  /// - Throws: `CancellationError`.
  func map<State, Result: Sendable>(
    _ count: Int, isCancelled: @Sendable () -> Bool, with makeState: @Sendable () -> State,
    progress: @Sendable (Int) -> Void = { _ in }, _ body: @Sendable (Int, State) -> Result
  ) throws -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    let isStopped = Atomic<Bool>(false)
    let finished = Atomic<Int>(0)
    run { worker in
      let state = makeState()
      for index in stride(from: worker, to: count, by: self.count) {
        if isCancelled() { isStopped.store(true, ordering: .relaxed) }
        if isStopped.load(ordering: .relaxed) { return }
        let result = body(index, state)
        results.withLock { $0[index] = result }
        progress(finished.wrappingAdd(1, ordering: .relaxed).newValue)
      }
    }
    guard !isStopped.load(ordering: .relaxed) else { throw CancellationError() }
    return results.withLock { $0.compactMap(\.self) }
  }
}
