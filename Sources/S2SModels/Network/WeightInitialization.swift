import S2SRandom
import S2STensors

/// The first weights of a model.
///
/// Biases are 0 but where a cell says otherwise, and embeddings are always uniform.
public enum WeightInitialization: String, Codable, Sendable, CaseIterable {
  /// Uniform on [-0.08, 0.08).
  ///
  /// Reference: Sutskever et al. 2014, arXiv:1409.3215.
  case uniform
  /// Uniform with the variance 2 / (inputs + outputs) of each product, every gate a product of its
  /// own.
  ///
  /// Reference: Glorot and Bengio 2010, proceedings.mlr.press/v9/glorot10a.html.
  case xavier
  /// Recurrent weights: one random orthogonal matrix per gate; the rest uniform.
  ///
  /// Reference: Saxe et al. 2013, arXiv:1312.6120.
  case orthogonal
  /// Recurrent weights: the identity for each gate; the rest uniform.
  ///
  /// Reference: Le et al. 2015, arXiv:1504.00941, for simple nets with rectified units.
  case identity
}

extension NetworkStorage {
  /// Draws all weights.
  ///
  /// Weights that one kind does not draw uniformly have a sequence of their own, so the rest is the
  /// same for all kinds.
  func initialize(seed: UInt64, _ kind: WeightInitialization) {
    var generator = SeededGenerator(seed: seed)
    for entry in parameters.table.entries {
      parameters[entry.slot].fillUniform(0.08, using: &generator)
      // After the draw, so that no other weight depends on the biases before it.
      if entry.role == .bias { parameters[entry.slot].fill(0) }
    }
    guard kind != .uniform else { return }
    for (index, entry) in parameters.table.entries.enumerated() where entry.shape.count == 2 {
      var generator = SeededGenerator(seed: seed, 2, UInt64(index))
      kind.fill(parameters[entry.slot], entry.role, using: &generator)
    }
  }
}

extension WeightInitialization {
  /// Draws a matrix by its role.
  fileprivate func fill(
    _ matrix: Matrix, _ role: ParameterRole, using generator: inout SeededGenerator
  ) {
    switch (self, role) {
    case (.uniform, _), (_, .bias), (_, .vector), (_, .embedding): break
    case (.xavier, .cellInput(let size)), (.xavier, .recurrent(let size)),
      (.xavier, .cellOutput(let size)):
      Self.xavier(matrix, outputs: size, using: &generator)
    case (.xavier, .weight): Self.xavier(matrix, outputs: matrix.rows, using: &generator)
    case (.orthogonal, .recurrent):
      for gate in Self.gates(of: matrix) { gate.fillOrthogonal(using: &generator) }
    case (.identity, .recurrent):
      for gate in Self.gates(of: matrix) { gate.fillIdentity() }
    case (.orthogonal, _), (.identity, _): break
    }
  }

  private static func xavier(
    _ matrix: Matrix, outputs: Int, using generator: inout SeededGenerator
  ) {
    let sum = Float(matrix.columns + outputs)
    matrix.fillUniform((6 / sum).squareRoot(), using: &generator)
  }

  /// The square parts of a recurrent weight `[kH, H]`.
  private static func gates(of matrix: Matrix) -> [Matrix] {
    let size = matrix.columns
    return (0..<matrix.rows / size).map { matrix.rows($0 * size..<($0 + 1) * size) }
  }
}
