import S2STensors

/// The output layer with its loss: logits = x Wᵀ + b, softmax, cross-entropy.
///
/// With label smoothing ε the loss of a token is (1 - ε) (-log p(target)) + ε mean_v(-log p(v)),
/// as in PyTorch's `cross_entropy`. Forward and backward run together over blocks of rows, so
/// the logits of a batch never exist at once.
package struct SoftmaxOutput: Sendable {
  /// `[V, D]`; may be an embedding's table.
  package let weight: ParameterSlot
  /// `[V]`.
  package let bias: ParameterSlot

  /// The rows whose logits exist at the same time: enough for full speed of the products.
  package static let blockRows = 512

  /// The summed loss of some tokens.
  package struct Loss: Sendable, Equatable {
    /// With label smoothing, in natural logs.
    package var smoothed = 0.0
    /// Without.
    package var negativeLogLikelihood = 0.0
    /// How many tokens.
    package var tokenCount = 0

    /// The loss of nothing.
    package init() {}

    /// Adds the loss of other tokens.
    package static func += (sum: inout Loss, other: Loss) {
      sum.smoothed += other.smoothed
      sum.negativeLogLikelihood += other.negativeLogLikelihood
      sum.tokenCount += other.tokenCount
    }
  }

  /// Registers `NAME.weight`, unless a table is shared, and `NAME.bias`.
  package init(
    _ name: String, inputSize: Int, vocabularySize: Int, sharing shared: ParameterSlot? = nil,
    in table: inout ParameterTable
  ) {
    weight = shared ?? table.add("\(name).weight", rows: vocabularySize, columns: inputSize)
    bias = table.add("\(name).bias", count: vocabularySize)
    table.multiply(by: weight)
    precondition(weight.columns == inputSize && weight.rows == vocabularySize, "sizes differ")
  }

  /// `[N, D]` to logits `[N, V]`, written to `logits`.
  package func forward(_ inputs: Matrix, into logits: Matrix, in pass: Pass) {
    Kernels.repeatRow(pass.parameters[bias], into: logits)
    pass.multiply(inputs, by: weight, into: logits, accumulate: true)
  }

  /// As `forward`, for some tokens alone; in translation only.
  ///
  /// The logits of all others are -∞.
  package func forward(
    _ inputs: Matrix, onlyOf tokens: [Int32], into logits: Matrix, in pass: Pass
  ) {
    logits.fill(-.infinity)
    pass.packedWeights?.multiply(
      inputs, byChosen: tokens, of: (weight, pass.parameters[weight]),
      bias: pass.parameters[bias], into: logits, scratch: pass.workspace)
  }

  /// The loss of `targets` `[N]`, without gradients.
  package func loss(_ inputs: Matrix, targets: [Int32], in pass: Pass) -> Loss {
    var loss = Loss()
    forEachBlock(inputs, targets: targets, in: pass) { _, logits, targets in
      let sums = Kernels.crossEntropy(logits, targets: targets, smoothing: 0, scale: 0)
      loss.smoothed += sums.loss
      loss.negativeLogLikelihood += sums.negativeLogLikelihood
    }
    loss.tokenCount = targets.count
    return loss
  }

  /// log p of each of `targets` `[N]`.
  package func logProbabilities(
    _ inputs: Matrix, of targets: [Int32], in pass: Pass
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(targets.count)
    forEachBlock(inputs, targets: targets, in: pass) { rows, logits, targets in
      for row in 0..<rows.count {
        let target = UnsafeBufferPointer(rebasing: targets[row..<row + 1])
        let sums = Kernels.crossEntropy(
          logits.rows(row..<row + 1), targets: target, smoothing: 0, scale: 0)
        result.append(-sums.negativeLogLikelihood)
      }
    }
    return result
  }

  /// The loss and, times `scale`, its gradient: adds the parameters' and writes the inputs'
  /// `[N, D]`.
  package func backward(
    _ inputs: Matrix, targets: [Int32], objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> (loss: Loss, inputGradient: Matrix) {
    if let count = objective.drawnTokens, let seed = pass.dropoutSeed {
      let sample = TokenSample(of: targets, and: count, from: weight.rows, seed: seed)
      return backward(inputs, sample, objective: objective, gradients: gradients, in: pass)
    }
    let inputGradient = pass.workspace.matrix(inputs.rows, inputs.columns)
    var loss = Loss()
    forEachBlock(inputs, targets: targets, in: pass) { rows, logits, targets in
      let sums =
        objective.sendsLogits
        ? takeLogits(logits, rows, targets: targets, objective, in: pass)
        : crossEntropy(logits, rows, targets: targets, objective)
      loss.smoothed += sums.loss
      loss.negativeLogLikelihood += sums.negativeLogLikelihood
      pass.multiplyBack(logits, by: weight, into: inputGradient.rows(rows))
      pass.accumulate(logits, inputs.rows(rows), into: gradients[weight])
      Kernels.addColumnSums(of: logits, to: gradients[bias])
    }
    loss.tokenCount = targets.count
    return (loss, inputGradient)
  }

  /// The losses of a block of rows, whose logits become gradients.
  func crossEntropy(
    _ logits: Matrix, _ rows: Range<Int>, targets: UnsafeBufferPointer<Int32>,
    _ objective: Objective
  ) -> (loss: Double, negativeLogLikelihood: Double) {
    guard objective.divergence == 0 else {
      return Kernels.twinCrossEntropy(
        logits, targets: targets, smoothing: objective.labelSmoothing,
        weight: objective.divergence, scale: objective.scale)
    }
    guard objective.weights != nil else {
      return Kernels.crossEntropy(
        logits, targets: targets, smoothing: objective.labelSmoothing, scale: objective.scale)
    }
    var sums = (loss: 0.0, negativeLogLikelihood: 0.0)
    for (index, row) in rows.enumerated() {
      let own = Kernels.crossEntropy(
        logits.rows(index..<index + 1),
        targets: UnsafeBufferPointer(rebasing: targets[index..<index + 1]),
        smoothing: objective.labelSmoothing, scale: objective.scale(of: row))
      sums.loss += own.loss
      sums.negativeLogLikelihood += own.negativeLogLikelihood
    }
    return sums
  }

  /// The losses of a block of rows, whose logits become the gradient of the targets' logits themselves.
  private func takeLogits(
    _ logits: Matrix, _ rows: Range<Int>, targets: UnsafeBufferPointer<Int32>,
    _ objective: Objective, in pass: Pass
  ) -> (loss: Double, negativeLogLikelihood: Double) {
    var loss = 0.0
    for (index, row) in rows.enumerated() {
      let (own, target) = (logits.rows(index..<index + 1), Int(targets[index]))
      let logit = own[0, target]
      loss +=
        Kernels.crossEntropy(
          own, targets: UnsafeBufferPointer(rebasing: targets[index..<index + 1]), smoothing: 0,
          scale: 0
        ).negativeLogLikelihood
      own.zero()
      own[0, target] = objective.scale(of: row)
      pass.trace?.note(root: Double(objective.scale(of: row)) * Double(logit))
    }
    return (loss, loss)
  }

  /// Makes the logits of some rows at a time.
  func forEachBlock(
    _ inputs: Matrix, targets: [Int32], in pass: Pass,
    _ body: (Range<Int>, Matrix, UnsafeBufferPointer<Int32>) -> Void
  ) {
    precondition(targets.count == inputs.rows, "one target a row")
    pass.workspace.scoped {
      let logits = pass.workspace.matrix(min(Self.blockRows, inputs.rows), weight.rows)
      targets.withUnsafeBufferPointer { targets in
        for first in stride(from: 0, to: inputs.rows, by: Self.blockRows) {
          let rows = first..<min(first + Self.blockRows, inputs.rows)
          let block = logits.rows(0..<rows.count)
          forward(inputs.rows(rows), into: block, in: pass)
          body(rows, block, UnsafeBufferPointer(rebasing: targets[rows]))
        }
      }
    }
  }
}

/// What is minimised.
package struct Objective: Sendable, Equatable {
  /// The factor of the gradient, such as one over the number of tokens in the batch.
  package var scale: Float
  /// The probability that label smoothing spreads over all tokens, in `0..<1`.
  package var labelSmoothing: Float
  /// The factor of `Attention.coverageLoss`, at least 0.
  package var coverageLoss: Float
  /// A weight for each row's gradient; `nil` weighs all rows equally.
  ///
  /// No loss that is reported is weighted.
  package var weights: [Float]?
  /// The penalty on recurrent outputs, where a model has one.
  package var activation = ActivationRegularizer.none
  /// The tokens that a sampled softmax draws besides the targets; `nil` for all tokens.
  package var drawnTokens: Int?
  /// The weight of the divergence between rows 2i and 2i + 1, which are of one example; 0 where it comes once.
  ///
  /// It excludes `weights` and `drawnTokens`.
  package var divergence: Float = 0
  /// Whether the targets' logits are sent back in place of the loss: what relevance is of.
  package var sendsLogits = false

  /// Groups the three that most training needs.
  package init(scale: Float, labelSmoothing: Float, coverageLoss: Float = 0) {
    self.scale = scale
    self.labelSmoothing = labelSmoothing
    self.coverageLoss = coverageLoss
  }

  /// The factor of a row's gradient.
  func scale(of row: Int) -> Float { weights.map { scale * $0[row] } ?? scale }
}
