import Glibc
import S2STensors

/// A mixture of softmaxes over one set of token weights.
///
///     P(x) = Σ_k π_k softmax_x(W tanh(V_k h + c_k) + b),    π = softmax(Q h)
///
/// The logarithm of a single softmax is a matrix of rank D at most over all contexts; that of a mixture is
/// not bounded so. A component's gradient is that of an ordinary softmax, times the share γ_k = π_k p_k / P that it
/// had in the target's probability; that of the prior's logits is π - γ.
///
/// Reference: Yang et al. 2018, arXiv:1711.03953.
package struct SoftmaxMixture: Sendable {
  /// K, at least 2.
  package let count: Int
  /// The weights of tokens, which all components share: `[V, D]`.
  let output: SoftmaxOutput
  /// V and c, `[K D, H]`.
  private let latent: Linear
  /// Q, `[K, H]`.
  private let prior: Linear
  private var width: Int { output.weight.columns }

  /// Registers `NAME.latent` and `NAME.prior` for states of the width `inputSize`.
  package init(
    _ name: String, count: Int, inputSize: Int, over output: SoftmaxOutput,
    in table: inout ParameterTable
  ) {
    self.count = count
    self.output = output
    latent = Linear(
      "\(name).latent", inputSize: inputSize, outputSize: count * output.weight.columns,
      in: &table)
    prior = Linear(
      "\(name).prior", inputSize: inputSize, outputSize: count, hasBias: false, in: &table)
  }

  /// What a softmax of each component reads, and how much it counts.
  private struct Components {
    let features: Matrix  // [N, K D]
    let priors: Matrix  // [N, K]
  }

  private func components(_ states: Matrix, in pass: Pass) -> Components {
    let features = latent.forward(states, in: pass)
    Kernels.tanh(features)
    let priors = prior.forward(states, in: pass)
    for row in 0..<priors.rows { Kernels.softmax(priors.rows(row..<row + 1)) }
    return Components(features: features, priors: priors)
  }

  /// log P of each of `targets` `[N]`, and each component's share in P, `[N, K]`.
  private func shares(
    _ components: Components, of targets: [Int32], in pass: Pass
  ) -> (logProbabilities: [Double], shares: Matrix) {
    let shares = pass.workspace.matrix(targets.count, count)
    let each = (0..<count).map {
      output.logProbabilities(components.features.part($0, of: width), of: targets, in: pass)
    }
    let sums = targets.indices.map { row in
      let joint = (0..<count).map { each[$0][row] + log(Double(components.priors.row(row)[$0])) }
      let top = joint.max() ?? 0
      let sum = top + log(joint.reduce(0) { $0 + exp($1 - top) })
      for (component, value) in joint.enumerated() {
        shares.row(row)[component] = Float(exp(value - sum))
      }
      return sum
    }
    return (sums, shares)
  }

  /// log P of each of `targets` `[N]`, from states `[N, H]`.
  package func logProbabilities(
    _ states: Matrix, of targets: [Int32], in pass: Pass
  ) -> [Double] {
    shares(components(states, in: pass), of: targets, in: pass).logProbabilities
  }

  /// log P of all tokens, `[N, H]` to `[N, V]`.
  package func forward(_ states: Matrix, into logProbabilities: Matrix, in pass: Pass) {
    let components = components(states, in: pass)
    let logits = pass.workspace.matrix(states.rows, output.weight.rows)
    logProbabilities.zero()
    for component in 0..<count {
      output.forward(components.features.part(component, of: width), into: logits, in: pass)
      for row in 0..<states.rows {
        Kernels.softmax(logits.rows(row..<row + 1))
        let (share, sums) = (components.priors.row(row)[component], logProbabilities.row(row))
        for token in 0..<logits.columns { sums[token] += share * logits.row(row)[token] }
      }
    }
    for row in 0..<states.rows {
      let sums = logProbabilities.row(row)
      for token in 0..<logits.columns { sums[token] = log(max(sums[token], .leastNormalMagnitude)) }
    }
  }

  /// The loss and its gradient, times the objective's scale, with labels that are not smoothed.
  ///
  /// Adds the parameters' gradient and returns the states' `[N, H]`.
  package func backward(
    _ states: Matrix, targets: [Int32], objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, inputGradient: Matrix) {
    let components = components(states, in: pass)
    let (logProbabilities, shares) = shares(components, of: targets, in: pass)
    let latentGradient = pass.workspace.matrix(states.rows, latent.weight.rows)
    var own = objective
    own.labelSmoothing = 0
    for component in 0..<count {
      own.weights = targets.indices.map {
        shares.row($0)[component] * (objective.weights?[$0] ?? 1)
      }
      let result = output.backward(
        components.features.part(component, of: width), targets: targets, objective: own,
        gradients: gradients, in: pass)
      latentGradient.part(component, of: width).copy(from: result.inputGradient)
    }
    Kernels.tanhBackward(latentGradient, output: components.features)
    let priorGradient = pass.workspace.matrix(states.rows, count)
    for row in 0..<states.rows {
      for component in 0..<count {
        priorGradient.row(row)[component] =
          objective.scale(of: row)
          * (components.priors.row(row)[component] - shares.row(row)[component])
      }
    }
    let gradient = latent.backward(
      latentGradient, inputs: states, gradients: gradients, in: pass)
    let more = prior.backward(priorGradient, inputs: states, gradients: gradients, in: pass)
    for row in 0..<gradient.rows {
      for column in 0..<gradient.columns { gradient.row(row)[column] += more.row(row)[column] }
    }
    var loss = SoftmaxOutput.Loss()
    loss.negativeLogLikelihood = -logProbabilities.reduce(0, +)
    loss.smoothed = loss.negativeLogLikelihood
    loss.tokenCount = targets.count
    return (loss, gradient)
  }
}
