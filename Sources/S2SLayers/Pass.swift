import S2STensors

/// What a computation runs in: the parameters it reads and the scratch memory it writes.
package struct Pass {
  /// The values of all parameters.
  package let parameters: ParameterBuffer
  /// Where results and activations live until the workspace is reset.
  package let workspace: Workspace
  /// The seed of this step's dropout masks; `nil` outside of training.
  package let dropoutSeed: UInt64?

  /// Makes a pass; without a dropout seed it is inference.
  package init(parameters: ParameterBuffer, workspace: Workspace, dropoutSeed: UInt64? = nil) {
    self.parameters = parameters
    self.workspace = workspace
    self.dropoutSeed = dropoutSeed
  }
}
