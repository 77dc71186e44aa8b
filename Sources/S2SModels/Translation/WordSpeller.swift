import S2SLayers
import S2STensors

/// Reads words letter by letter, in both directions: a word's vector is the sum of both last states.
///
/// Reference: Ling et al. 2015, arXiv:1508.02096, here with a plain sum.
package struct WordSpeller: Sendable {
  let layer: RecurrentLayer

  /// What `backward` needs of `forward`.
  package typealias Activations = RecurrentLayer.Activations

  /// Registers `encoder.words.layers.0` and its reverse, states as wide as embeddings.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let width = configuration.embeddingSize
    let directions = [false, true].map { isReversed in
      Recurrent(
        configuration.cell.make(
          configuration.network.cellDesign(
            "encoder.words.layers.0\(isReversed ? ".reverse" : "")", inputSize: width,
            hiddenSize: width), in: &table),
        isReversed: isReversed)
    }
    layer = RecurrentLayer(directions, merge: .sum)
  }

  /// The letters of words `[L, E]`, packed by `layout`, to a vector a word `[W, E]`.
  package func forward(
    _ letters: Matrix, layout: PackedLayout, in pass: Pass
  ) -> (words: Matrix, activations: Activations) {
    let result = layer.forward(RecurrentInputs(steps: letters), layout: layout, in: pass)
    return (result.final.hidden, result.activations)
  }

  /// Adds the parameters' gradients; `[W, E]` to `[L, E]`.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, gradients: ParameterBuffer, in pass: Pass
  ) -> Matrix {
    let cell = layer.directions[0].cell
    let final = RecurrentState(
      hidden: gradient,
      cell: cell.hasCell ? pass.workspace.zeros(gradient.rows, gradient.columns) : nil)
    return layer.backward(
      nil, finalGradient: final, activations, gradients: gradients, in: pass
    ).steps
  }
}
