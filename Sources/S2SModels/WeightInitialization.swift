import S2SRandom
import S2STensors

/// What the weights of a model are before training.
///
/// Biases are as each cell says in every case, and embeddings always uniform.
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
  /// Recurrent weights a random orthogonal matrix a gate; the rest uniform.
  ///
  /// Reference: Saxe et al. 2013, arXiv:1312.6120.
  case orthogonal
  /// Recurrent weights the identity, a gate each; the rest uniform.
  ///
  /// Reference: Le et al. 2015, arXiv:1504.00941, for simple nets with rectified units.
  case identity
}

extension TranslationModel {
  /// Draws first weights, and sets a cell's biases as the cell says.
  ///
  /// What one kind draws otherwise than uniformly has a sequence of its own, so the rest is the
  /// same whatever the kind.
  package func initialize(seed: UInt64, _ kind: WeightInitialization = .uniform) {
    var generator = SeededGenerator(seed: seed)
    for entry in parameters.table.entries {
      parameters[entry.slot].fillUniform(0.08, using: &generator)
    }
    if kind != .uniform {
      for (index, entry) in parameters.table.entries.enumerated() where entry.shape.count == 2 {
        var generator = SeededGenerator(seed: seed, 2, UInt64(index))
        fill(entry, kind, using: &generator)
      }
    }
    for layer in recurrentLayers {
      for direction in layer.directions { direction.initialize(parameters) }
    }
  }

  private func fill(
    _ entry: ParameterTable.Entry, _ kind: WeightInitialization,
    using generator: inout SeededGenerator
  ) {
    let matrix = parameters[entry.slot]
    let isRecurrent = isRecurrent(entry)
    switch kind {
    case .uniform: break
    case .xavier:
      guard !tables.contains(entry.slot) else { return }
      let size =
        entry.name.contains(".words.") ? configuration.embeddingSize : configuration.hiddenSize
      let outputs = isOfACell(entry) ? size : matrix.rows
      let sum = Float(matrix.columns + outputs)
      matrix.fillUniform((6 / sum).squareRoot(), using: &generator)
    case .orthogonal where isRecurrent:
      for gate in gates(of: matrix) { gate.fillOrthogonal(using: &generator) }
    case .identity where isRecurrent:
      for gate in gates(of: matrix) { gate.fillIdentity() }
    case .orthogonal, .identity: break
    }
  }

  /// Whether a matrix belongs to a cell.
  private func isOfACell(_ entry: ParameterTable.Entry) -> Bool {
    entry.name.contains(".layers.")
  }

  /// Whether a recurrence multiplies by it: all of a cell's weights but those of the input and of
  /// the output layer that Jordan's cells have.
  private func isRecurrent(_ entry: ParameterTable.Entry) -> Bool {
    isOfACell(entry) && entry.slot.rows % entry.slot.columns == 0
      && ![".weight_ih", ".weight_ho"].contains { entry.name.hasSuffix($0) }
  }

  /// The square parts of a recurrent weight `[kH, H]`.
  private func gates(of matrix: Matrix) -> [Matrix] {
    let size = matrix.columns
    return (0..<matrix.rows / size).map { matrix.rows($0 * size..<($0 + 1) * size) }
  }
}
