import S2SLayers
import S2STensors

extension RecurrentStack {
  /// Registers the layers of an encoder or a decoder as `NAME.layers.0` and so on; the reversed
  /// direction as `NAME.layers.0.reverse`.
  ///
  /// - Parameters:
  ///   - inputSize: the width of the first layer's input.
  ///   - constantSize: how much of it is the same at every step.
  init(
    _ name: String, _ configuration: ModelConfiguration, inputSize: Int, constantSize: Int = 0,
    directionCount: Int, firstSite: UInt64, in table: inout ParameterTable
  ) {
    var wiring = Wiring()
    wiring.isResidual = configuration.isResidual
    wiring.repeatsInputs = configuration.repeatsInputs
    let repeated = wiring.repeatsInputs ? inputSize - constantSize : 0
    var width = inputSize
    var layers: [RecurrentLayer] = []
    for index in 0..<configuration.layerCount {
      let directions = (0..<directionCount).map { direction in
        let name = "\(name).layers.\(index)\(direction == 1 ? ".reverse" : "")"
        let cell = configuration.cell.make(
          configuration.cellDesign(name, inputSize: width), in: &table)
        let norm =
          configuration.normalizesLayers
          ? LayerNorm("\(name).norm", size: cell.inputWeight.rows, in: &table) : nil
        // Dropout has the sites from `firstSite` on, zoneout those from ten times it on.
        let zoneout =
          configuration.zoneout > 0
          ? Zoneout(
            rate: configuration.zoneout,
            site: 10 * firstSite + UInt64(4 * index + 2 * direction)) : nil
        return Recurrent(cell, isReversed: direction == 1, norm: norm, zoneout: zoneout)
      }
      let layer = RecurrentLayer(directions, merge: configuration.merge)
      layers.append(layer)
      width = layer.outputSize + repeated
    }
    let dropouts = (1..<max(1, configuration.layerCount)).map {
      configuration.dropout.layer(\.layers, site: firstSite + UInt64($0))
    }
    self.init(layers: layers, dropouts: dropouts, wiring: wiring)
  }
}
