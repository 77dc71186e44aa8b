import S2STensors

/// The coverage vector k: the sum of the attention weights of a sentence's earlier rows.
///
/// A row's weights enter the coverage vectors of all later rows, so their gradient has a part from
/// each of those.
extension Attention {
  /// Σ min(weight, coverage) over all rows and positions: how much was attended to twice.
  ///
  /// Reference: See et al. 2017, arXiv:1704.04368, equation 12.
  package func coverageLoss(_ all: Activations) -> Double {
    guard let coverage = all.coverage else { return 0 }
    var loss = 0.0
    for (row, sentence) in all.sentences.enumerated() {
      let (weights, before) = (all.weights.row(row), coverage.row(row))
      for position in 0..<all.memory.spans[sentence].count {
        loss += Double(min(weights[position], before[position]))
      }
    }
    return loss
  }

  /// Adds, to the gradient of a row's weights, those from later rows and from the coverage loss.
  func addCoverageGradient(
    of row: Int, to gradient: Matrix, _ back: Gradients, _ all: Activations
  ) {
    guard let later = back.later, let coverage = all.coverage(of: row) else { return }
    let weights = all.weights(of: row)
    Kernels.add(later.rows(row..<row + 1).columns(0..<weights.columns), to: gradient)
    for position in 0..<weights.columns where weights[0, position] < coverage[0, position] {
      gradient[0, position] += back.side.coveragePenalty
    }
  }

  /// Adds the other parts to the gradient of a row's coverage vector, which is that of the weights
  /// of the row before: from later rows, which read the same weights, and from the coverage loss.
  func finishCoverageGradient(
    of row: Int, _ gradient: Matrix, _ back: Gradients, _ all: Activations
  ) {
    guard let later = back.later, let coverage = all.coverage(of: row) else { return }
    let weights = all.weights(of: row)
    Kernels.add(later.rows(row..<row + 1).columns(0..<weights.columns), to: gradient)
    for position in 0..<weights.columns where weights[0, position] >= coverage[0, position] {
      gradient[0, position] += back.side.coveragePenalty
    }
  }
}

extension Attention.Activations {
  /// The coverage vector of a row, `[1, S]`; `nil` without coverage.
  func coverage(of row: Int) -> Matrix? {
    coverage?.rows(row..<row + 1).columns(0..<span(of: row).count)
  }

  /// The row of the previous step; `nil` for a first one, and for vectors that were given.
  func previousRow(of row: Int) -> Int? {
    row < previousRows.count && previousRows[row] >= 0 ? previousRows[row] : nil
  }

  /// Writes the coverage vector of a row, whose previous row is complete; a given one stays.
  func setCoverage(of row: Int) {
    guard row < previousRows.count, let coverage, let own = self.coverage(of: row) else { return }
    guard let previous = previousRow(of: row) else { return own.zero() }
    let (range, columns) = (previous..<previous + 1, 0..<own.columns)
    own.copy(from: coverage.rows(range).columns(columns))
    Kernels.add(weights.rows(range).columns(columns), to: own)
  }

  /// Adds each row's attention weights to its coverage vector.
  package func addWeights(to coverage: Matrix) {
    for row in sentences.indices {
      let own = weights(of: row)
      Kernels.add(own, to: coverage.rows(row..<row + 1).columns(0..<own.columns))
    }
  }
}
