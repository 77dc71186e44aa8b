import S2STensors

/// One layer of a recurrent stack: one direction, or two whose outputs and states are merged.
///
/// Reference: Schuster and Paliwal 1997, doi:10.1109/78.650093.
package struct RecurrentLayer: Sendable {
  /// One recurrence, or the forward and the reversed one.
  package let directions: [Recurrent]
  /// How two directions become one.
  package let merge: DirectionMerge

  /// What `backward` needs of `forward`, a direction each.
  package typealias Activations = [Recurrent.Activations]

  /// The width of outputs and final states.
  package var outputSize: Int {
    let sizes = directions.map(\.cell.hiddenSize)
    return merge == .sum ? sizes[0] : sizes.reduce(0, +)
  }

  /// Makes a layer of one or two directions.
  package init(_ directions: [Recurrent], merge: DirectionMerge = .concat) {
    precondition(directions.count == 1 || directions.count == 2, "one direction or two")
    self.directions = directions
    self.merge = merge
  }

  /// `[N, D]` to `[N, outputSize]` and final states `[B, outputSize]`.
  package func forward(
    _ inputs: RecurrentInputs, layout: PackedLayout, in pass: Pass
  ) -> (outputs: Matrix, final: RecurrentState, activations: Activations) {
    let results = directions.map { $0.forward(inputs, layout: layout, in: pass) }
    if results.count == 1 {
      return (results[0].outputs, results[0].final, [results[0].activations])
    }
    let cells = results.compactMap(\.final.cell)
    let final = RecurrentState(
      hidden: merged(results.map(\.final.hidden), in: pass),
      cell: cells.isEmpty ? nil : merged(cells, in: pass))
    return (merged(results.map(\.outputs), in: pass), final, results.map(\.activations))
  }

  /// Adds the parameters' gradients; from those of outputs and final states to the inputs'.
  package func backward(
    _ outputGradient: Matrix?, finalGradient: RecurrentState?, _ activations: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) -> RecurrentInputs {
    let results = directions.indices.map { index in
      let columns = columns(of: index)
      return directions[index].backward(
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

  /// The columns of the outputs that a direction has a part in.
  private func columns(of direction: Int) -> Range<Int> {
    let size = directions[direction].cell.hiddenSize
    let first = merge == .sum ? 0 : direction * size
    return first..<first + size
  }

  private func merged(_ parts: [Matrix], in pass: Pass) -> Matrix {
    let whole = pass.workspace.matrix(parts[0].rows, outputSize)
    for (index, part) in parts.enumerated() {
      if merge == .sum && index > 0 {
        Kernels.add(part, to: whole)
      } else {
        whole.columns(columns(of: index)).copy(from: part)
      }
    }
    return whole
  }
}

/// How the outputs and states of two directions become one.
public enum DirectionMerge: String, Codable, Sendable, CaseIterable {
  /// Side by side, forward first: twice as wide.
  case concat
  /// Added: as wide as each.
  case sum
}
