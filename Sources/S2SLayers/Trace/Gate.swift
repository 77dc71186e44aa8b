/// Numbers between steps that a cell computes for itself, by their letter in its equations.
package struct Gate: Sendable, Equatable {
  /// Such as `f`.
  package let name: String
  /// Such as `forget gate`.
  package let meaning: String
  /// Where it is in what a step saved.
  package let columns: Range<Int>

  /// Names columns.
  package init(_ name: String, _ meaning: String, columns: Range<Int>) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
  }

  /// Gates side by side, each `hiddenSize` wide.
  static func sideBySide(
    _ names: [(name: String, meaning: String)], hiddenSize: Int
  ) -> [Gate] {
    names.enumerated().map { index, gate in
      Gate(
        gate.name, gate.meaning, columns: index * hiddenSize..<(index + 1) * hiddenSize)
    }
  }
}
