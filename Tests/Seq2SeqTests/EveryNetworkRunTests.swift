import S2SModels
import Seq2Seq
import TestSupport
import Testing

/// Every way to connect and to regularise layers in a whole run.
@Suite struct EveryNetworkRunTests {
  struct Network: CustomStringConvertible, Sendable {
    let description: String
    let change: @Sendable (inout TrainingOverrides) -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout TrainingOverrides) -> Void) {
      self.description = description
      self.change = change
    }
  }

  static let networks = [
    Network("directions summed") { $0.merge = .sum },
    Network("layer normalisation") { $0.layerNorm = true },
    Network("zoneout") { $0.zoneout = 0.2 },
    Network("regulariser of vanishing gradients") {
      $0.cell = .elman
      $0.gradientRegularizer = 0.5
    },
    Network("words spelled by characters") { $0.hierarchical = true },
    Network("words spelled by characters, the fixed vector alone") {
      $0.hierarchical = true
      $0.attention = .off
      $0.bidirectional = false
      $0.cell = .named("gru")
    },
    Network("residual") { $0.residual = true },
    Network("input to all layers") { $0.inputToAllLayers = true },
    Network("three layers with both kinds of connections") {
      $0.layers = 3
      $0.residual = true
      $0.inputToAllLayers = true
    },
  ]

  @Test(arguments: networks) func resumingContinuesExactly(_ network: Network) throws {
    try WholeRun(network.change).checkResuming()
  }

  @Test(arguments: networks)
  func translationsDoNotChangeWithTheirCompany(_ network: Network) throws {
    try WholeRun(network.change).checkCompany()
  }
}
