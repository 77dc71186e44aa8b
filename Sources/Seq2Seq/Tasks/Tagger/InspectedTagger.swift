import S2SLayers
import S2SModels
import S2STensors

/// A tagger, as one looks into it: the words of a text and their tags.
struct InspectedTagger: InspectedModel {
  private let tagger: Tagger

  /// Loads the model in a file.
  ///
  /// - Throws: as `Tagger`.
  init(_ file: String) throws { tagger = try Tagger(path: file) }

  var storage: NetworkStorage { tagger.network.model.storage }

  func example(_ given: InspectedText) throws -> InspectedExample {
    let words = words(of: given.text)
    guard !words.isEmpty else { throw InspectionError.emptyText }
    let tags = try tags(of: words, given.answer)
    let forms = tagger.unit == .words ? words : TaggedUnits.forms(ofCharacters: words)
    let batches = TaggedExamples([forms], tagger.network.texts).sortedBatches(tokens: .max)
    let (model, packed) = (tagger.network.model, batches[0].words)
    return InspectedExample(
      sides: [
        InspectedExample.Side(
          name: "text", tokens: words, prefixes: ["words.", "network."], lowerPrefix: "speller.",
          isAligned: true)
      ], outputs: tags.map(\.name)
    ) { objective, gradients, pass in
      _ = model.backward(
        packed, tags: [tags.map(\.number)], objective: objective, gradients: gradients, in: pass)
    }
  }

  func vectors(of texts: [InspectedText]) throws -> [[Float]] {
    let sentences = texts.map { words(of: $0.text) }
    guard sentences.allSatisfy({ !$0.isEmpty }) else { throw InspectionError.emptyText }
    let forms =
      tagger.unit == .words ? sentences : sentences.map { TaggedUnits.forms(ofCharacters: $0) }
    let (network, scratch) = (tagger.network, Workspace())
    return forms.map { form in
      scratch.reset()
      let packed = TaggedExamples([form], network.texts).sortedBatches(tokens: .max)[0].words
      return network.model.meanState(
        of: packed,
        in: Pass(
          parameters: network.model.parameters, workspace: scratch, packedWeights: network.packed)
      ).elements
    }
  }

  private func words(of text: String) -> [String] {
    tagger.unit == .words
      ? tagger.tokenized([text]).flatMap(\.self) : SpacedCharacters(text).characters
  }

  /// The given tags, between spaces, or those that the model gives.
  private func tags(
    of words: [String], _ answer: String?
  ) throws -> [(name: String, number: Int32)] {
    let names =
      try answer.map { $0.split(separator: " ").map(String.init) }
      ?? tagger.tags(of: [words], threads: 1)[0]
    guard names.count == words.count else {
      throw InspectionError.unequalAnswer(words: words.count, tags: names.count)
    }
    let numbers = tagger.network.texts.tagNumbers
    return try names.map { name in
      guard let number = numbers[name] else {
        throw InspectionError.unknownAnswer(name, known: tagger.tagNames)
      }
      return (name, Int32(number))
    }
  }
}

extension TaggerTask {
  static func inspected(_ modelFile: String) throws -> any InspectedModel {
    try InspectedTagger(modelFile)
  }
}
