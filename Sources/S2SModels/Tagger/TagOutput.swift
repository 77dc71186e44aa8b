import S2SLayers
import S2STensors

/// The output layer of a tagger: a softmax for each word, or a chain over those of a sentence.
package enum TagOutput: Sendable {
  /// Each word by itself.
  case softmax(SoftmaxOutput)
  /// All words of a sentence: the scores of their tags, and what is between two.
  case chain(Linear, ChainCRF)

  /// Registers `NAME.weight` and `NAME.bias`, and what the chain has besides.
  package init(
    _ name: String, _ kind: TaggerOutput, inputSize: Int, tagCount: Int,
    in table: inout ParameterTable
  ) {
    switch kind {
    case .softmax:
      self = .softmax(
        SoftmaxOutput(name, inputSize: inputSize, vocabularySize: tagCount, in: &table))
    case .crf:
      let scores = Linear(name, inputSize: inputSize, outputSize: tagCount, in: &table)
      self = .chain(scores, ChainCRF("\(name).chain", labelCount: tagCount, in: &table))
    }
  }

  /// The loss of `targets` `[N]` for states `[N, D]`.
  package func loss(
    _ states: Matrix, targets: [Int32], layout: PackedLayout, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    switch self {
    case .softmax(let output): output.loss(states, targets: targets, in: pass)
    case .chain(let scores, let chain):
      chain.loss(scores.forward(states, in: pass), targets: targets, layout: layout, in: pass)
    }
  }

  /// The loss and its gradient: adds the parameters' and returns the states' `[N, D]`.
  package func backward(
    _ states: Matrix, targets: [Int32], layout: PackedLayout, objective: Objective,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, inputGradient: Matrix) {
    switch self {
    case .softmax(let output):
      return output.backward(
        states, targets: targets, objective: objective, gradients: gradients, in: pass)
    case .chain(let scores, let chain):
      let values = scores.forward(states, in: pass)
      let loss =
        objective.sendsLogits
        ? Self.takeLogits(values, targets: targets, objective, in: pass)
        : chain.backward(
          values, targets: targets, layout: layout, scale: objective.scale, gradients: gradients,
          in: pass)
      return (loss, scores.backward(values, inputs: states, gradients: gradients, in: pass))
    }
  }

  /// The scores of the targets alone are sent back, without what the chain adds between two; no loss.
  private static func takeLogits(
    _ scores: Matrix, targets: [Int32], _ objective: Objective, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    for (row, target) in targets.enumerated() {
      let (score, weight) = (scores[row, Int(target)], objective.weights?[row] ?? 1)
      pass.trace?.note(root: Double(score * weight * objective.scale))
      scores.rows(row..<row + 1).zero()
      scores[row, Int(target)] = weight * objective.scale
    }
    return SoftmaxOutput.Loss()
  }

  /// The best tag of each row, `[N]`; the first of equals.
  package func best(_ states: Matrix, layout: PackedLayout, in pass: Pass) -> [Int32] {
    switch self {
    case .chain(let scores, let chain):
      return chain.best(scores.forward(states, in: pass), layout: layout, in: pass)
    case .softmax(let output):
      let logits = pass.workspace.matrix(states.rows, output.weight.rows)
      output.forward(states, into: logits, in: pass)
      return (0..<logits.rows).map { row in
        let values = logits.row(row)
        var best = 0
        for tag in 1..<max(1, logits.columns) where values[tag] > values[best] { best = tag }
        return Int32(best)
      }
    }
  }
}
