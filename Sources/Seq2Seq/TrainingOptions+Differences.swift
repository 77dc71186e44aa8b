/// What keeps a run from being resumed with other options.
extension TrainingOptions {
  /// The options that differ and may not: all but those that say when to end and what to keep.
  ///
  /// - Returns: texts such as `hidden is 512, not 256`.
  func differences(from stored: TrainingOptions) -> [String] {
    var comparable = self
    comparable.epochs = stored.epochs
    comparable.steps = stored.steps
    comparable.keepCheckpoints = stored.keepCheckpoints
    return Difference.list(comparable, stored)
  }
}
