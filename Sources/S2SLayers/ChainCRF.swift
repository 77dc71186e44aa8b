import Glibc
import S2STensors

/// A linear-chain conditional random field: the probability of all labels of a sequence together.
///
///     score(y) = start[y_1] + e_1[y_1] + A[y_1, y_2] + e_2[y_2] + ... + end[y_T]
///     P(y) = exp(score(y)) / Σ over all y' of exp(score(y'))
///
/// e_t are the scores that a network gives to the labels of step t. The sum over all sequences is
/// the forward algorithm, on probabilities that are scaled to add up to 1 at every step.
///
/// References: Lafferty et al. 2001, "Conditional Random Fields"; Rabiner 1989,
/// doi:10.1109/5.18626, section V.A (scaling); Lample et al. 2016, arXiv:1603.01360.
package struct ChainCRF: Sendable {
  /// `[K K]`: row i, column j is the score of label j after label i.
  ///
  /// A vector, for eight bits would round it.
  package let transitions: ParameterSlot
  /// `[K]`, the score of each label at the beginning.
  package let start: ParameterSlot
  /// `[K]`, the score of each label at the end.
  package let end: ParameterSlot
  /// The number of labels, K.
  package let labelCount: Int

  /// Registers `NAME.transitions`, `NAME.start` and `NAME.end`.
  package init(_ name: String, labelCount: Int, in table: inout ParameterTable) {
    transitions = table.add("\(name).transitions", count: labelCount * labelCount)
    start = table.add("\(name).start", count: labelCount)
    end = table.add("\(name).end", count: labelCount)
    self.labelCount = labelCount
  }

  /// -log P of the labels `targets` `[N]` under scores `[N, K]`, both packed by `layout`.
  package func loss(
    _ scores: Matrix, targets: [Int32], layout: PackedLayout, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    sum(over: layout) { sequence in
      pass.workspace.scoped {
        let chain = Chain(self, length: layout.lengths[sequence], in: pass)
        let rows = layout.rows(of: sequence)
        return chain.forward(scores, rows) - chain.score(scores, rows, targets)
      }
    }
  }

  /// The loss; adds its gradient, times `scale`, to the parameters', and the scores become
  /// their own.
  package func backward(
    _ scores: Matrix, targets: [Int32], layout: PackedLayout, scale: Float,
    gradients: ParameterBuffer, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    sum(over: layout) { sequence in
      pass.workspace.scoped {
        let chain = Chain(self, length: layout.lengths[sequence], in: pass)
        let rows = layout.rows(of: sequence)
        let loss = chain.forward(scores, rows) - chain.score(scores, rows, targets)
        chain.backward(scores, rows, targets, scale: scale, gradients: gradients)
        return loss
      }
    }
  }

  /// The most probable labels of each row, `[N]`, by the algorithm of Viterbi; the first of equals.
  package func best(_ scores: Matrix, layout: PackedLayout, in pass: Pass) -> [Int32] {
    var labels = [Int32](repeating: 0, count: layout.rowCount)
    let path = ViterbiPath(self, length: layout.stepCount, in: pass)
    for sequence in 0..<layout.batchSize {
      path.write(scores, layout.rows(of: sequence), into: &labels)
    }
    return labels
  }

  private func sum(
    over layout: PackedLayout, _ loss: (Int) -> Double
  ) -> SoftmaxOutput.Loss {
    var total = SoftmaxOutput.Loss()
    for sequence in 0..<layout.batchSize { total.negativeLogLikelihood += loss(sequence) }
    total.smoothed = total.negativeLogLikelihood
    total.tokenCount = layout.rowCount
    return total
  }
}

extension PackedLayout {
  /// The rows of a sequence, step by step.
  func rows(of sequence: Int) -> [Int] {
    (0..<lengths[sequence]).map { offsets[$0] + sequence }
  }
}

/// The sums over all labels of one sequence, forward and backward.
private struct Chain {
  private let crf: ChainCRF
  private let length: Int
  private let parameters: ParameterBuffer
  /// `[K, K]`, exp of the transitions less the largest, and that.
  private let factors: UnsafeMutablePointer<Double>
  private let largest: Double
  /// `[T, K]`, exp of the scores less the largest of their step.
  private let weights: UnsafeMutablePointer<Double>
  /// `[T, K]`, the probability of each label given the scores up to its step.
  private let alphas: UnsafeMutablePointer<Double>
  /// `[T]`, what `alphas` were divided by.
  private let sums: UnsafeMutablePointer<Double>
  /// `[K]` each: the sums from the end back, those of the step before, and a scratch.
  private let betas: UnsafeMutablePointer<Double>
  private let before: UnsafeMutablePointer<Double>
  private let scratch: UnsafeMutablePointer<Double>
  /// `[K, K]`, the sums of pairs without their factors.
  private let pairs: UnsafeMutablePointer<Double>

  private var count: Int { crf.labelCount }

  init(_ crf: ChainCRF, length: Int, in pass: Pass) {
    self.crf = crf
    self.length = length
    parameters = pass.parameters
    let count = crf.labelCount
    func numbers(_ size: Int) -> UnsafeMutablePointer<Double> {
      pass.workspace.numbers(size, of: Double.self)
    }
    factors = numbers(count * count)
    pairs = numbers(count * count)
    weights = numbers(length * count)
    alphas = numbers(length * count)
    sums = numbers(length)
    (betas, before, scratch) = (numbers(count), numbers(count), numbers(count))
    largest = Self.exponentials(
      pass.parameters[crf.transitions].base, count * count, into: factors)
  }

  /// exp(x - max x); returns max x.
  private static func exponentials(
    _ x: UnsafeMutablePointer<Float>, _ count: Int, into y: UnsafeMutablePointer<Double>
  ) -> Double {
    var largest = x[0]
    for index in 1..<max(1, count) { largest = max(largest, x[index]) }
    for index in 0..<count { y[index] = exp(Double(x[index] - largest)) }
    return Double(largest)
  }

  /// y += a x.
  private static func add(
    _ a: Double, _ x: UnsafeMutablePointer<Double>, to y: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    for index in 0..<count { y[index] += a * x[index] }
  }

  /// log Σ exp(score) over all labels of the sequence.
  func forward(_ scores: Matrix, _ rows: [Int]) -> Double {
    var total = Self.exponentials(parameters[crf.start].base, count, into: scratch)
    for (step, row) in rows.enumerated() {
      let (alpha, weight) = (alphas + step * count, weights + step * count)
      total += Self.exponentials(scores.row(row), count, into: weight)
      if step == 0 {
        for label in 0..<count { alpha[label] = scratch[label] }
      } else {
        for label in 0..<count { alpha[label] = 0 }
        for label in 0..<count {
          Self.add(alpha[label - count], factors + label * count, to: alpha, count)
        }
        total += largest
      }
      var sum = 0.0
      for label in 0..<count {
        alpha[label] *= weight[label]
        sum += alpha[label]
      }
      for label in 0..<count { alpha[label] /= sum }
      sums[step] = sum
      total += log(sum)
    }
    return total + finish()
  }

  /// Adds the scores of the end, and begins the way back.
  private func finish() -> Double {
    let largestEnd = Self.exponentials(parameters[crf.end].base, count, into: betas)
    let alpha = alphas + (length - 1) * count
    var sum = 0.0
    for label in 0..<count { sum += alpha[label] * betas[label] }
    for label in 0..<count { betas[label] /= sum }
    return largestEnd + log(sum)
  }

  /// The score of given labels.
  func score(_ scores: Matrix, _ rows: [Int], _ targets: [Int32]) -> Double {
    let transitions = parameters[crf.transitions].base
    var total = 0.0
    var previous: Int?
    for row in rows {
      let label = Int(targets[row])
      precondition(label >= 0 && label < count, "label out of range")
      total += Double(scores.row(row)[label])
      total += Double(
        previous.map { transitions[$0 * count + label] } ?? parameters[crf.start].base[label])
      previous = label
    }
    return total + Double(previous.map { parameters[crf.end].base[$0] } ?? 0)
  }

  /// Probabilities less what is there: the gradient of the scores and of the parameters.
  func backward(
    _ scores: Matrix, _ rows: [Int], _ targets: [Int32], scale: Float, gradients: ParameterBuffer
  ) {
    for index in 0..<count * count { pairs[index] = 0 }
    let transitions = gradients[crf.transitions].base
    for step in rows.indices.reversed() {
      let (row, alpha) = (scores.row(rows[step]), alphas + step * count)
      let target = Int(targets[rows[step]])
      for label in 0..<count {
        let excess = alpha[label] * betas[label] - (label == target ? 1 : 0)
        row[label] = scale * Float(excess)
      }
      if step == length - 1 { add(row, to: gradients[crf.end]) }
      if step == 0 {
        add(row, to: gradients[crf.start])
      } else {
        stepBack(step)
        transitions[Int(targets[rows[step - 1]]) * count + target] -= scale
      }
    }
    for index in 0..<count * count {
      transitions[index] += scale * Float(pairs[index] * factors[index])
    }
  }

  /// At both ends the gradient of a label's score is that of its score there.
  private func add(_ row: UnsafeMutablePointer<Float>, to gradient: Matrix) {
    for label in 0..<count { gradient.base[label] += row[label] }
  }

  /// From the sums behind a step to those behind the step before, and the pairs between them.
  private func stepBack(_ step: Int) {
    let (alpha, weight) = (alphas + (step - 1) * count, weights + step * count)
    for label in 0..<count { scratch[label] = weight[label] * betas[label] / sums[step] }
    for first in 0..<count {
      let row = factors + first * count
      // Four sums, which the processor adds side by side.
      var sum = SIMD4<Double>.zero
      var label = 0
      while label + 4 <= count {
        sum +=
          SIMD4(row[label], row[label + 1], row[label + 2], row[label + 3])
          * SIMD4(scratch[label], scratch[label + 1], scratch[label + 2], scratch[label + 3])
        label += 4
      }
      var total = sum.sum()
      while label < count {
        total += row[label] * scratch[label]
        label += 1
      }
      before[first] = total
      Self.add(alpha[first], scratch, to: pairs + first * count, count)
    }
    for label in 0..<count { betas[label] = before[label] }
  }
}

/// The best labels of one sequence after another, by the algorithm of Viterbi.
///
/// Reference: Viterbi 1967, doi:10.1109/TIT.1967.1054010.
private struct ViterbiPath {
  private let count: Int
  private let transitions: UnsafeMutablePointer<Float>
  private let start: UnsafeMutablePointer<Float>
  private let end: UnsafeMutablePointer<Float>
  /// `[K]` each: the scores of the best ways to each label, and the next ones.
  private let scores: UnsafeMutablePointer<Float>
  private let next: UnsafeMutablePointer<Float>
  /// `[T, K]`, the label before.
  private let origins: UnsafeMutablePointer<Int32>

  init(_ crf: ChainCRF, length: Int, in pass: Pass) {
    count = crf.labelCount
    transitions = pass.parameters[crf.transitions].base
    start = pass.parameters[crf.start].base
    end = pass.parameters[crf.end].base
    scores = pass.workspace.numbers(count, of: Float.self)
    next = pass.workspace.numbers(count, of: Float.self)
    origins = pass.workspace.numbers(max(1, length) * count, of: Int32.self)
  }

  func write(_ matrix: Matrix, _ rows: [Int], into labels: inout [Int32]) {
    for (step, row) in rows.enumerated() { advance(matrix.row(row), step) }
    for label in 0..<count { scores[label] += end[label] }
    var best = 0
    for label in 1..<max(1, count) where scores[label] > scores[best] { best = label }
    for (step, row) in rows.enumerated().reversed() {
      labels[row] = Int32(best)
      best = Int(origins[step * count + best])
    }
  }

  private func advance(_ own: UnsafeMutablePointer<Float>, _ step: Int) {
    let origin = origins + step * count
    guard step > 0 else {
      for label in 0..<count {
        scores[label] = start[label] + own[label]
        origin[label] = 0
      }
      return
    }
    for label in 0..<count { (next[label], origin[label]) = (-.infinity, 0) }
    for first in 0..<count {
      let (base, row) = (scores[first], transitions + first * count)
      for label in 0..<count where base + row[label] > next[label] {
        (next[label], origin[label]) = (base + row[label], Int32(first))
      }
    }
    for label in 0..<count { scores[label] = next[label] + own[label] }
  }
}
