import S2STensors

/// One layer of a recurrent stack: one direction, or two whose outputs and states stand side by
/// side (forward first).
///
/// Reference: Schuster and Paliwal 1997, doi:10.1109/78.650093.
package struct RecurrentLayer: Sendable {
  /// One recurrence, or the forward and the reversed one.
  package let directions: [Recurrent]

  /// What `backward` needs of `forward`, a direction each.
  package typealias Activations = [Recurrent.Activations]

  /// The width of outputs and final states.
  package var outputSize: Int { directions.reduce(0) { $0 + $1.cell.hiddenSize } }

  /// Makes a layer of one or two directions.
  package init(_ directions: [Recurrent]) {
    precondition(directions.count == 1 || directions.count == 2, "one direction or two")
    self.directions = directions
  }

  /// `[N, D]` to `[N, outputSize]` and final states `[B, outputSize]`.
  package func forward(
    _ inputs: RecurrentInputs, layout: PackedLayout, in pass: Pass
  ) -> (outputs: Matrix, final: RecurrentState, activations: Activations) {
    let results = directions.map { $0.forward(inputs, layout: layout, in: pass) }
    if results.count == 1 {
      return (results[0].outputs, results[0].final, [results[0].activations])
    }
    let outputs = concatenate(results.map(\.outputs), in: pass)
    let cells = results.compactMap(\.final.cell)
    let final = RecurrentState(
      hidden: concatenate(results.map(\.final.hidden), in: pass),
      cell: cells.isEmpty ? nil : concatenate(cells, in: pass))
    return (outputs, final, results.map(\.activations))
  }

  /// Adds the parameters' gradients; from those of outputs and final states to the inputs'.
  package func backward(
    _ outputGradient: Matrix?, finalGradient: RecurrentState?, _ activations: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) -> RecurrentInputs {
    var offset = 0
    let results = directions.indices.map { index in
      let direction = directions[index]
      let columns = offset..<offset + direction.cell.hiddenSize
      offset = columns.upperBound
      return direction.backward(
        outputGradient?.columns(columns),
        finalGradient: finalGradient?.map { $0.columns(columns) }, activations[index],
        gradients: gradients, in: pass)
    }
    if results.count == 2 {
      precondition(
        results[0].constant == nil && activations[0].inputs.initial == nil,
        "two directions read neither a constant input nor an initial state")
      Kernels.add(results[1].steps, to: results[0].steps)
    }
    return results[0]
  }

  private func concatenate(_ parts: [Matrix], in pass: Pass) -> Matrix {
    let whole = pass.workspace.matrix(parts[0].rows, outputSize)
    var offset = 0
    for part in parts {
      whole.columns(offset..<offset + part.columns).copy(from: part)
      offset += part.columns
    }
    return whole
  }
}
