import Glibc
import S2STensors

/// The continuous cache: a token is the likelier, the more the states before it look like the state now.
///
///     p_cache(w) ∝ Σ_i 1{w = x_(i+1)} exp(θ h_t · h_i),   over the last N states h_i
///     p(w) = (1 - λ) p_model(w) + λ p_cache(w)
///
/// Before the first token there is no state, and p is the model's.
///
/// Reference: Grave et al. 2017, arXiv:1612.04426, equations 2 and 4.
package final class ContinuousCache {
  private let size: Int
  private let theta: Float
  private let lambda: Double
  private let width: Int
  /// The states, older ones first, and those of the window that is read; what is older than needed is
  /// dropped when the room ends.
  private var rows: FloatBuffer
  private var rowCount = 0
  /// The token after each state.
  private var tokens: [Int32] = []

  /// Makes an empty cache.
  ///
  /// - Parameters:
  ///   - size: the states that are kept, N.
  ///   - theta: how sharp similarity is, θ.
  ///   - lambda: the cache's part of the probability, λ, in `0..<1`.
  ///   - width: that of a state.
  package init(size: Int, theta: Float, lambda: Double, width: Int) {
    self.size = size
    self.theta = theta
    self.lambda = lambda
    self.width = width
    rows = FloatBuffer(zeros: 0)
  }

  /// Mixes the cache into what a model says of tokens that follow each other, and keeps them.
  ///
  /// - Parameters:
  ///   - logProbabilities: the model's, of each token.
  ///   - targets: the tokens.
  ///   - states: what the model had before each token, `[T, H]`.
  /// - Returns: log p of each token.
  /// - Complexity: O(*T* (*N* + *T*) *H*).
  package func mix(
    _ logProbabilities: [Double], of targets: [Int32], states: Matrix, scratch: Workspace
  ) -> [Double] {
    let before = append(targets, states)
    let first = max(0, before - size)
    let kept = matrix.rows(first..<rowCount)
    let products = scratch.matrix(targets.count, kept.rows)
    BLAS.multiply(states, transposed: kept, into: products)
    return targets.indices.map { step in
      let seen = before + step
      let past = max(0, seen - size)..<seen
      guard
        let cached = probability(
          of: targets[step], among: tokens[past],
          products.row(step) + (past.lowerBound - first))
      else { return logProbabilities[step] }
      return log((1 - lambda) * exp(logProbabilities[step]) + lambda * cached)
    }
  }

  /// p_cache of a token; `nil` where nothing is cached.
  private func probability(
    of target: Int32, among tokens: ArraySlice<Int32>, _ products: UnsafePointer<Float>
  ) -> Double? {
    guard !tokens.isEmpty else { return nil }
    var most = -Float.infinity
    for index in 0..<tokens.count { most = max(most, products[index]) }
    var (all, matching) = (0.0, 0.0)
    for (index, token) in tokens.enumerated() {
      let weight = Double(expf(theta * (products[index] - most)))
      all += weight
      if token == target { matching += weight }
    }
    return matching / all
  }

  private var matrix: Matrix { Matrix(base: rows.base, rows: rowCount, columns: width) }

  /// Keeps states and the tokens after them.
  ///
  /// - Returns: the number of states before them.
  private func append(_ targets: [Int32], _ states: Matrix) -> Int {
    let needed = rowCount + targets.count
    if needed * width > rows.count {
      let old = min(size, rowCount)
      let larger = FloatBuffer(zeros: (old + max(size, targets.count) + targets.count) * width)
      Matrix(base: larger.base, rows: old, columns: width)
        .copy(from: matrix.rows(rowCount - old..<rowCount))
      tokens.removeFirst(rowCount - old)
      rows = larger
      rowCount = old
    }
    let before = rowCount
    rowCount += targets.count
    tokens += targets
    matrix.rows(before..<rowCount).copy(from: states)
    return before
  }
}
