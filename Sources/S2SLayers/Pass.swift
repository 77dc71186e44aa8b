import S2STensors

/// What a computation runs in: the parameters it reads and the scratch memory it writes.
package struct Pass {
  /// The values of all parameters.
  package let parameters: ParameterBuffer
  /// Where results and activations live until the workspace is reset.
  package let workspace: Workspace
  /// The weights in panels, for translation; `nil` in training.
  package let packedWeights: PackedWeights?
  /// Repacked weights for training; `nil` multiplies by OpenBLAS.
  package let trainingWeights: (any TrainingWeights)?
  /// The seed of this step's dropout masks; `nil` outside of training.
  package let dropoutSeed: UInt64?
  /// The factor of the regulariser of vanishing gradients in the gradient; 0 for none.
  package var gradientRegularizer: Float
  /// What the backward pass sends back.
  package var rule = BackwardRule.gradient {
    didSet { sums = rule == .relevance ? KeptSums() : nil }
  }
  /// The sums that the backward pass divides by; `nil` where it does not.
  private(set) var sums: KeptSums?
  /// What looks on; `nil` in most passes.
  package var trace: Trace?
  /// For a step on its own, which row of the packed batch its first one is; masks depend on it.
  package var firstRow = 0

  /// Makes a pass; without a dropout seed it is inference.
  package init(
    parameters: ParameterBuffer, workspace: Workspace, packedWeights: PackedWeights? = nil,
    trainingWeights: (any TrainingWeights)? = nil, dropoutSeed: UInt64? = nil,
    gradientRegularizer: Float = 0
  ) {
    self.parameters = parameters
    self.workspace = workspace
    self.packedWeights = packedWeights
    self.trainingWeights = trainingWeights
    self.dropoutSeed = dropoutSeed
    self.gradientRegularizer = gradientRegularizer
  }
}

// MARK: - Products

/// In training by `trainingWeights` or OpenBLAS; in translation by panels, where a row's result does
/// not depend on the rows beside it.
extension Pass {
  /// y = x Wᵀ, or y += x Wᵀ, for a weight or some of its columns: `[M, K]` to `[M, N]`.
  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>? = nil,
    into outputs: Matrix, accumulate: Bool
  ) {
    let columns = columns ?? 0..<weight.columns
    if let packedWeights {
      packedWeights.multiply(
        inputs, by: weight, columns: columns, into: outputs, accumulate: accumulate,
        scratch: workspace)
      return
    }
    let isDone = trainingWeights?.multiply(
      inputs, by: weight, columns: columns, into: outputs, accumulate: accumulate,
      scratch: workspace)
    if isDone == true { return }
    BLAS.multiply(
      inputs, transposed: parameters[weight].columns(columns), into: outputs,
      accumulate: accumulate)
  }

  /// dx = dy W, or dx += dy W, for a weight or some of its columns: `[M, N]` to `[M, K]`.
  package func multiplyBack(
    _ gradient: Matrix, by weight: ParameterSlot, columns: Range<Int>? = nil,
    into inputGradient: Matrix, accumulate: Bool = false
  ) {
    let columns = columns ?? 0..<weight.columns
    let isDone = trainingWeights?.multiplyBack(
      gradient, by: weight, columns: columns, into: inputGradient, accumulate: accumulate,
      scratch: workspace)
    if isDone == true { return }
    BLAS.multiply(
      gradient, parameters[weight].columns(columns), into: inputGradient, accumulate: accumulate)
  }

  /// dW += dyᵀ x: `[M, N]` and `[M, K]` to `[N, K]`.
  package func accumulate(_ gradient: Matrix, _ inputs: Matrix, into weightGradient: Matrix) {
    let isDone = trainingWeights?.accumulate(
      gradient, inputs, into: weightGradient, scratch: workspace)
    if isDone == true { return }
    BLAS.accumulate(transposed: gradient, inputs, into: weightGradient)
  }

  /// y = x Wᵀ, or y += x Wᵀ, for a matrix that exists in this pass alone: `[M, K]`, `[N, K]` to `[M, N]`.
  package func multiply(
    _ inputs: Matrix, transposed weight: Matrix, into outputs: Matrix, accumulate: Bool
  ) {
    let isDone = trainingWeights?.multiply(
      inputs, weight, areColumns: false, into: outputs, accumulate: accumulate, scratch: workspace)
    if isDone == true { return }
    BLAS.multiply(inputs, transposed: weight, into: outputs, accumulate: accumulate)
  }

  /// dx = dy W for a matrix that exists in this pass alone: `[M, N]`, `[N, K]` to `[M, K]`.
  package func multiply(_ gradient: Matrix, by weight: Matrix, into inputGradient: Matrix) {
    let isDone = trainingWeights?.multiply(
      gradient, weight, areColumns: true, into: inputGradient, accumulate: false,
      scratch: workspace)
    if isDone == true { return }
    BLAS.multiply(gradient, weight, into: inputGradient)
  }
}
