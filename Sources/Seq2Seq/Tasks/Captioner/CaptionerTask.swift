import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2SText
import S2STensors
import S2STraining

/// Trains a captioner; see `ModelTrainer`.
public typealias CaptionerTrainer = ModelTrainer<CaptionerCorpus, CaptionerOptions>

extension ModelTrainer where Corpus == CaptionerCorpus, Options == CaptionerOptions {
  /// Sets up the training of a captioner.
  public init(_ request: TrainingRequest<CaptionerCorpus, CaptionerOptions>) {
    self.init(request, task: CaptionerTask.self)
  }
}

/// Learning to write what a picture shows, from its vector.
struct CaptionerTask: LearningTask {
  typealias Data = CaptionerData

  static let name = "captioner"
  /// The role of the captions' tokenizer, as in a language model.
  static let textRole = LanguageModelTask.role
  /// The role of the scale of each feature.
  static let featureRole = "features"
  static let textRoles = [textRole, featureRole]
  /// The name of CIDEr-D of greedy captions.
  static let cider = "cider"
  static let scoreNames = [TranslationTask.bleu, cider]

  static func named(_ corpus: CaptionerCorpus) -> CaptionerCorpus { corpus.complete }

  static var replacedByCorpus: [String: Set<String>] {
    let files: Set = ["train", "features", "valid", "valid-features"]
    return ["corpus": files, "train": files.subtracting(["train"]).union(["corpus"])]
  }

  let model: CaptioningModel
  var labelSmoothing: Float = 0
  /// The weights as gradients are computed with them; `nil` where no gradients are.
  var trainingWeights: (any TrainingWeights)?

  var parameters: ParameterBuffer { model.parameters }

  init(_ model: CaptioningModel, _ texts: Texts, _ options: CaptionerOptions) {
    self.model = model
    labelSmoothing = Float(options.learning.labelSmoothing)
    trainingWeights = model.trainingWeights(options.learning)
  }

  init(measuring model: CaptioningModel) { self.model = model }

  // MARK: - Gradients

  func shards(of batch: CaptionBatch, count: Int) -> [CaptionBatch] { batch.dealt(to: count) }
  func tokenCount(of batch: CaptionBatch) -> Int { batch.examples.targetTokenCount }

  /// The tokens of a pass: a larger part takes several passes, so memory does not grow with the
  /// batch.
  package static let passTokens = 1_024

  func backward(
    _ batch: CaptionBatch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum {
    let objective = Objective(scale: scale, labelSmoothing: labelSmoothing)
    return loss(
      of: batch.dealt(to: Self.passCount(tokens: batch.tokenCount)), scratch: scratch,
      chance: chance
    ) { part, pass in
      LossSum(
        model.backward(
          part.pairs(in: pass.workspace), objective: objective, gradients: gradients, in: pass))
    }
  }

  func loss(_ batch: CaptionBatch, scratch: Workspace) -> LossSum {
    LossSum(
      model.loss(
        batch.pairs(in: scratch), in: Pass(parameters: parameters, workspace: scratch)))
  }
}

extension CaptionBatch {
  /// The captions as the network takes them.
  func pairs(in workspace: Workspace) -> CaptioningModel.Pairs {
    CaptioningModel.Pairs(features, rows: rows, captions: examples.targets, in: workspace)
  }
}

/// The parts that a run asks the task for.
extension CaptionerTask {
  static func modelName(_ corpus: CaptionerCorpus) -> String { "captioner-" + corpus.languageName }

  static func languages(_ corpus: CaptionerCorpus) -> [String: String] {
    ["target": corpus.languageName]
  }

  static func makeModel(
    _ options: CaptionerOptions, _ texts: Texts, copies: Int
  ) throws -> CaptioningModel {
    try CaptioningModel(
      options.shape, featureWidth: texts.scale().width,
      vocabularySize: texts.text.vocabularySize, copies: copies)
  }

  static func layout(_ options: CaptionerOptions, _ texts: Texts) -> ParameterTable {
    CaptioningModel.layout(
      options.shape, featureWidth: texts[featureRole]?.labelNames.count ?? 0,
      vocabularySize: texts.text.vocabularySize)
  }

  static func header(
    _ options: CaptionerOptions, _ texts: Texts, languages: [String: String]
  ) throws -> ModelHeader {
    try ModelHeader(task: name, shape: options.shape, languages: languages, texts: texts)
  }

  static func options(
    _ options: CaptionerOptions, keeping header: ModelHeader, _ texts: Texts
  ) throws -> CaptionerOptions {
    var options = options
    options.shape = try header.shape()
    let stored: CaptionerOptions? = try TrainingFacts(header.facts).options()
    options.vocabularySize = stored?.vocabularySize ?? texts.text.vocabularySize
    options.tokens = stored?.tokens ?? TokenOptions()
    return options
  }

  static func scorer(
    _ model: CaptioningModel, _ data: CaptionerData, _ texts: Texts,
    _ options: CaptionerOptions, threads: Int
  ) -> (any TaskScorer)? {
    CaptionerScorer(pictures: data.valid, model: model, texts: texts, threads: threads)
  }

  static func evaluate(_ modelFile: String, _ request: ModelEvaluation) throws -> Evaluation {
    var evaluator = try CaptionerEvaluator(path: modelFile)
    evaluator.search = Captioner.search(request.translation.search)
    evaluator.threads = request.translation.threads
    let selection = CaptionSelection(
      directory: request.corpus.directory, captions: request.corpus.test,
      features: request.features)
    return try evaluator.run(selection, request.request)
  }

  static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring {
    throw ModelError.otherTask(path: modelFile, task: name, wanted: LanguageModelTask.name)
  }

  static func cardWords(
    _ options: CaptionerOptions, languages: [String: String]
  ) -> CardWords {
    CardWords(
      title: "Captioner of pictures, \(languages["target"] ?? "")",
      evaluation: """
        Validation BLEU and CIDEr-D are of greedy captions. `s2s eval` measures BLEU, ROUGE, CIDEr-D and \
        METEOR.
        """,
      limits: """
        It reads vectors that were made as those of its corpus were, and knows the words and the kinds of \
        pictures of that corpus. It may be fluent and wrong.
        """)
  }
}

extension Texts {
  /// The scale of a captioner's features.
  ///
  /// - Throws: `ModelError`.
  func scale() throws -> FeatureScale {
    guard let text = self[CaptionerTask.featureRole] else {
      throw ModelError.noField(path: "", field: CaptionerTask.featureRole + "_text")
    }
    return try FeatureScale(text)
  }
}
