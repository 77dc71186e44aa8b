import S2SLayers
import S2SModels
import S2STensors

/// A classifier, as one looks into it.
struct InspectedClassifier: InspectedModel {
  private let classifier: Classifier

  /// Loads the model in a file.
  ///
  /// - Throws: as `Classifier`.
  init(_ file: String) throws { classifier = try Classifier(path: file) }

  var storage: NetworkStorage { classifier.model.storage }

  func example(_ given: InspectedText) throws -> InspectedExample {
    let tokens = Array(classifier.text.encode(given.text).prefix(classifier.truncation))
    guard !given.text.isBlank, !tokens.isEmpty else { throw InspectionError.emptyText }
    let labels = classifier.labels
    let label = try given.answer ?? classifier.classify([given.text], threads: 1)[0].label
    guard let index = labels.firstIndex(of: label) else {
      throw InspectionError.unknownAnswer(label, known: labels)
    }
    let model = classifier.model
    return InspectedExample(
      sides: [
        InspectedExample.Side(
          name: "text", tokens: classifier.text.pieces([TranslationModel.bos] + tokens),
          prefixes: ["embedding.", "network."], isAligned: false)
      ], outputs: [label]
    ) { objective, gradients, pass in
      _ = model.backward(
        [tokens], classes: [Int32(index)], objective: objective, gradients: gradients, in: pass)
    }
  }

  func vectors(of texts: [InspectedText]) throws -> [[Float]] {
    let encoder = classifier.text.makeEncoder()
    let tokens = texts.map { Array(encoder.encode($0.text).prefix(classifier.truncation)) }
    guard texts.allSatisfy({ !$0.text.isBlank }), tokens.allSatisfy({ !$0.isEmpty }) else {
      throw InspectionError.emptyText
    }
    return vectors(of: tokens) { [model = classifier.model] in model.features(of: $0, in: $1) }
  }
}

extension ClassifierTask {
  static func inspected(_ modelFile: String) throws -> any InspectedModel {
    try InspectedClassifier(modelFile)
  }
}
