import S2STensors

/// What coverage adds to a row: its score knows the sum of the shares before, and its shares count
/// in all scores after.
extension Attention {
  /// Whether the score knows what was spent before.
  package var hasCoverage: Bool { coverageWeight != nil }

  /// K m + k u for the positions of a sentence; K m without coverage.
  func covered(_ keys: Matrix, _ spent: Matrix?, in pass: Pass) -> Matrix {
    guard let spent, let coverageWeight else { return keys }
    let sums = pass.workspace.matrix(keys.rows, keys.columns)
    sums.copy(from: keys)
    Kernels.addOuter(spent, pass.parameters[coverageWeight], to: sums)
    return sums
  }

  /// How much was spent twice: Σ min(share, sum of the shares before) over all rows and positions.
  ///
  /// Reference: See et al. 2017, arXiv:1704.04368, equation 12.
  package func coverageLoss(_ all: Activations) -> Double {
    guard let spent = all.spent else { return 0 }
    var loss = 0.0
    for (row, sentence) in all.sentences.enumerated() {
      let (shares, before) = (all.shares.row(row), spent.row(row))
      for position in 0..<all.memory.spans[sentence].count {
        loss += Double(min(shares[position], before[position]))
      }
    }
    return loss
  }

  /// Goes on from the gradient of a row's shares as the context gives it: to those of query, keys
  /// and parameters, and to that of the shares of the rows before.
  func coveredBackward(
    _ row: Int, _ read: (share: Matrix, spent: Matrix), _ gradient: Matrix, _ back: Gradients,
    _ all: Activations, gradients: ParameterBuffer, in pass: Pass
  ) {
    guard let scorer, let coverageWeight, let later = back.later else {
      preconditionFailure("coverage is a part of the additive score")
    }
    let (span, range) = (all.memory.spans[all.sentences[row]], row..<row + 1)
    let after = later.rows(range).columns(0..<span.count)
    let weight = pass.parameters[coverageWeight]
    Kernels.add(after, to: gradient)
    for position in 0..<span.count
    where read.share[0, position] < read.spent[0, position] {
      gradient[0, position] += back.side.coveragePenalty
    }
    Kernels.softmaxBackward(gradient, output: read.share)
    let keys = covered(all.memory.keys.rows(span), read.spent, in: pass)
    let keyGradient = pass.workspace.zeros(keys.rows, keys.columns)
    Kernels.additiveBackward(
      gradient, (all.queries.rows(range), keys, pass.parameters[scorer]),
      into: (back.queries.rows(range), keyGradient, gradients[scorer]))
    Kernels.add(keyGradient, to: back.keys.rows(span))
    Kernels.addWeightedRows(read.spent, keyGradient, to: gradients[coverageWeight])
    guard row < all.previousRows.count, all.previousRows[row] >= 0 else { return }
    let previous = all.previousRows[row]
    let before = later.rows(previous..<previous + 1).columns(0..<span.count)
    Kernels.dots(weight, keyGradient, into: before)
    Kernels.add(after, to: before)
    for position in 0..<span.count
    where read.share[0, position] >= read.spent[0, position] {
      before[0, position] += back.side.coveragePenalty
    }
  }
}

extension Attention.Activations {
  /// The sum of the shares of a row's sentence before it; `nil` without coverage.
  func sumOfShares(before row: Int, count: Int) -> Matrix? {
    guard let sum = spent?.rows(row..<row + 1).columns(0..<count) else { return nil }
    guard row < previousRows.count else { return sum }
    let previous = previousRows[row]
    guard previous >= 0, let spent else {
      sum.zero()
      return sum
    }
    sum.copy(from: spent.rows(previous..<previous + 1).columns(0..<count))
    Kernels.add(shares.rows(previous..<previous + 1).columns(0..<count), to: sum)
    return sum
  }

  /// Adds each row's shares to what was spent before it.
  package func addShares(to sums: Matrix) {
    for (row, sentence) in sentences.enumerated() {
      let (range, columns) = (row..<row + 1, 0..<memory.spans[sentence].count)
      Kernels.add(shares.rows(range).columns(columns), to: sums.rows(range).columns(columns))
    }
  }
}
