/// What is not the same in two values, for people.
enum Difference {
  /// The properties of `new` that differ from those of `old`.
  ///
  /// - Returns: texts such as `hidden is 512, not 256`.
  static func list<Value>(_ new: Value, _ old: Value) -> [String] {
    zip(Mirror(reflecting: new).children, Mirror(reflecting: old).children).compactMap { new, old in
      let (newText, oldText) = (text(of: new.value), text(of: old.value))
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
