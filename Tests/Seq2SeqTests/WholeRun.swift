import S2SModels
import S2SOptions
import S2SRandom
import S2STensors
import S2SText
import Seq2Seq
import TestSupport
import Testing

/// What every kind of network has to do, from training to translating with eight bits.
struct WholeRun {
  private let folder = TemporaryDirectory()
  private let change: @Sendable (inout OptionValues) -> Void

  /// Runs of networks that differ from the usual by `change`.
  init(_ change: @escaping @Sendable (inout OptionValues) -> Void) { self.change = change }

  /// A run that is stopped in the middle of an epoch and resumed ends like one that was not.
  func checkResuming() throws {
    let lines = (0..<60).map { "un \($0 % 7) deux \($0)\tone \($0 % 7) two \($0)\n" }
    folder.write(lines.joined(), to: "train.tsv")
    try train("whole", steps: 7, .overwrite)
    try train("parts", steps: 5, .overwrite)
    #expect(try weights("whole") != weights("parts"))
    try train("parts", steps: 7, .resume)
    #expect(try weights("whole") == weights("parts"))
    let path = folder.file("whole/model.safetensors")
    let bundle = try TranslationBundle(path: path)
    #expect(try bundle.configuration == shape(bundle.sourceText, bundle.targetText))
  }

  /// Texts and scores, bit for bit, alone and in company, with weights of 32 bits and of eight.
  func checkCompany() throws {
    let bundle = try bundle()
    let words = ["un", "deux", "trois", "quatre", "cinq", "six", "sept"]
    let lines = (1...40).map { number in
      (0...number % 9).map { words[number * ($0 + 3) % 7] }.joined(separator: " ") + " \(number)"
    }
    for bundle in [bundle, try bundle.quantized()] {
      func translations(batch: Int, threads: Int, beam: Int, _ lines: [String]) throws
        -> [Translation]
      {
        var options = TranslationOptions()
        options.search.beamSize = beam
        options.search.maximumLengthRatio = 1
        options.batchSentences = batch
        options.threads = threads
        return try Translator([bundle], options: options).translate(lines)
      }
      for beam in [1, 4] {
        let alone = try translations(batch: 1, threads: 1, beam: beam, lines)
        #expect(
          Set(alone.map { $0.alternatives[0].score }).count > 30,
          "the model does not tell sentences apart")
        let together = try translations(batch: 64, threads: 1, beam: beam, lines)
        #expect(together == alone)
        let reversed = try translations(batch: 7, threads: 2, beam: beam, lines.reversed())
        #expect(reversed.reversed() == alone)
      }
    }
  }

  private func train(_ name: String, steps: Int, _ mode: TrainingMode) throws {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.file("train.tsv")
    request.modelPath = folder.file(name)
    request.mode = mode
    request.threads = 1
    request.options = overrides
    request.options["hidden"] = 8
    request.options["embedding"] = 8
    request.options["steps"] = OptionValue(steps)
    _ = try TranslationTrainer(request).run()
  }

  private var overrides: OptionValues {
    var overrides = OptionValues()
    overrides["layers"] = 2
    overrides["bidirectional"] = true
    overrides["attention"] = "general"
    overrides["batch-sentences"] = 16
    overrides["hidden"] = 20
    overrides["embedding"] = 12
    change(&overrides)
    return overrides
  }

  /// The shape that training gives a model, but for its widths.
  private func shape(
    _ source: TextPipeline, _ target: TextPipeline
  ) throws -> ModelConfiguration {
    var overrides = overrides
    overrides["hidden"] = 8
    overrides["embedding"] = 8
    return try TrainingPreset.tiny.options.changed(by: overrides)
      .modelConfiguration(source: source, target: target)
  }

  /// A model that has learned nothing and says something else about everything.
  func bundle() throws -> TranslationBundle {
    let texts = ["un deux trois", "quatre cinq six sept"]
    let text =
      try overrides["hierarchical"] == true
      ? TextPipeline.learnCharacters(from: texts, locale: "fr", vocabularySize: 300)
      : TextPipeline.learn(from: texts, locale: "fr", vocabularySize: 300)
    let model = try TranslationModel(
      try TranslatorOptions().changed(by: overrides)
        .modelConfiguration(source: text, target: text))
    var generator = SeededGenerator(seed: 4)
    model.parameters.all.fillUniform(0.4, using: &generator)
    return TranslationBundle(
      source: "fr", target: "en", model: model, sourceText: text, targetText: text)
  }

  /// Weights and moments: what follows the header of the file.
  private func weights(_ name: String) throws -> [UInt8] {
    let bytes = try #require(folder.bytes(of: "\(name)/training.safetensors"))
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(bytes.dropFirst(8 + length))
  }
}
