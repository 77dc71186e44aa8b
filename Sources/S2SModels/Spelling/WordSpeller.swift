import S2SLayers
import S2STensors

/// Reads words letter by letter, in both directions: a word's vector is made of both last states.
///
/// Reference: Ling et al. 2015, arXiv:1508.02096, here with a plain sum, or side by side.
package struct WordSpeller: Sendable {
  let layer: RecurrentLayer

  /// What `backward` needs of `forward`.
  package typealias Activations = RecurrentLayer.Activations

  /// Registers `encoder.words.layers.0` and its reverse, states as wide as embeddings.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let width = configuration.embeddingSize
    self.init(
      "encoder.words", configuration.network, letterSize: width, hiddenSize: width, merge: .sum,
      in: &table)
  }

  /// Registers `NAME.layers.0` and its reverse, of the cells of a shape.
  ///
  /// - Parameters:
  ///   - letterSize: the width of a letter's vector.
  ///   - hiddenSize: the width of each direction's states.
  init(
    _ name: String, _ shape: RecurrentShape, letterSize: Int, hiddenSize: Int,
    merge: DirectionMerge, in table: inout ParameterTable
  ) {
    let directions = [false, true].map { isReversed in
      Recurrent(
        shape.cell.make(
          shape.cellDesign(
            "\(name).layers.0\(isReversed ? ".reverse" : "")", inputSize: letterSize,
            hiddenSize: hiddenSize), in: &table),
        isReversed: isReversed)
    }
    layer = RecurrentLayer(directions, merge: merge)
  }

  /// The width of a word's vector.
  var outputSize: Int { layer.outputSize }

  /// The letters of words `[L, E]`, packed by `layout`, to a vector a word `[W, outputSize]`.
  package func forward(
    _ letters: Matrix, layout: PackedLayout, in pass: Pass
  ) -> (words: Matrix, activations: Activations) {
    let result = layer.forward(RecurrentInputs(steps: letters), layout: layout, in: pass)
    return (result.final.hidden, result.activations)
  }

  /// Adds the parameters' gradients; `[W, outputSize]` to `[L, E]`.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, gradients: ParameterBuffer, in pass: Pass
  ) -> Matrix {
    let final = RecurrentState(
      hidden: gradient,
      cell: layer.directions[0].cell.hasCell
        ? pass.workspace.zeros(gradient.rows, gradient.columns) : nil)
    return layer.backward(
      nil, finalGradient: final, activations, gradients: gradients, in: pass
    ).steps
  }
}
