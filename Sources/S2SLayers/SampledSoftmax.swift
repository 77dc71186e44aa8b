import Glibc
import S2SRandom
import S2STensors

/// The tokens that compete in a sampled softmax, in place of all V.
///
/// The targets T of the rows all compete; of the others n are drawn evenly, S, and stand for all of those:
///
///     Z ≈ Σ_{v in T} exp(o_v) + r Σ_{v in S} exp(o_v),    r = (V - |T|) / n
///
/// whose mean over the draws is Z. So is that of label smoothing's mean over all tokens, estimated alike.
///
/// Reference: Jean et al. 2015, arXiv:1412.2007, section 3.2, which draws targets and others from one
/// distribution; here the targets are a stratum of which nothing is left out.
package struct TokenSample: Sendable, Equatable {
  /// Those that compete, each once: T, then S.
  package let tokens: [Int32]
  /// The place of each row's target in `tokens`.
  package let targets: [Int32]
  /// |T|.
  private let ownCount: Int
  /// V.
  private let vocabularySize: Int
  /// r, the tokens that each of S stands for.
  private let drawnWeight: Float

  /// Draws at most `count` tokens besides the targets.
  ///
  /// - Complexity: O(V).
  package init(of targets: [Int32], and count: Int, from vocabularySize: Int, seed: UInt64) {
    var places = [Int32](repeating: -1, count: vocabularySize)
    var own: [Int32] = []
    for target in targets where places[Int(target)] < 0 {
      places[Int(target)] = Int32(own.count)
      own.append(target)
    }
    self.targets = targets.map { places[Int($0)] }
    var others = (0..<Int32(vocabularySize)).filter { places[Int($0)] < 0 }
    let drawn = min(count, others.count)
    var generator = SeededGenerator(seed: seed)
    for index in 0..<drawn { others.swapAt(index, index + generator.below(others.count - index)) }
    tokens = own + others[..<drawn]
    ownCount = own.count
    self.vocabularySize = vocabularySize
    drawnWeight = drawn == 0 ? 0 : Float(others.count) / Float(drawn)
  }

  /// What is added to each logit: log 1, or log r.
  fileprivate func corrections(in workspace: Workspace) -> Matrix {
    weights(drawn: log(drawnWeight), own: 0, in: workspace)
  }

  /// The part of the mean over all tokens that each competitor stands for: 1/V, or r/V.
  fileprivate func shares(in workspace: Workspace) -> Matrix {
    let size = Float(vocabularySize)
    return weights(drawn: drawnWeight / size, own: 1 / size, in: workspace)
  }

  private func weights(drawn: Float, own: Float, in workspace: Workspace) -> Matrix {
    let row = workspace.matrix(1, tokens.count)
    for place in tokens.indices { row.base[place] = place < ownCount ? own : drawn }
    return row
  }
}

extension SoftmaxOutput {
  /// As `backward`, of a softmax over a sample of the tokens; the loss is an estimate, a little too low.
  func backward(
    _ inputs: Matrix, _ sample: TokenSample, objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> (loss: Loss, inputGradient: Matrix) {
    let inputGradient = pass.workspace.matrix(inputs.rows, inputs.columns)
    var loss = Loss()
    pass.workspace.scoped {
      let chosen = Competitors(self, sample, in: pass)
      let logits = pass.workspace.matrix(inputs.rows, sample.tokens.count)
      Kernels.repeatRow(chosen.bias, into: logits)
      pass.multiply(inputs, transposed: chosen.weight, into: logits, accumulate: true)
      loss = sampledLoss(logits, sample, objective, in: pass)
      pass.multiply(logits, by: chosen.weight, into: inputGradient)
      chosen.accumulate(logits, inputs, gradients: gradients, in: pass)
    }
    return (loss, inputGradient)
  }

  /// The losses of logits, which become their gradients.
  private func sampledLoss(
    _ logits: Matrix, _ sample: TokenSample, _ objective: Objective, in pass: Pass
  ) -> Loss {
    let smoothing = Double(objective.labelSmoothing)
    let shares = sample.shares(in: pass.workspace)
    // Σ over rows of the target's logit, less the mean logit of all tokens.
    let margin = smoothing == 0 ? 0 : sample.margin(logits, shares: shares, in: pass.workspace)
    var plain = objective
    plain.labelSmoothing = 0
    let sums = sample.targets.withUnsafeBufferPointer {
      crossEntropy(logits, 0..<logits.rows, targets: $0, plain)
    }
    if smoothing > 0 { sample.smooth(logits, shares: shares, objective) }
    var loss = Loss()
    loss.negativeLogLikelihood = sums.negativeLogLikelihood
    loss.smoothed = sums.negativeLogLikelihood + smoothing * margin
    loss.tokenCount = logits.rows
    return loss
  }
}

/// Label smoothing, (1 - ε) (-log p(target)) + ε mean_v(-log p(v)), is the plain loss and ε times
/// the target's logit less the mean logit.
extension TokenSample {
  /// Σ over rows of o_target - mean_v o_v.
  fileprivate func margin(_ logits: Matrix, shares: Matrix, in workspace: Workspace) -> Double {
    let corrections = corrections(in: workspace)
    let excess = tokens.indices.reduce(Float(0)) {
      $0 + shares.base[$1] * corrections.base[$1]
    }
    let means = workspace.matrix(logits.rows, 1)
    BLAS.multiply(logits, transposed: shares, into: means)
    return targets.enumerated().reduce(0) { sum, item in
      let (row, place) = item
      return sum + Double(logits.row(row)[Int(place)] - means.row(row).pointee + excess)
    }
  }

  /// Adds the gradient of `margin`, times ε and each row's scale.
  fileprivate func smooth(_ gradient: Matrix, shares: Matrix, _ objective: Objective) {
    for (row, place) in targets.enumerated() {
      let factor = objective.labelSmoothing * objective.scale(of: row)
      let values = gradient.row(row)
      for column in 0..<gradient.columns { values[column] -= factor * shares.base[column] }
      values[Int(place)] += factor
    }
  }
}

/// The rows of an output layer that compete, side by side.
private struct Competitors {
  private let output: SoftmaxOutput
  private let tokens: [Int32]
  /// `[C, D]`.
  let weight: Matrix
  /// With the corrections: `[1, C]`.
  let bias: Matrix

  init(_ output: SoftmaxOutput, _ sample: TokenSample, in pass: Pass) {
    (self.output, tokens) = (output, sample.tokens)
    weight = pass.workspace.matrix(tokens.count, output.weight.columns)
    weight.gather(tokens.lazy.map(Int.init), of: pass.parameters[output.weight])
    bias = sample.corrections(in: pass.workspace)
    let all = pass.parameters[output.bias].base
    for (place, token) in tokens.enumerated() { bias.base[place] += all[Int(token)] }
  }

  /// Adds the gradients of the rows to those of the layer.
  func accumulate(
    _ gradient: Matrix, _ inputs: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    let rows = pass.workspace.zeros(weight.rows, weight.columns)
    pass.accumulate(gradient, inputs, into: rows)
    Embedding(sharing: output.weight).backward(rows, ids: tokens, gradients: gradients)
    let sums = pass.workspace.zeros(1, tokens.count)
    Kernels.addColumnSums(of: gradient, to: sums)
    let all = gradients[output.bias].base
    for (place, token) in tokens.enumerated() { all[Int(token)] += sums.base[place] }
  }
}
