import S2SLayers
import S2SModels
import S2SSearch
import S2STensors

/// A captioner, as one looks into it: a picture's vector, then the words of its caption.
struct InspectedCaptioner: InspectedModel {
  private let captioner: Captioner

  /// Loads the model in a file.
  ///
  /// - Throws: as `Captioner`.
  init(_ file: String) throws { captioner = try Captioner(path: file) }

  var storage: NetworkStorage { captioner.model.storage }

  var readsPictures: Bool { true }

  func example(_ given: InspectedText) throws -> InspectedExample {
    let decoder = try decoder([given])
    let caption = given.answer.map(captioner.text.encode) ?? greedy(decoder)
    let (model, pieces) = (captioner.model, captioner.text.pieces)
    return InspectedExample(
      sides: [
        InspectedExample.Side(
          name: "picture", tokens: [given.text], prefixes: ["features."], isAligned: false),
        InspectedExample.Side(
          name: "caption", tokens: pieces([TranslationModel.bos] + caption),
          prefixes: ["decoder."], isAligned: true),
      ], outputs: pieces(caption + [TranslationModel.eos])
    ) { objective, gradients, pass in
      let pairs = CaptioningModel.Pairs(
        decoder.features, rows: [0], captions: [caption], in: pass.workspace)
      _ = model.backward(pairs, objective: objective, gradients: gradients, in: pass)
    }
  }

  func vectors(of pictures: [InspectedText]) throws -> [[Float]] {
    let features = try decoder(pictures).features
    return vectors(of: pictures.indices.map { [Int32($0)] }) { [model = captioner.model] in
      model.vectors(of: features, rows: $0.map { Int($0[0]) }, in: $1)
    }
  }

  func search(_ picture: InspectedText, _ options: SearchOptions) throws -> SearchedText {
    let decoder = try decoder([picture])
    let trace = SearchTrace(leftCount: options.beamSize)
    let search = BeamSearch(Captioner.search(options))
    let found = search.search([[0]], with: decoder, trace: trace)[0][0]
    return SearchedText(
      source: [picture.text], nodes: trace.nodes,
      tokens: captioner.text.pieces(trace.nodes.map(\.token)), best: trace.best,
      text: captioner.text.decode(found.tokens))
  }

  /// The model with some pictures.
  private func decoder(_ pictures: [InspectedText]) throws -> CaptionDecoder {
    let vectors = pictures.compactMap(\.picture)
    let width = vectors.first?.count ?? 0
    precondition(vectors.allSatisfy { $0.count == width }, "vectors are of one width")
    return try captioner.decoder(FeatureRows(Array(vectors.joined()), width: width))
  }

  /// The caption of the first picture, by greedy search.
  private func greedy(_ decoder: CaptionDecoder) -> [Int32] {
    var options = Captioner.usualSearch
    options.beamSize = 1
    return BeamSearch(options).search([[0]], with: decoder)[0][0].tokens
  }
}

extension CaptionerTask {
  static func inspected(_ modelFile: String) throws -> any InspectedModel {
    try InspectedCaptioner(modelFile)
  }
}
