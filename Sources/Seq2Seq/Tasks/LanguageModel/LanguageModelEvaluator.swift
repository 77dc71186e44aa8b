import Glibc
import S2SCorpora
import S2SFiles
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2SText
import S2STensors
import S2STraining

/// Measures a language model on lines of text: perplexity per word, bits per character.
///
/// Both are of the same sum, that of -log P over all tokens and the end of each line. The end of a
/// line counts as a word and as a character, as the literature on Penn Treebank counts it; words
/// stand between white space. So models of other tokens can be compared, as long as their tokens spell
/// all of the text: an unknown word costs what any unknown word costs, however long it is.
///
/// Reference: Mikolov et al. 2012, "Subword language modeling with neural networks", section 2.
public struct LanguageModelEvaluator: Sendable {
  private let file: String
  private let model: LanguageModel
  private let text: TextPipeline
  private let language: String
  private let facts: [String: String]
  /// What a model of a stream does beside reading.
  public var adaptation = StreamAdaptation()

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read
  ///   or is of another task.
  public init(path: String) throws {
    file = try ModelDirectory.file(at: path)
    let header: ModelHeader
    (header, model, text) = try LanguageModelTask.load(file)
    language = try header.language(LanguageModelTask.role)
    facts = header.facts
  }

  /// The measures of a text under the model.
  public struct Fit: Sendable, Equatable {
    /// The sum of -log P over all tokens and line ends, in nats.
    public let negativeLogLikelihood: Double
    /// The tokens, with a line end per line.
    public let tokenCount: Int
    /// The words, with a line end per line.
    public let wordCount: Int
    /// The characters (Unicode scalars), with a line end per line.
    public let characterCount: Int
    /// The tokens that stand for words or pieces which the model does not know, so that no token says how
    /// these are spelled; 0 where tokens spell every text.
    public let unknownTokenCount: Int

    /// e to the mean of -log P per word.
    public var perplexity: Double { exp(negativeLogLikelihood / Double(wordCount)) }
    /// The mean of -log2 P per character.
    public var bitsPerCharacter: Double {
      negativeLogLikelihood / log(2) / Double(characterCount)
    }
    /// e to the mean of -log P per token: comparable between models of the same tokens only.
    public var tokenPerplexity: Double { exp(negativeLogLikelihood / Double(tokenCount)) }
  }

  /// Measures lines; the result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - isCancelled: as of `Translator.translate`.
  ///   - report: is called after each batch.
  /// - Throws: `CancellationError`; `OptionError` where the adaptation is out of its range, `ModelError` where
  ///   the model reads line by line or has weights of eight bits; what reading its training text throws.
  public func fit(
    _ lines: [String], threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    report: @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws -> Fit {
    let threads = threads ?? defaultThreadCount()
    try checkAdaptation()
    // What is counted is what the model predicts.
    let lines = lines.map(text.normalization.applied)
    let sum =
      model.readsStream
      ? try streamLoss(lines, threads: threads, isCancelled: isCancelled, report: report)
      : try lineLoss(lines, threads: threads, isCancelled: isCancelled, report: report)
    guard !sum.negativeLogLikelihood.isNaN else {
      throw ModelError.noNumbers(path: file, learns: adaptation.dynamic != nil)
    }
    return Fit(
      negativeLogLikelihood: sum.negativeLogLikelihood, tokenCount: sum.tokenCount,
      wordCount: lines.reduce(0) { $0 + Self.wordCount($1) + 1 },
      characterCount: lines.reduce(0) { $0 + $1.unicodeScalars.count + 1 },
      unknownTokenCount: unknownCount(in: lines))
  }

  /// The tokens that stand for what the vocabulary lacks.
  private func unknownCount(in lines: [String]) -> Int {
    guard !text.isLossless else { return 0 }
    let encoder = text.makeEncoder()
    return lines.reduce(0) { $0 + text.unknownCount(in: encoder.encode($1), of: $1) }
  }

  /// The loss of a text that is read in one go.
  private func streamLoss(
    _ lines: [String], threads: Int, isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> LossSum {
    let stream = LanguageModelData.stream(
      lines, [LanguageModelTask.role: text], threads: threads)
    let reader = StreamReader(
      model, cache: adaptation.cache,
      learning: try adaptation.dynamic.map { options in
        try StreamReader.Learning(
          model, text, options, trainingText: try options.trainingText ?? knownText(),
          isCancelled: isCancelled)
      })
    let found = try reader.logProbabilities(
      of: Array(stream.tokens.dropFirst()), isCancelled: isCancelled,
      progress: { report(.measured($0, of: stream.count)) })
    let sum = -found.reduce(0, +)
    return LossSum(objective: sum, negativeLogLikelihood: sum, tokenCount: found.count)
  }

  /// Checks that the model can do what is asked for beside reading.
  private func checkAdaptation() throws {
    try adaptation.validate()
    guard let option = adaptation.option else { return }
    guard model.readsStream else { throw ModelError.readsLines(path: file, option: option) }
    guard adaptation.dynamic == nil || !model.storage.isQuantized else {
      throw ModelError.quantized(path: file, .training)
    }
  }

  /// The text that the model was trained on.
  private func knownText() throws -> String {
    let corpus: TextCorpus = try KnownCorpus(ofModel: file, facts).training(.trainingText)
    guard let path = corpus.train else { throw OptionError.missing(option: "training-text") }
    return path
  }

  /// The loss of lines, none of which knows of the others.
  private func lineLoss(
    _ lines: [String], threads: Int, isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> LossSum {
    let corpus = EncodedCorpus(
      texts: lines, maximumLength: .max, threads: threads,
      encoder: LanguageModelData.encoder([LanguageModelTask.role: text]))
    let batches = ExampleBatch.sorted(corpus, tokens: LanguageModelBatch.linePassTokens)
    let packed = model.packedWeights()
    let losses = try Workers(count: threads).map(
      batches.count, isCancelled: isCancelled, with: { Workspace() },
      progress: { report(.measured($0, of: batches.count)) }
    ) { index, scratch in
      scratch.reset()
      let pass = Pass(
        parameters: model.parameters, workspace: scratch, packedWeights: packed)
      return LossSum(model.loss(batches[index].targets, in: pass))
    }
    // In one order for any number of threads, so that sums round alike.
    return losses.reduce(into: LossSum()) { $0 += $1 }
  }

  /// Measures the lines of a file, plain or `.gz`; a line without a word is a line end.
  ///
  /// - Parameters:
  ///   - isCancelled: as of `Translator.translate`.
  ///   - report: is called after each batch.
  /// - Throws: `FileError`, `LineError`; `CorpusError.noLines`; as `fit`.
  public func evaluate(
    _ path: String, threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    report: @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws -> Evaluation {
    let lines = try LineReader(path: path).readAll()
    guard !lines.isEmpty else { throw CorpusError.noLines([path]) }
    try CorpusError.check(lines, of: path)
    let fit = try fit(lines, threads: threads, isCancelled: isCancelled, report: report)
    let signature = Signature(
      fields: [
        .init("lines", "\(lines.count)"), .init("words", "\(fit.wordCount)"),
        .init("characters", "\(fit.characterCount)"),
        .init("unknown_tokens", "\(fit.unknownTokenCount)"), .init("eol", "counted"),
        .init("read", model.readsStream ? "stream" : "lines"),
      ] + adaptation.fields)
    var evaluation = Evaluation(
      name: "\(file), \(language)",
      scores: [
        MetricScore(name: "perplexity", score: fit.perplexity, signature: signature),
        MetricScore(
          name: "bits_per_character", score: fit.bitsPerCharacter, signature: signature),
        MetricScore(name: "token_perplexity", score: fit.tokenPerplexity, signature: signature),
      ])
    evaluation.language = language
    let request = EvaluationRequest()
    evaluation.files = [
      try request.file(.model, file, count: nil),
      try request.file(.text, path, count: lines.count),
    ]
    evaluation.addCurve(beside: file)
    return evaluation
  }

  private static func wordCount(_ line: String) -> Int {
    line.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).count
  }
}
