import S2SModels
import S2SOptions
import Seq2Seq
import Testing

/// Every choice of how the decoder begins and looks back, in whole runs.
@Suite struct EveryDecoderRunTests {
  struct Choice: CustomStringConvertible, Sendable {
    let description: String
    let change: @Sendable (inout OptionValues) -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout OptionValues) -> Void) {
      self.description = description
      self.change = change
    }
  }

  private static let choices = [
    Choice("bridge copy") {
      $0["bridge"] = "copy"
      $0["bidirectional"] = false
    },
    Choice("bridge copy of summed directions") {
      $0["bridge"] = "copy"
      $0["merge"] = "sum"
    },
    Choice("bridge dense") {
      $0["bridge"] = "dense"
      $0["bidirectional"] = false
    },
    Choice("bridge mean") { $0["bridge"] = "mean" },
    Choice("input feeding") { $0["input-feeding"] = true },
    Choice("input feeding, and all that connects and regularises layers") {
      $0["input-feeding"] = true
      $0["layers"] = 3
      $0["residual"] = true
      $0["input-to-all-layers"] = true
      $0["layer-norm"] = true
      $0["zoneout"] = 0.1
    },
    Choice("layers above attention") {
      $0["layers"] = 3
      $0["attend-after"] = 1
      $0["residual"] = true
      $0["dropout"] = 0.2
    },
    Choice("coverage") {
      $0["attention"] = "additive"
      $0["coverage"] = true
      $0["coverage-loss"] = 1
    },
    Choice("copying") {
      $0["copy"] = true
      $0["joint-vocabulary"] = true
    },
    Choice("copying, coverage, input feeding, dropout") {
      $0["copy"] = true
      $0["joint-vocabulary"] = true
      $0["attention"] = "additive"
      $0["coverage"] = true
      $0["input-feeding"] = true
      $0["dropout"] = 0.2
    },
  ]

  @Test(arguments: choices) func resumingContinuesExactly(_ choice: Choice) throws {
    try WholeRun(choice.change).checkResuming()
  }

  @Test(arguments: choices) func translationsDoNotChangeWithTheirCompany(_ choice: Choice) throws {
    try WholeRun(choice.change).checkCompany()
  }
}
