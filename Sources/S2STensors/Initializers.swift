/// First values of parameters.
extension Matrix {
  /// Independent values from the uniform distribution on `[-bound, bound)`.
  package func fillUniform(_ bound: Float, using generator: inout SeededGenerator) {
    for row in 0..<rows {
      for column in 0..<columns {
        base[row * stride + column] = (2 * generator.uniform() - 1) * bound
      }
    }
  }

  /// The same value everywhere.
  package func fill(_ value: Float) {
    for row in 0..<rows { self.row(row).update(repeating: value, count: columns) }
  }
}
