import S2SLayers
import S2SModels
import S2SSearch
import S2STensors
import S2SText

/// A translation model, as one looks into it.
struct InspectedTranslation: InspectedModel {
  private let bundle: TranslationBundle
  private let decoder: TranslationDecoder

  /// Loads the model in a file.
  ///
  /// - Throws: as `TranslationBundle`.
  init(_ file: String) throws {
    bundle = try TranslationBundle(path: file)
    decoder = TranslationDecoder(model: bundle.model)
  }

  var storage: NetworkStorage { bundle.model.storage }

  var hasLogits: Bool { !bundle.configuration.copiesSource }

  func example(_ text: InspectedText) throws -> InspectedExample {
    let (source, target) = try encode(text)
    let model = bundle.model
    let pairs = TranslationModel.Pairs(
      sources: [source], targets: [target], configuration: model.configuration)
    let pieces = bundle.targetText.pieces
    return InspectedExample(
      sides: [
        InspectedExample.Side(
          name: "source", tokens: sourceNames(source), prefixes: ["encoder."],
          lowerPrefix: "encoder.words.", isReversed: model.configuration.reversesSource,
          isAligned: false),
        InspectedExample.Side(
          name: "target", tokens: pieces([TranslationModel.bos] + target),
          prefixes: ["decoder."], isAligned: true),
      ], outputs: pieces(target + [TranslationModel.eos])
    ) { objective, gradients, pass in
      _ = model.backward(pairs, objective: objective, gradients: gradients, in: pass)
    }
  }

  func vectors(of texts: [InspectedText]) throws -> [[Float]] {
    let splitter = splitter
    let tokens = try texts.map { try read($0.text, by: splitter) }
    let model = bundle.model
    return vectors(of: tokens) { model.contextVectors(of: $0, in: $1) }
  }

  func search(_ text: InspectedText, _ options: SearchOptions) throws -> SearchedText {
    let source = try read(text.text, by: splitter)
    let trace = SearchTrace(leftCount: options.beamSize)
    let found = BeamSearch(options).search([source], with: decoder, trace: trace)[0][0]
    return SearchedText(
      source: bundle.sourceText.pieces(source), nodes: trace.nodes,
      tokens: bundle.targetText.pieces(trace.nodes.map(\.token)), best: trace.best,
      text: bundle.targetText.decode(found.tokens))
  }

  /// A text and its translation in tokens: the given one, else the model's own.
  private func encode(_ text: InspectedText) throws -> (source: [Int32], target: [Int32]) {
    let source = try read(text.text, by: splitter)
    guard let answer = text.answer else { return (source, translation(of: source)) }
    // Placeholders stand for what both have; both are in their normal form by then.
    let encoder = PairEncoder(
      source: bundle.sourceText.normalizing(by: .nfc), target: bundle.targetText)
    let restored = LineRestorer(bundle.sourceText).restored(text.text).text
    return encoder.encode(restored, answer)
  }

  /// What reads a text as `s2s translate` does, in one piece.
  private var splitter: LineSplitter {
    var options = TranslationOptions()
    options.maximumSourceLength = .max
    return LineSplitter(bundle.sourceText, options)
  }

  /// A text in tokens.
  private func read(_ text: String, by splitter: LineSplitter) throws -> [Int32] {
    let tokens = splitter.pieces(text, isWhole: true).flatMap(\.tokens)
    guard !text.isBlank, !tokens.isEmpty else { throw InspectionError.emptyText }
    return tokens
  }

  /// The greedy translation.
  private func translation(of source: [Int32]) -> [Int32] {
    var options = SearchOptions()
    options.beamSize = 1
    return BeamSearch(options).search([source], with: decoder)[0][0].tokens
  }

  /// The names of the rows of a source: of its tokens, or of its words where they are spelled.
  private func sourceNames(_ source: [Int32]) -> [String] {
    guard let spelling = bundle.configuration.spelling else {
      return bundle.sourceText.pieces(source)
    }
    return spelling.words(of: source, separate: Set(spelling.separate)).map {
      bundle.sourceText.decode($0)
    }
  }
}

extension TranslationTask {
  static func inspected(_ modelFile: String) throws -> any InspectedModel {
    try InspectedTranslation(modelFile)
  }
}
