import S2STensors

/// What a computation runs in: the parameters it reads and the scratch memory it writes.
package struct Pass {
  /// The values of all parameters.
  package let parameters: ParameterBuffer
  /// Where results and activations live until the workspace is reset.
  package let workspace: Workspace
  /// The weights in panels, for translation; `nil` in training.
  package let packedWeights: PackedWeights?
  /// The seed of this step's dropout masks; `nil` outside of training.
  package let dropoutSeed: UInt64?

  /// Makes a pass; without a dropout seed it is inference.
  package init(
    parameters: ParameterBuffer, workspace: Workspace, packedWeights: PackedWeights? = nil,
    dropoutSeed: UInt64? = nil
  ) {
    self.parameters = parameters
    self.workspace = workspace
    self.packedWeights = packedWeights
    self.dropoutSeed = dropoutSeed
  }

  /// y = x Wᵀ, or y += x Wᵀ, for a weight or some of its columns: `[M, K]` to `[M, N]`.
  ///
  /// In training by OpenBLAS; in translation by panels, where a row's result does not depend on
  /// the rows beside it.
  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>? = nil,
    into outputs: Matrix, accumulate: Bool
  ) {
    let columns = columns ?? 0..<weight.columns
    if let packedWeights {
      packedWeights.multiply(
        inputs, by: weight, columns: columns, into: outputs, accumulate: accumulate,
        scratch: workspace)
    } else {
      BLAS.multiply(
        inputs, transposed: parameters[weight].columns(columns), into: outputs,
        accumulate: accumulate)
    }
  }
}
