/// What the pairs of a synthetic corpus are made of, and how.
protocol PairMaker {
  /// What becomes a pair, or several, or none.
  associatedtype Input

  /// All files that are read.
  var files: [String] { get }
  /// What is counted beside the pairs, by name, and stays where the work is stopped.
  var notes: [String: [Int]] { get set }

  /// The number of all inputs.
  ///
  /// - Throws: what reading throws; `CancellationError`.
  mutating func count(isCancelled: () -> Bool) throws -> Int

  /// The next input; `nil` after the last.
  mutating func next() throws -> Input?

  /// The pairs that come of some inputs, which are the next ones that were not asked for yet.
  mutating func pairs(
    of inputs: [Input], isCancelled: @Sendable () -> Bool
  ) throws -> [(source: String, target: String)]

  /// What is done, in words that differ where the result would.
  func work() throws -> String
}
