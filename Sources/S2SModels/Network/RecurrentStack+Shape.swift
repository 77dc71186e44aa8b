import S2SLayers
import S2STensors

extension RecurrentStack {
  /// Registers the layers of an encoder or a decoder as `NAME.layers.0` and so on; the reversed
  /// direction as `NAME.layers.0.reverse`.
  init(
    _ name: String, _ shape: RecurrentShape, _ ends: StackEnds, in table: inout ParameterTable
  ) {
    var wiring = Wiring()
    wiring.isResidual = shape.isResidual
    wiring.repeatsInputs = shape.repeatsInputs
    let repeated = wiring.repeatsInputs ? ends.inputSize - ends.constantSize : 0
    var width = ends.inputSize
    var layers: [RecurrentLayer] = []
    for index in 0..<shape.layerCount {
      let directions = (0..<(ends.isBidirectional ? 2 : 1)).map { direction in
        let name = "\(name).layers.\(index)\(direction == 1 ? ".reverse" : "")"
        var design = shape.cellDesign(name, inputSize: width)
        design.constantSize = index == 0 ? ends.constantSize : 0
        let cell = shape.cell.make(design, in: &table)
        let norm =
          shape.normalizesLayers
          ? LayerNorm("\(name).norm", size: cell.inputWeight.rows, in: &table) : nil
        // Dropout has the sites from `ends.firstSite` on, zoneout those from ten times it on.
        let zoneout =
          shape.zoneout > 0
          ? Zoneout(
            rate: shape.zoneout,
            site: 10 * ends.firstSite + UInt64(4 * index + 2 * direction)) : nil
        return Recurrent(
          cell, isReversed: direction == 1, norm: norm, zoneout: zoneout,
          mogrifier: shape.mogrifier(
            name, inputSize: width - (index == 0 ? ends.constantSize : 0), in: &table))
      }
      let layer = RecurrentLayer(directions, merge: ends.merge)
      layers.append(layer)
      width = layer.outputSize + repeated
    }
    let dropouts = (1..<max(1, shape.layerCount)).map {
      shape.dropout.layer(\.layers, site: ends.firstSite + UInt64($0))
    }
    self.init(
      layers: layers, dropouts: dropouts, wiring: wiring,
      entry: ends.isAboveLayers ? shape.dropout.layer(\.layers, site: ends.firstSite) : nil)
  }
}

extension RecurrentShape {
  /// Registers what gates the inputs of a layer, `inputSize` wide, and its states by each other.
  fileprivate func mogrifier(
    _ name: String, inputSize: Int, in table: inout ParameterTable
  ) -> Mogrifier? {
    guard mogrifierRounds > 0 else { return nil }
    return Mogrifier(
      name, rounds: mogrifierRounds, inputSize: inputSize, hiddenSize: hiddenSize, in: &table)
  }
}

/// The surroundings of a stack: its input, its directions, and the sites of its dropout.
struct StackEnds {
  /// The width of the first layer's input.
  let inputSize: Int
  /// How much of that input is the same at every step.
  var constantSize = 0
  /// Whether its inputs are the outputs of a layer, to which its first layer is connected as the others are.
  var isAboveLayers = false
  /// Whether it reads in both directions.
  var isBidirectional = false
  /// How the states of both directions become one.
  var merge = DirectionMerge.concat
  /// The first site of its dropout layers; see `Dropout`.
  let firstSite: UInt64
}
