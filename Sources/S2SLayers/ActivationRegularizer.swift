import S2STensors

/// A penalty on the outputs of the last recurrent layer.
///
/// For each token:
///
///     α mean(m_t²)     of the outputs after dropout: states stay small
///     β mean((h_t - h_{t-1})²)     of those before it: states change slowly
///
/// The means are over the H elements of a state.
///
/// Reference: Merity et al. 2017, arXiv:1708.01009; its use in arXiv:1708.02182, section 4.6.
package struct ActivationRegularizer: Sendable, Equatable {
  /// α.
  package var activation: Float
  /// β.
  package var change: Float

  /// No penalty.
  package static let none = ActivationRegularizer(activation: 0, change: 0)

  /// Groups the two factors.
  package init(activation: Float, change: Float) {
    self.activation = activation
    self.change = change
  }

  /// The first penalty, summed over tokens; adds its gradient, times `scale`, to that of the outputs.
  ///
  /// - Parameter outputs: `[N, H]`, after dropout.
  package func addActivation(_ outputs: Matrix, to gradient: Matrix, scale: Float) -> Double {
    guard activation > 0 else { return 0 }
    let factor = activation / Float(outputs.columns)
    var sum = 0.0
    for row in 0..<outputs.rows {
      let (values, slopes) = (outputs.row(row), gradient.row(row))
      for column in 0..<outputs.columns {
        sum += Double(values[column] * values[column])
        slopes[column] += 2 * factor * scale * values[column]
      }
    }
    return Double(factor) * sum
  }

  /// The second penalty, summed over tokens; adds its gradient, times `scale`, to that of the outputs.
  ///
  /// The first state of a sequence in this pass has none before it.
  ///
  /// - Parameter outputs: `[N, H]`, before dropout.
  package func addChange(
    _ outputs: Matrix, to gradient: Matrix, layout: PackedLayout, scale: Float
  ) -> Double {
    guard change > 0 else { return 0 }
    let factor = change / Float(outputs.columns)
    var sum = 0.0
    for (row, previous) in layout.previousRows.enumerated() where previous >= 0 {
      let (now, before) = (outputs.row(row), outputs.row(previous))
      let (slopes, slopesBefore) = (gradient.row(row), gradient.row(previous))
      for column in 0..<outputs.columns {
        let difference = now[column] - before[column]
        sum += Double(difference * difference)
        slopes[column] += 2 * factor * scale * difference
        slopesBefore[column] -= 2 * factor * scale * difference
      }
    }
    return Double(factor) * sum
  }
}
