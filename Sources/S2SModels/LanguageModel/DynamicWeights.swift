import Glibc
import S2STensors

/// Weights that go on learning while a text is read: dynamic evaluation.
///
///     θ += λ min(r / mean(r), 1 / λ) (θ_g - θ) - η g / (r + ε)
///
/// g is the gradient of the segment that was just read, θ_g the trained weights, r the root of the mean
/// square of gradients on the training text: weights whose gradients are large there move in smaller
/// steps, and come back faster.
///
/// Reference: Krause et al. 2018, arXiv:1709.07432, section 5.
package final class DynamicWeights {
  /// The weights as they are now, θ.
  package let parameters: ParameterBuffer
  /// Where gradients are added up before they are learned from.
  package let gradients: ParameterBuffer
  private let trained: ParameterBuffer
  /// The roots of the mean squares, r.
  private let roots: ParameterBuffer
  /// The mean of the roots.
  private var meanRoot: Float = 1
  private var batchCount = 0

  /// Begins with trained weights, which stay as they are.
  ///
  /// - Throws: `ModelError.tooLarge` when this process may not have the memory for it.
  package init(_ trained: ParameterBuffer) throws {
    try NetworkStorage.checkMemory(for: trained.table, copies: 4)
    self.trained = trained
    parameters = ParameterBuffer(trained.table)
    parameters.copy(from: trained)
    gradients = ParameterBuffer(trained.table)
    roots = ParameterBuffer(trained.table)
  }

  /// Adds the squares of `gradients`, of a batch of the training text, and clears them.
  package func addSquares() {
    Kernels.addProducts(gradients.all, gradients.all, to: roots.all)
    gradients.floats.zero()
    batchCount += 1
  }

  /// Turns the sums of squares into roots of means.
  package func endSquares() {
    var sum = 0.0
    let row = roots.all.row(0)
    for index in 0..<roots.count {
      row[index] = (row[index] / Float(max(1, batchCount))).squareRoot()
      sum += Double(row[index])
    }
    meanRoot = Float(sum / Double(max(1, roots.count)))
  }

  /// Learns from `gradients`, and clears them.
  ///
  /// - Parameters:
  ///   - rate: η.
  ///   - decay: λ.
  package func update(rate: Float, decay: Float) {
    // Without any gradient there is nothing to compare roots with.
    let pull = meanRoot > 0 ? decay / meanRoot : 0
    Kernels.dynamicUpdate(
      parameters.all, gradients: gradients.all, trained: trained.all, roots: roots.all,
      rates: .init(rate: rate, epsilon: Self.epsilon, pull: pull))
    gradients.floats.zero()
  }

  /// ε, as in the reference program.
  private static let epsilon: Float = 1e-3
}
