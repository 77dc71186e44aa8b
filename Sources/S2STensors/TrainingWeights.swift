/// Weights rearranged for the products of training; all workers read them.
///
/// They follow the parameters only when `update` is called. Each product says whether it was done:
/// what is not is done by OpenBLAS.
package protocol TrainingWeights: Sendable {
  /// Rearranges a part of the weights as they are now; all parts are all weights.
  func update(part: Int, of count: Int)

  /// y = x Wᵀ, or y += x Wᵀ, for some columns of a weight: `[M, K]` to `[M, N]`.
  func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool

  /// dx = dy W, or dx += dy W, for some columns of a weight: `[M, N]` to `[M, K]`.
  func multiplyBack(
    _ gradient: Matrix, by weight: ParameterSlot, columns: Range<Int>, into inputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool

  /// y = x W, or y += x W, for a matrix that is none of the weights, with its rows or, where they are, its
  /// columns as the outputs.
  func multiply(
    _ inputs: Matrix, _ weight: Matrix, areColumns: Bool, into outputs: Matrix, accumulate: Bool,
    scratch: Workspace
  ) -> Bool

  /// dW += dyᵀ x: `[M, N]` and `[M, K]` to `[N, K]`.
  func accumulate(
    _ gradient: Matrix, _ inputs: Matrix, into weightGradient: Matrix, scratch: Workspace
  ) -> Bool
}
