import Glibc
import S2STensors

/// The backward pass of one row.
///
/// With q the smoothed target, r_v the generated part of p(v), which is g softmax_v / p(v), and
/// R = Σ q r: the gradient of logit v is R softmax_v - q_v r_v, that of the gate before σ is g - R,
/// and that of an attention weight on token v is -q_v (1 - g) / p(v).
extension CopyOutput {
  /// A row of a block of logits.
  struct Row {
    /// The row among all inputs.
    let index: Int
    /// `[1, V]`; they become their gradient.
    let logits: Matrix
    /// The one token that should be written.
    let target: UnsafeBufferPointer<Int32>
    let mixture: CopyMixture
    /// The factor of the row's gradient.
    let scale: Double
    let labelSmoothing: Float

    /// Reads the logits, before they are overwritten.
    ///
    /// - Parameter gate: before σ.
    init(
      index: Int, logits: Matrix, target: UnsafeBufferPointer<Int32>, gate: Float,
      objective: Objective
    ) {
      self.index = index
      self.logits = logits
      self.target = target
      mixture = CopyMixture(gate: gate, logits: logits)
      scale = Double(objective.scale(of: index))
      labelSmoothing = objective.labelSmoothing
    }

    /// q of the tokens that are not the target.
    var uniform: Double { Double(labelSmoothing) / Double(logits.columns) }

    /// q of a token.
    func probability(of token: Int) -> Double {
      uniform + (token == Int(target[0]) ? 1 - Double(labelSmoothing) : 0)
    }
  }

  /// What the tokens of the source change in the loss of a row and in its gradient.
  struct CopyTerms {
    /// R.
    var made = 1.0
    /// What is added to the smoothed loss of the logits.
    var smoothed: Double
    /// What is added to the negative log-likelihood of the logits.
    var likelihood: Double
    /// What is added to the gradients of some logits.
    var logitGradients: [(token: Int, gradient: Double)] = []
    /// The gradient of the attention weights on each token of the source.
    var weightGradients: [Double]
  }

  /// - Returns: the gradient of the gate before σ; the logits become their gradient, and `weights`
  ///   receives that of the row's attention weights.
  func rowBackward(
    _ row: Row, _ inputs: Inputs, weights: UnsafeMutablePointer<Float>,
    loss: inout SoftmaxOutput.Loss
  ) -> Float {
    let terms = row.copyTerms(inputs.copied(row.index))
    let sums = Kernels.crossEntropy(
      row.logits, targets: row.target, smoothing: row.labelSmoothing,
      scale: Float(row.scale * terms.made))
    loss.smoothed += sums.loss + terms.smoothed
    loss.negativeLogLikelihood += sums.negativeLogLikelihood + terms.likelihood
    row.correctLogits(terms)
    for (position, place) in inputs.source(of: row.index).places.enumerated() {
      weights[position] = Float(terms.weightGradients[place])
    }
    return Float(row.scale * (exp(row.mixture.logMake) - terms.made))
  }
}

extension CopyOutput.Row {
  /// Sums up over the tokens of the source, each with the sum of its attention weights.
  func copyTerms(_ copied: [(token: Int, mass: Float)]) -> CopyOutput.CopyTerms {
    var terms = CopyOutput.CopyTerms(
      smoothed: -mixture.logMake, likelihood: -mixture.logMake,
      weightGradients: [Double](repeating: 0, count: copied.count))
    for (place, (token, mass)) in copied.enumerated() {
      let weight = probability(of: token)
      guard weight > 0 else { continue }
      let logit = logits.base[token]
      let whole = mixture.logProbability(logit, mass: mass)
      let generated = mixture.logProbability(logit, mass: 0)
      let part = weight * (1 - exp(generated - whole))
      terms.made -= part
      terms.logitGradients.append((token, scale * part))
      terms.weightGradients[place] = -scale * weight * exp(mixture.logCopy - whole)
      terms.smoothed -= weight * (whole - generated)
      if token == Int(target[0]) { terms.likelihood -= whole - generated }
    }
    return terms
  }

  /// Corrects the gradient of the logits, R (softmax_v - q_v) by now, to R softmax_v - q_v r_v.
  func correctLogits(_ terms: CopyOutput.CopyTerms) {
    if terms.made != 1 {
      let rest = scale * (terms.made - 1)
      if labelSmoothing > 0 {
        for token in 0..<logits.columns { logits.base[token] += Float(rest * uniform) }
      }
      logits.base[Int(target[0])] += Float(rest * (1 - Double(labelSmoothing)))
    }
    for (token, gradient) in terms.logitGradients { logits.base[token] += Float(gradient) }
  }
}

extension CopyOutput.Inputs {
  /// The source of a row.
  func source(of row: Int) -> CopyOutput.Source { sources[attended.sentences[row]] }

  /// The tokens of a row's source, each with the sum of its attention weights.
  func copied(_ row: Int) -> [(token: Int, mass: Float)] {
    let source = source(of: row)
    var copied = source.tokens.map { (token: Int($0), mass: Float(0)) }
    let weights = attended.weights.row(row)
    for (position, place) in source.places.enumerated() { copied[place].mass += weights[position] }
    return copied
  }
}
