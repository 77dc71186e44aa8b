import S2SLayers
import S2SModels
import Testing

/// Every choice of how the decoder begins and looks back lets it learn to copy.
@Suite struct EveryDecoderTests {
  struct Choice: CustomStringConvertible, Sendable {
    let description: String
    let make: @Sendable (inout ModelConfiguration) -> Void
  }

  private static let choices = [
    Choice(description: "bridge dense") { $0.bridge = .dense },
    Choice(description: "bridge mean") { $0.bridge = .mean },
    Choice(description: "input feeding") {
      $0.attention = .general
      $0.feedsInput = true
    },
    Choice(description: "LSTM to GRU") { $0.decoderCell = CellKind(rawValue: "gru") },
    Choice(description: "bridge to another memory") {
      $0.cell = CellKind(rawValue: "min-gru") ?? .lstm
      $0.decoderCell = .lstm
      $0.bridge = .dense
    },
    Choice(description: "coverage") {
      $0.attention = .additive
      $0.hasCoverage = true
    },
  ]

  @Test(arguments: choices) func learnsToCopy(_ choice: Choice) throws {
    #expect(try EveryCellTests.loss(choice.make) < EveryCellTests.learnedLoss)
  }

  /// What can be copied need not be learned: at the same number of updates the loss is lower.
  @Test func copyingIsSoonerLearnedWhereItIsBuiltIn() throws {
    let made = try EveryCellTests.loss { $0.attention = .general }
    let copied = try EveryCellTests.loss {
      $0.attention = .general
      $0.copiesSource = true
    }
    #expect(copied < made)
  }
}
