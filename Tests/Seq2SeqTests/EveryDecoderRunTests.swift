import S2SModels
import Seq2Seq
import Testing

/// Every choice of how the decoder begins and looks back, in whole runs.
@Suite struct EveryDecoderRunTests {
  struct Choice: CustomStringConvertible, Sendable {
    let description: String
    let change: @Sendable (inout TrainingOverrides) -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout TrainingOverrides) -> Void) {
      self.description = description
      self.change = change
    }
  }

  private static let choices = [
    Choice("bridge copy") {
      $0.bridge = .copy
      $0.bidirectional = false
    },
    Choice("bridge copy of summed directions") {
      $0.bridge = .copy
      $0.merge = .sum
    },
    Choice("bridge dense") {
      $0.bridge = .dense
      $0.bidirectional = false
    },
    Choice("bridge mean") { $0.bridge = .mean },
    Choice("input feeding") { $0.inputFeeding = true },
    Choice("input feeding, and all that connects and regularises layers") {
      $0.inputFeeding = true
      $0.layers = 3
      $0.residual = true
      $0.inputToAllLayers = true
      $0.layerNorm = true
      $0.zoneout = 0.1
    },
    Choice("coverage") {
      $0.attention = .additive
      $0.coverage = true
      $0.coverageLoss = 1
    },
    Choice("copying") {
      $0.copy = true
      $0.jointVocabulary = true
    },
    Choice("copying, coverage, input feeding, dropout") {
      $0.copy = true
      $0.jointVocabulary = true
      $0.attention = .additive
      $0.coverage = true
      $0.inputFeeding = true
      $0.dropout = 0.2
    },
  ]

  @Test(arguments: choices) func resumingContinuesExactly(_ choice: Choice) throws {
    try WholeRun(choice.change).checkResuming()
  }

  @Test(arguments: choices) func translationsDoNotChangeWithTheirCompany(_ choice: Choice) throws {
    try WholeRun(choice.change).checkCompany()
  }
}
