import S2STensors

/// y = x Wᵀ + b.
package struct Linear: Sendable {
  /// `[output, input]`.
  package let weight: ParameterSlot
  /// `[output]`.
  package let bias: ParameterSlot?

  /// Registers `NAME.weight` and, if asked for, `NAME.bias`.
  package init(
    _ name: String, inputSize: Int, outputSize: Int, hasBias: Bool = true,
    in table: inout ParameterTable
  ) {
    weight = table.add("\(name).weight", rows: outputSize, columns: inputSize)
    bias = hasBias ? table.add("\(name).bias", count: outputSize) : nil
  }

  /// `[N, input]` to `[N, output]`.
  package func forward(_ inputs: Matrix, in pass: Pass) -> Matrix {
    let outputs = pass.workspace.matrix(inputs.rows, weight.rows)
    forward(inputs, into: outputs, in: pass)
    return outputs
  }

  /// As `forward`, written to `outputs`.
  func forward(_ inputs: Matrix, into outputs: Matrix, in pass: Pass) {
    if let bias { Kernels.repeatRow(pass.parameters[bias], into: outputs) }
    pass.multiply(inputs, by: weight, into: outputs, accumulate: bias != nil)
  }

  /// Adds the parameters' gradients; `[N, output]` to `[N, input]`.
  package func backward(
    _ outputGradient: Matrix, inputs: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) -> Matrix {
    accumulate(outputGradient, inputs: inputs, gradients: gradients, in: pass)
    let inputGradient = pass.workspace.matrix(inputs.rows, inputs.columns)
    pass.multiplyBack(outputGradient, by: weight, into: inputGradient)
    return inputGradient
  }

  /// Adds the parameters' gradients alone.
  package func accumulate(
    _ outputGradient: Matrix, inputs: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(outputGradient, inputs, into: gradients[weight])
    if let bias { Kernels.addColumnSums(of: outputGradient, to: gradients[bias]) }
  }
}
