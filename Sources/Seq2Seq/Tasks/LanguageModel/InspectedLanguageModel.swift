import S2SLayers
import S2SModels
import S2STensors
import S2SText

/// A language model, as one looks into it: a line after its start.
struct InspectedLanguageModel: InspectedModel {
  private let model: LanguageModel
  private let text: TextPipeline

  /// Loads the model in a file.
  ///
  /// - Throws: as `LanguageModelTask.load`.
  init(_ file: String) throws { (_, model, text) = try LanguageModelTask.load(file) }

  var storage: NetworkStorage { model.storage }

  var hasLogits: Bool { !model.isMixture }

  func example(_ given: InspectedText) throws -> InspectedExample {
    let tokens = text.encode(given.text)
    guard !given.text.isBlank, !tokens.isEmpty else { throw InspectionError.emptyText }
    return InspectedExample(
      sides: [
        InspectedExample.Side(
          name: "text", tokens: text.pieces([model.start] + tokens),
          prefixes: ["embedding.", "network."], isAligned: true)
      ], outputs: text.pieces(tokens + [TranslationModel.eos])
    ) { [model] objective, gradients, pass in
      _ = model.backward([tokens], objective: objective, gradients: gradients, in: pass)
    }
  }

  func vectors(of texts: [InspectedText]) throws -> [[Float]] {
    let encoder = text.makeEncoder()
    let tokens = texts.map { encoder.encode($0.text) }
    guard texts.allSatisfy({ !$0.text.isBlank }), tokens.allSatisfy({ !$0.isEmpty }) else {
      throw InspectionError.emptyText
    }
    return vectors(of: tokens) { [model] in model.lastStates(of: $0, in: $1) }
  }
}

extension LanguageModelTask {
  static func inspected(_ modelFile: String) throws -> any InspectedModel {
    try InspectedLanguageModel(modelFile)
  }
}
