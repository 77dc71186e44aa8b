import Glibc
import S2SLayers
import S2SRandom
import S2STensors
import TestSupport
import Testing

/// The chain against sums and maxima over every sequence of labels, one by one.
@Suite final class ChainCRFTests {
  private static let labelCount = 3
  private static let lengths = [3, 1, 4, 2]
  private let layout = PackedLayout(lengths: lengths)
  private let chain: ChainCRF
  private let parameters: ParameterBuffer
  private let buffer: FloatBuffer

  init() {
    var table = ParameterTable()
    chain = ChainCRF("c", labelCount: Self.labelCount, in: &table)
    parameters = ParameterBuffer(table)
    buffer = FloatBuffer(zeros: layout.rowCount * Self.labelCount)
    var generator = SeededGenerator(seed: 5)
    parameters.all.fillUniform(1.5, using: &generator)
    Matrix(base: buffer.base, rows: layout.rowCount, columns: Self.labelCount)
      .fillUniform(2, using: &generator)
  }

  private var scores: Matrix {
    Matrix(base: buffer.base, rows: layout.rowCount, columns: Self.labelCount)
  }
  private var pass: Pass { Pass(parameters: parameters, workspace: Workspace()) }

  /// The rows of a packed sequence.
  private func rows(_ sequence: Int) -> [Int] {
    (0..<layout.lengths[sequence]).map { layout.offsets[$0] + sequence }
  }

  private func score(_ labels: [Int], _ rows: [Int]) -> Double {
    let (first, last) = (labels[0], labels[labels.count - 1])
    var sum = Double(parameters[chain.start][0, first]) + Double(parameters[chain.end][0, last])
    for (row, label) in zip(rows, labels) { sum += Double(scores[row, label]) }
    for (label, next) in zip(labels, labels.dropFirst()) {
      sum += Double(parameters[chain.transitions][0, label * Self.labelCount + next])
    }
    return sum
  }

  private func all(_ length: Int) -> [[Int]] {
    (0..<length).reduce([[]]) { lists, _ in
      lists.flatMap { list in (0..<Self.labelCount).map { list + [$0] } }
    }
  }

  private var targets: [Int32] { (0..<layout.rowCount).map { Int32($0 * 7 % Self.labelCount) } }

  /// Scores are rounded in single precision; sums are not.
  private static let tolerance = 1e-6

  @Test func lossIsThatOfEnumeration() {
    var wanted = 0.0
    for sequence in Self.lengths.indices {
      let rows = rows(sequence)
      let sum = all(rows.count).reduce(0) { $0 + exp(score($1, rows)) }
      wanted += log(sum) - score(rows.map { Int(targets[$0]) }, rows)
    }
    let loss = chain.loss(scores, targets: targets, layout: layout, in: pass)
    #expect(abs(loss.negativeLogLikelihood - wanted) < Self.tolerance * wanted)
    #expect(loss.smoothed == loss.negativeLogLikelihood && loss.tokenCount == layout.rowCount)
  }

  @Test func bestIsThatOfEnumeration() {
    let best = chain.best(scores, layout: layout, in: pass)
    for sequence in Self.lengths.indices {
      let rows = rows(sequence)
      let wanted = all(rows.count).max { score($0, rows) < score($1, rows) }
      #expect(rows.map { Int(best[$0]) } == wanted)
    }
  }

  /// A thousand steps of scores that no exponential holds.
  @Test func isFiniteForLongSequencesAndLargeScores() {
    let long = PackedLayout(lengths: [1_000, 1])
    let floats = FloatBuffer(zeros: long.rowCount * Self.labelCount)
    let scores = Matrix(base: floats.base, rows: long.rowCount, columns: Self.labelCount)
    var generator = SeededGenerator(seed: 6)
    scores.fillUniform(300, using: &generator)
    let targets = [Int32](repeating: 1, count: long.rowCount)
    let gradients = ParameterBuffer(parameters.table)
    let loss = chain.loss(scores, targets: targets, layout: long, in: pass)
    let same = chain.backward(
      scores, targets: targets, layout: long, scale: 1, gradients: gradients, in: pass)
    #expect(loss.negativeLogLikelihood.isFinite && loss == same)
    let all = scores.elements + gradients.all.elements
    #expect(all.allSatisfy { $0.isFinite })
  }

  /// Equal scores everywhere: the first label, and each sequence as probable as any other.
  @Test func knowsNothingWithoutScores() {
    parameters.all.zero()
    scores.zero()
    let loss = chain.loss(scores, targets: targets, layout: layout, in: pass)
    let wanted = Double(layout.rowCount) * log(Double(Self.labelCount))
    #expect(abs(loss.negativeLogLikelihood - wanted) < Self.tolerance * wanted)
    #expect(chain.best(scores, layout: layout, in: pass).allSatisfy { $0 == 0 })
  }
}

extension GradientCase {
  /// Five labels: more than are summed side by side.
  static let chains: [GradientCase] = [
    GradientCase("ChainCRF") { table in
      let chain = ChainCRF("c", labelCount: 5, in: &table)
      let layout = PackedLayout(lengths: lengths)
      let slot = table.add("scores", rows: layout.rowCount, columns: 5)
      let targets = (0..<layout.rowCount).map { Int32($0 * 3 % 5) }
      return { pass, gradients in
        let scores = pass.workspace.matrix(layout.rowCount, 5)
        scores.copy(from: pass.parameters[slot])
        guard let gradients else {
          return chain.loss(scores, targets: targets, layout: layout, in: pass).smoothed * 0.5
        }
        let loss = chain.backward(
          scores, targets: targets, layout: layout, scale: 0.5, gradients: gradients, in: pass)
        Kernels.add(scores, to: gradients[slot])
        return loss.smoothed * 0.5
      }
    }
  ]
}
