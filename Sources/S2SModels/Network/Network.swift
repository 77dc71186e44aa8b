import S2SLayers
import S2STensors

/// A network of some task: weights, and layers that know where theirs lie.
package protocol Network: Sendable {
  /// The weights.
  var storage: NetworkStorage { get }
  /// All layers of cells.
  var recurrentLayers: [RecurrentLayer] { get }
  /// The matrices that every step multiplies by besides those of the cells.
  var stepWeights: [ParameterSlot] { get }
}

extension Network {
  /// The weights as numbers of 32 bits.
  package var parameters: ParameterBuffer { storage.parameters }
  /// Most networks multiply by their cells' weights alone at every step.
  package var stepWeights: [ParameterSlot] { [] }
  /// The weights of all products as they are now, rearranged for translation.
  package func packedWeights() -> PackedWeights { storage.packedWeights() }
  /// Room for the weights of all products, rounded to bfloat16, for training.
  package func bfloat16Weights() -> PanelWeights<BFloat16> { storage.bfloat16Weights() }
  /// Room for the weights of a step's products in panels, for training.
  package func panelWeights() -> PanelWeights<SinglePrecision> {
    storage.panelWeights(besides: stepWeights)
  }

  /// Draws the first weights; each cell sets its biases.
  package func initialize(seed: UInt64, _ kind: WeightInitialization = .uniform) {
    storage.initialize(seed: seed, kind)
    for layer in recurrentLayers {
      for direction in layer.directions { direction.initialize(parameters) }
    }
  }
}
