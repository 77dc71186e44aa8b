/// What keeps a run from being resumed with other options.
extension TrainingOptions {
  /// The options that differ and may not: all but those that say when to end.
  ///
  /// - Returns: texts such as `hidden is 512, not 256`.
  func differences(from stored: TrainingOptions) -> [String] {
    var comparable = self
    comparable.epochs = stored.epochs
    comparable.steps = stored.steps
    return zip(Mirror(reflecting: comparable).children, Mirror(reflecting: stored).children)
      .compactMap { new, old in
        let (newText, oldText) = (String(describing: new.value), String(describing: old.value))
        return newText == oldText ? nil : "\(new.label ?? "") is \(newText), not \(oldText)"
      }
  }
}
