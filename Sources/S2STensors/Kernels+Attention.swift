import CKernels

/// What attention does with one row and the rows of a sentence. No result depends on other rows.
extension Kernels {
  /// `scores` `[1, S]`: the dot product of `query` `[1, D]` and each of `keys` `[S, D]`.
  package static func dots(_ query: Matrix, _ keys: Matrix, into scores: Matrix) {
    checkRow(query, beside: keys, weights: scores)
    s2s_dots(scores.base, query.base, keys.base, keys.stride, keys.rows, keys.columns)
  }

  /// sum += Σ weights_s rows_s: `[1, S]`, `[S, D]`, `[1, D]`.
  package static func addWeightedRows(_ weights: Matrix, _ rows: Matrix, to sum: Matrix) {
    checkRow(sum, beside: rows, weights: weights)
    s2s_add_weighted_rows(
      sum.base, weights.base, rows.base, rows.stride, rows.rows, rows.columns)
  }

  /// rows_s += weights_s x: `[1, S]`, `[1, D]`, `[S, D]`.
  package static func addOuter(_ weights: Matrix, _ x: Matrix, to rows: Matrix) {
    checkRow(x, beside: rows, weights: weights)
    s2s_add_outer(rows.base, rows.stride, weights.base, x.base, rows.rows, rows.columns)
  }

  /// scores_s = vector · tanh(query + keys_s): `[1, S]`, `[1, D]`, `[1, D]`, `[S, D]`.
  package static func additiveScores(
    _ query: Matrix, _ keys: Matrix, vector: Matrix, into scores: Matrix
  ) {
    checkRow(query, beside: keys, weights: scores)
    precondition(vector.columns == keys.columns, "shapes differ")
    s2s_additive_scores(
      scores.base, query.base, vector.base, keys.base, keys.stride, keys.rows, keys.columns)
  }

  /// The gradient of `additiveScores`: adds those of query, keys and vector.
  package static func additiveBackward(
    _ scoreGradients: Matrix, _ read: (query: Matrix, keys: Matrix, vector: Matrix),
    into gradients: (query: Matrix, keys: Matrix, vector: Matrix)
  ) {
    checkRow(read.query, beside: read.keys, weights: scoreGradients)
    precondition(
      gradients.keys.rows == read.keys.rows && gradients.keys.columns == read.keys.columns,
      "shapes differ")
    s2s_additive_backward(
      scoreGradients.base, read.query.base, read.vector.base, read.keys.base, read.keys.stride,
      read.keys.rows, read.keys.columns, gradients.query.base, gradients.vector.base,
      gradients.keys.base, gradients.keys.stride)
  }

  /// The one row becomes its softmax.
  package static func softmax(_ row: Matrix) { s2s_softmax(row.base, row.columns) }

  /// From the gradient of a softmax's output to that of its input: g becomes s ⊙ (g - s · g).
  package static func softmaxBackward(_ gradient: Matrix, output: Matrix) {
    precondition(
      gradient.rows == 1 && output.rows == 1 && gradient.columns == output.columns,
      "shapes differ")
    var mean: Float = 0
    for column in 0..<output.columns { mean += output.base[column] * gradient.base[column] }
    for column in 0..<output.columns {
      gradient.base[column] = output.base[column] * (gradient.base[column] - mean)
    }
  }

  private static func checkRow(_ x: Matrix, beside rows: Matrix, weights: Matrix) {
    precondition(
      x.rows == 1 && weights.rows == 1 && x.columns == rows.columns && weights.columns == rows.rows,
      "shapes differ")
  }
}
