import Foundation
import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct CaptioningModelTests {
  private static let captions: [[Int32]] = [[3, 4], [5], [], [6, 3, 4]]
  private static let rows = [1, 0, 1, 2]

  private static func features() throws -> FeatureRows {
    try FeatureRows([0.5, -1, 0.25, 0, 1, 0.125, -0.5, 0, -0.75, 0.5, 1, 0], width: 4)
  }

  private static func shape(
    _ change: (inout CaptionerShape) -> Void = { _ in }
  ) -> CaptionerShape {
    var shape = CaptionerShape()
    shape.network.hiddenSize = 4
    shape.network.embeddingSize = 3
    change(&shape)
    return shape
  }

  static var cases: [GradientCase] {
    get throws {
      try ContextUse.allCases.map { use in try model("\(use)", shape { $0.contextUse = use }) } + [
        model(
          "two layers, GRU, tied",
          shape {
            $0.network.layerCount = 2
            $0.network.cell = .named("gru")
            $0.tiesEmbeddings = true
          }),
        model("dropout", shape { $0.network.dropout.setAll(0.3) }, dropoutSeed: 4),
      ]
    }
  }

  private static func model(
    _ variant: String, _ shape: CaptionerShape, dropoutSeed: UInt64? = nil
  ) throws -> GradientCase {
    let model = try CaptioningModel(shape, featureWidth: 3, vocabularySize: 7)
    let features = try features()
    return GradientCase("CaptioningModel", variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      let objective = Objective(scale: 0.25, labelSmoothing: 0.1)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let pairs = CaptioningModel.Pairs(
          features, rows: rows, captions: captions, in: pass.workspace)
        let loss = model.backward(pairs, objective: objective, gradients: sink, in: pass)
        return loss.smoothed * Double(objective.scale)
      }
    }
  }

  /// Steps of a session give the loss that a pass over all captions gives.
  @Test(arguments: ContextUse.allCases) func sessionsAgreeWithTheLoss(use: ContextUse) throws {
    let model = try CaptioningModel(
      Self.shape { $0.contextUse = use }, featureWidth: 3, vocabularySize: 7)
    var generator = SeededGenerator(seed: 3)
    model.parameters.all.fillUniform(0.5, using: &generator)
    let features = try Self.features()
    let caption: [Int32] = [6, 3, 4]
    let workspace = Workspace()
    let loss = model.loss(
      CaptioningModel.Pairs(features, rows: [2], captions: [caption], in: workspace),
      in: Pass(parameters: model.parameters, workspace: workspace))
    let session = model.decodingSession(features, rows: [2], DecodingResources(model))
    var (sum, logits) = (0.0, [Float](repeating: 0, count: 7))
    for (read, wanted) in zip([TranslationModel.bos] + caption, caption + [TranslationModel.eos]) {
      logits.withUnsafeMutableBufferPointer { session.step([read], logits: $0) }
      let exponentials = logits.map { exp(Double($0)) }
      sum -= log(exponentials[Int(wanted)] / exponentials.reduce(0, +))
    }
    #expect(abs(sum - loss.negativeLogLikelihood) < 1e-4)
  }
}
