import Foundation
import S2SModels
import S2SOptions
import S2SSearch
import S2STensors
@testable import Seq2Seq
import TestSupport
import Testing

/// One looks into models of the other tasks as into translators.
@Suite struct InspectedTaskTests {
  private let folder = TemporaryDirectory()

  private func trained<Task: LearningTask & SendableMetatype>(
    _ task: Task.Type, _ corpus: Task.Corpus, _ options: OptionValues = [:]
  ) throws -> Inspector {
    var request = TrainingRequest<Task.Corpus, Task.Options>(corpus)
    request.modelPath = folder.file("model")
    request.threads = 1
    request.mode = .overwrite
    request.options = ["hidden": 8, "embedding": 8, "steps": 3, "learning-rate": 0.01]
      .merging(options) { $1 }
    try ModelTrainer(request, task: task).run()
    return try Inspector(path: folder.file("model"))
  }

  private func languageModel(_ options: OptionValues = [:]) throws -> Inspector {
    folder.write((0..<40).map { "one two \($0) three\n" }.joined(), to: "text.txt")
    return try trained(
      LanguageModelTask.self, TextCorpus(train: folder.file("text.txt")), options)
  }

  private func classifier(_ options: OptionValues = [:]) throws -> Inspector {
    folder.write(
      (0..<40).map { "\($0 % 2 == 0 ? "even" : "odd")\tone two \($0)\n" }.joined(),
      to: "labels.tsv")
    return try trained(
      ClassifierTask.self, ClassifierCorpus(train: folder.file("labels.tsv")), options)
  }

  private func tagger(_ options: OptionValues = [:]) throws -> Inspector {
    folder.write((0..<40).map { "w\($0 % 5)\tN\nruns\tV\n\n" }.joined(), to: "tags.tsv")
    return try trained(TaggerTask.self, TaggerCorpus(train: folder.file("tags.tsv")), options)
  }

  /// Pictures of one colour each: three features, the last always the same.
  private func captioner(_ options: OptionValues = [:]) throws -> Inspector {
    let values = (0..<40).flatMap { number -> [Float] in [Float(number % 2), Float(number % 3), 1] }
    try SafetensorsWriter.write(
      to: folder.file("train.features.safetensors"),
      tensors: [SafetensorsTensor(name: "features", shape: [40, 3])]
    ) { try $0.write("features", values: values) }
    folder.write(
      (0..<40).map { "a \(["red", "blue"][$0 % 2]) square\n" }.joined(), to: "train.en")
    return try trained(CaptionerTask.self, CaptionerCorpus(directory: folder.path), options)
  }

  private static let picture = InspectedText("7", answer: "a blue square", picture: [1, 2, 1])

  /// Layer-wise relevances, with the biases' share, sum to each logit.
  private func checkSum(
    _ inspector: Inspector, _ text: InspectedText, sides: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try inspector.relevance(text)
    #expect(found.sides.map(\.name) == sides, sourceLocation: sourceLocation)
    #expect(!found.outputs.isEmpty, sourceLocation: sourceLocation)
    for output in found.outputs.indices {
      let sum = found.relevances[output].joined().reduce(0, +) + found.biases[output]
      let logit = found.logits[output]
      #expect(
        abs(sum - logit) < 1e-3 * max(1, abs(logit)), "\(sum), not \(logit)",
        sourceLocation: sourceLocation)
      #expect(
        found.relevances[output].allSatisfy { $0.contains { abs($0) > 1e-5 } },
        "nothing that was read matters", sourceLocation: sourceLocation)
    }
  }

  @Test func relevancesOfLanguageModels() throws {
    try checkSum(languageModel(), InspectedText("one two three"), sides: ["text"])
    try checkSum(
      languageModel(["cell": "sru", "layers": 2, "layer-norm": true]), InspectedText("one two"),
      sides: ["text"])
  }

  @Test(arguments: ["last", "mean", "attention"]) func relevancesOfClassifiers(
    pooling: String
  ) throws {
    try checkSum(
      classifier(["pooling": .text(pooling)]), InspectedText("one two 7"), sides: ["text"])
  }

  /// What a word's characters spell is read by the network; how they spell it is no part of the sum.
  @Test func relevancesOfTaggers() throws {
    let text = InspectedText("w1 runs w3", answer: "N V N")
    for output in ["softmax", "crf"] {
      try checkSum(tagger(["output": .text(output)]), text, sides: ["text"])
    }
    try checkSum(tagger(["character-hidden": 0]), text, sides: ["text"])
  }

  @Test(arguments: ["start", "steps", "both"]) func relevancesOfCaptioners(
    context: String
  ) throws {
    try checkSum(
      captioner(["context": .text(context)]), Self.picture, sides: ["picture", "caption"])
  }

  /// Layers that spell words are no layers over words, even where each word has one letter.
  @Test func spellingIsNoLayerOfTheText() throws {
    let found = try tagger().inspect(InspectedText("a b", answer: "N V"))
    #expect(found.layers.allSatisfy { $0.name.hasPrefix("network.") } && !found.layers.isEmpty)
  }

  /// Without logits, all is there but relevance.
  @Test func mixturesHaveGradients() throws {
    let inspector = try languageModel(["softmaxes": 2])
    let found = try inspector.inspect(InspectedText("one two three"))
    #expect(found.layers.contains { $0.gradientNorms.allSatisfy { $0 > 0 } })
    #expect(throws: InspectionError.noLogits) {
      _ = try inspector.relevance(InspectedText("one two three"))
    }
  }

  @Test func captionersOfPictures() throws {
    let inspector = try captioner()
    let found = try inspector.inspect(InspectedText("7", picture: [1, 2, 1]))
    #expect(found.layers.allSatisfy { $0.side == 1 } && !found.layers.isEmpty)
    let captions = try Captioner(path: folder.file("model")).captions(
      of: FeatureRows([1, 2, 1], width: 3))
    let search = try inspector.search(Self.picture)
    #expect(search.text == captions[0][0].text && search.source == ["7"])
    // Equal pictures have equal vectors, whatever stands beside them.
    let other = InspectedText("8", picture: [0, 0, 1])
    let map = try inspector.map(of: [Self.picture, other, Self.picture])
    #expect(map.vectors[0] == map.vectors[2] && map.vectors[0] != map.vectors[1])
    #expect(map.sentences == ["7 a blue square", "8", "7 a blue square"])
    #expect(throws: FeatureError.self) {
      _ = try inspector.inspect(InspectedText("9", picture: [1, 2]))
    }
  }

  /// What a layer's gradients are, the last token nearest to the loss.
  private func gradients(_ norms: [Double], memory: [Double]?) -> Inspection {
    let layer = Inspection.Layer(
      name: "network.layers.0", side: 0, gradientNorms: norms, memoryNorms: memory,
      distances: norms.indices.map { norms.count - 1 - $0 }, gates: [])
    return Inspection(
      sides: [.init(name: "text", tokens: norms.map { "\($0)" })], outputs: ["x"], output: 0,
      layers: [layer], attention: nil)
  }

  /// A profile knows from where on norms are 0, which a mean of logarithms cannot have.
  @Test func profilesSayWhereNormsAreZero() {
    var profile = GradientProfile()
    profile.add(gradients([0, 0, 0.5, 1], memory: [0, 0.2, 0.5, 0]), of: "")
    #expect(profile.lines.map(\.zeroFrom) == [2, 3])
    #expect(profile.lines.map { $0.points.map(\.distance) } == [[0, 1], [1, 2]])
    profile.add(gradients([0.1, 0.2, 0.5, 1], memory: [0.1, 0.2, 0.5, 1]), of: "")
    #expect(profile.lines.map(\.zeroFrom) == [nil, nil])
  }

  /// Cells without a memory have no norms of it.
  @Test func wordsOfGradientsAreThoseOfTheCell() throws {
    let plain = gradients([0.5, 1], memory: nil)
    var profile = GradientProfile()
    profile.add(plain, of: "models/a")
    for picture in [plain.gradientPicture, profile.picture] {
      #expect(picture.svg.contains("‖∂L/∂h‖") && !picture.svg.contains("∂c"))
      #expect(!picture.note.contains("memory"))
    }
    let memory = gradients([0.5, 1], memory: [0.5, 1])
    profile.add(memory, of: "models/b")
    for picture in [memory.gradientPicture, profile.picture] {
      #expect(picture.svg.contains("∂c") && picture.note.contains("memory"))
    }
    #expect(
      try languageModel(["cell": "gru"]).inspect(InspectedText("one")).gradientWords.norms
        == "‖∂L/∂h‖")
  }

  /// The parts of a recurrent matrix have the letters of their cell's gates.
  @Test func eigenvaluesByGate() throws {
    for (cell, letters) in [
      ("lstm", ["i", "f", "g", "o"]), ("lstm-coupled", ["f", "g", "o"]), ("gru", ["r", "z", "n"]),
      ("mut2", ["z", "r"]), ("ugrnn", ["g", "c"]),
    ] {
      let found = try languageModel(["cell": .text(cell), "layers": 1]).eigenvalues()
      let names = found.map(\.name).filter { $0.contains("weight_hh") }
      #expect(names.compactMap { $0.components(separatedBy: ", ").last } == letters, "\(names)")
    }
    #expect(try languageModel(["cell": "min-gru"]).eigenvalues().isEmpty)
  }

  @Test func picturesAreForCaptioners() throws {
    #expect(throws: InspectionError.noPicture) {
      _ = try captioner().inspect(InspectedText("a red square"))
    }
    #expect(throws: InspectionError.noText) {
      _ = try classifier().map(of: [Self.picture])
    }
  }
}
