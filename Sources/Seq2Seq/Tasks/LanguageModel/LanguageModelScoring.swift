import S2SCorpora
import S2SLayers
import S2SModels
import S2SSearch
import S2STensors
import S2SText

/// Scores given lines by a language model, the end of each line included.
struct LanguageModelScoring: TextScoring {
  let needsSource = false
  private let model: LanguageModel
  private let text: TextPipeline
  private let packed: PackedWeights
  private let options: ScoringOptions
  private let workers: Workers
  /// The most subwords that the model learned from, where it says so.
  private let longest: Int

  /// Loads the model in a file.
  ///
  /// - Throws: as `LanguageModelEvaluator`; `OptionError` when its facts are damaged.
  init(_ file: String, _ options: ScoringOptions) throws {
    let header: ModelHeader
    (header, model, text) = try LanguageModelTask.load(file)
    packed = model.packedWeights()
    let learned: LanguageModelOptions? = try TrainingFacts(header.facts).options()
    longest = learned?.learning.maximumLength ?? .max
    self.options = options
    workers = Workers(count: options.threads ?? defaultThreadCount())
  }

  func score(
    _ pairs: [TextPair], isCancelled: @Sendable () -> Bool, progress: @Sendable (Double) -> Void
  ) throws -> [TextScore] {
    let corpus = EncodedCorpus(
      texts: pairs.map { text.normalization.applied(to: $0.text) }, maximumLength: .max,
      threads: workers.count, encoder: LanguageModelData.encoder([LanguageModelTask.role: text]))
    let batches = ExampleBatch.sorted(corpus, tokens: LanguageModelBatch.linePassTokens)
    let found = try workers.map(
      batches.count, isCancelled: isCancelled, with: { Workspace() },
      progress: { progress(Double($0) / Double(batches.count)) }
    ) { score(batches[$0], scratch: $1) }
    var scores = pairs.map { TextScore(ofEmptySource: $0.text) }
    for (batch, found) in zip(batches, found) {
      for (position, score) in zip(batch.positions, found) { scores[position] = score }
    }
    return scores
  }

  private func score(_ batch: ExampleBatch, scratch: Workspace) -> [TextScore] {
    scratch.reset()
    let targets = batch.targets
    let pass = Pass(parameters: model.parameters, workspace: scratch, packedWeights: packed)
    return zip(targets, model.logProbabilities(of: targets, in: pass)).map { tokens, found in
      TextScore(
        tokens: text.pieces(tokens + [TranslationModel.eos]),
        tokenLogProbabilities: found.map { Float($0) }, logProbability: found.reduce(0, +),
        normalization: options.normalization,
        isLong: tokens.count > longest)
    }
  }
}

extension LanguageModelTask {
  /// The model in a file.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read
  ///   or is of another task.
  static func load(
    _ file: String
  ) throws -> (header: ModelHeader, model: LanguageModel, text: TextPipeline) {
    let reader = try SafetensorsReader(path: file)
    let header = try ModelHeader(reader)
    try header.check(task: name)
    let text = try header.text(role)
    let model = try LanguageModel(header.shape(), vocabularySize: text.vocabularySize) {
      try NetworkStorage(reading: reader, $0)
    }
    return (header, model, text)
  }

  static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring {
    options.inContext
      ? try StreamScoring(modelFile, options) : try LanguageModelScoring(modelFile, options)
  }
}
