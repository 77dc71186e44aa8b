import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2SText
import S2STensors
import S2STraining

/// Trains a translator; see `ModelTrainer`.
public typealias TranslationTrainer = ModelTrainer<TranslationCorpus, TranslatorOptions>
/// A request for a translator's training.
public typealias TranslationTraining = TrainingRequest<TranslationCorpus, TranslatorOptions>

extension ModelTrainer where Corpus == TranslationCorpus, Options == TranslatorOptions {
  /// Sets up the training of a translator.
  public init(_ request: TranslationTraining) { self.init(request, task: TranslationTask.self) }
}

extension TrainingRequest where Corpus == TranslationCorpus, Options == TranslatorOptions {
  /// Asks for a model from one language to another.
  public init(source: String, target: String) {
    self.init(TranslationCorpus(source: source, target: target))
  }
}

/// The parts that a run asks the task for.
extension TranslationTask {
  static func modelName(_ corpus: TranslationCorpus) throws -> String {
    let languages = try corpus.languages()
    return "\(languages.source)-\(languages.target)"
  }

  static func languages(_ corpus: TranslationCorpus) throws -> [String: String] {
    let languages = try corpus.languages()
    return ["source": languages.source, "target": languages.target]
  }

  static func named(_ corpus: TranslationCorpus) -> TranslationCorpus {
    var named = corpus
    if corpus.train == nil {
      named.directory = corpus.directory ?? CorpusSelection.bundledDirectory
    }
    return named
  }

  static var replacedByCorpus: [String: Set<String>] {
    ["corpus": ["train", "valid"], "train": ["corpus", "valid"]]
  }

  static func makeModel(
    _ options: TranslatorOptions, _ texts: Texts, copies: Int
  ) throws -> TranslationModel {
    let (source, target) = texts.sides
    guard !options.shape.copiesSource || source.hasTokens(of: target) else {
      throw ModelError.copiesUnequalTokens
    }
    return try TranslationModel(
      options.modelConfiguration(source: source, target: target), copies: copies)
  }

  static func layout(_ options: TranslatorOptions, _ texts: Texts) -> ParameterTable {
    let (source, target) = texts.sides
    return TranslationModel.layout(options.modelConfiguration(source: source, target: target))
  }

  static func header(
    _ options: TranslatorOptions, _ texts: Texts, languages: [String: String]
  ) throws -> ModelHeader {
    try ModelHeader(task: name, shape: options.shape, languages: languages, texts: texts)
  }

  static func options(
    _ options: TranslatorOptions, keeping header: ModelHeader, _ texts: Texts
  ) throws -> TranslatorOptions {
    var options = options
    options.shape = try header.shape()
    let stored: TranslatorOptions? = try TrainingFacts(header.facts).options()
    let (source, target) = texts.sides
    options.tokens = stored?.tokens ?? TokenOptions()
    options.vocabularySize =
      stored?.vocabularySize ?? max(source.vocabularySize, target.vocabularySize)
    options.jointVocabulary = stored?.jointVocabulary ?? false
    options.placeholders = stored?.placeholders ?? !source.placeholders.isEmpty
    return options
  }

  init(_ model: TranslationModel, _ texts: Texts, _ options: TranslatorOptions) {
    self.init(
      model: model, labelSmoothing: Float(options.learning.labelSmoothing),
      gradientRegularizer: Float(options.gradientRegularizer),
      coverageLoss: Float(options.coverageLoss),
      drawnTokens: options.sampledSoftmax.drawnTokens,
      divergence: Float(options.dropoutDivergence), sampling: options.sampling.sampling,
      risk: options.risk.risk(texts.sides.target),
      trainingWeights: model.trainingWeights(options.learning))
  }

  init(measuring model: TranslationModel) { self.init(model: model, labelSmoothing: 0) }

  static func scorer(
    _ model: TranslationModel, _ data: TranslationData, _ texts: Texts,
    _ options: TranslatorOptions, threads: Int
  ) -> (any TaskScorer)? {
    TranslationScorer(model, data.valid, texts, threads: threads)
  }

  static func evaluate(_ modelFile: String, _ request: ModelEvaluation) throws -> Evaluation {
    try Evaluator(path: modelFile, options: request.translation)
      .run(request.corpus, request.request)
  }

  static func cardWords(
    _ options: TranslatorOptions, languages: [String: String]
  ) -> CardWords {
    let context =
      options.shape.attention == .off
      ? " A context vector carries a whole sentence, so quality falls on long ones." : ""
    return CardWords(
      title:
        "Translation model, \(languages["source"] ?? "") to \(languages["target"] ?? "")",
      evaluation: """
        Validation BLEU is of greedy translations, with words cut as the target language needs \
        (`tok:\(BLEU.Tokenizer(language: languages["target"] ?? "").rawValue)`). `s2s eval` measures \
        BLEU and ROUGE on the corpus's test set.
        """,
      limits: """
        It knows the words and the kinds of sentences of its corpus.\(context) It may be fluent and \
        wrong: let a person check what matters.
        """)
  }
}

extension Texts {
  /// The tokenizers of a translation.
  ///
  /// - Precondition: both are there, as in every run of the task.
  var sides: (source: TextPipeline, target: TextPipeline) {
    guard let source = self["source"], let target = self["target"] else {
      preconditionFailure("a translation has two tokenizers")
    }
    return (source, target)
  }
}
