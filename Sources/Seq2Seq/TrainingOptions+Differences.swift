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
    return zip(Mirror(reflecting: comparable).children, Mirror(reflecting: stored).children)
      .compactMap { new, old in
        let (newText, oldText) = (Self.text(of: new.value), Self.text(of: old.value))
        return newText == oldText ? nil : "\(new.label ?? "") is \(newText), not \(oldText)"
      }
  }

  /// A value without the word `Optional` around it.
  private static func text(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return String(describing: value) }
    return mirror.children.first.map { String(describing: $0.value) } ?? "unset"
  }
}
