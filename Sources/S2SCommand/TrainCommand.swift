import ArgumentParser
import S2SModels
import S2STraining
import Seq2Seq

/// `s2s train`: from a parallel corpus to a model.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a translation model on a parallel corpus",
    discussion: """
      What is not given is picked from the corpus's size, printed and stored with the model.

      Examples:
        s2s train --src fr --tgt en
        s2s train --src de --tgt en --corpus multi30k --hidden 512 --time-limit 30m
        s2s train --src fr --tgt en --train all.tsv --model models/mine
        s2s train --src fr --tgt en --hidden 512 --dry-run
        s2s train --src fr --tgt en --resume
        s2s train --src fr --tgt en --from models/fr-en --train mine.tsv --model models/mine
      """)

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var corpus: CorpusOptions
  @OptionGroup(title: "Model") var shape: ShapeOptions
  @OptionGroup(title: "Learning") var learning: LearningOptions

  @Option(help: "The directory of the model (default: models/SRC-TGT)")
  var model: String?
  @Option(help: "Begin with the weights, shape and tokenizers of this model")
  var from: String?
  @Option(help: "End after this long, with the best model saved: 30m, 2h, 90s")
  var timeLimit: String?
  @Option(help: "Worker threads (default: the processor's cores)")
  var threads: Int?
  @Option(help: "A JSON file with these options by name; flags win over it")
  var config: String?
  @Flag(help: "Go on with the run in the model's directory")
  var resume = false
  @Flag(help: "Replace the model in the model's directory")
  var overwrite = false
  @Flag(help: "Print parameters, memory and time that the run will take, and write nothing")
  var dryRun = false
  @Flag(help: "Print one JSON object; goes with --dry-run") var json = false

  func validate() throws {
    if resume && overwrite {
      throw ValidationError("--resume and --overwrite exclude each other; give one of them.")
    }
    if json && !dryRun { throw ValidationError("--json goes with --dry-run; give both.") }
    if let threads, threads < 1 || threads > 1_024 {
      throw ValidationError("--threads is \(threads); give 1 to 1024.")
    }
  }

  func run() throws {
    var overrides = try config.map(ConfigurationFile.overrides) ?? TrainingOverrides()
    shape.apply(to: &overrides)
    learning.apply(to: &overrides)
    var request = TrainingRequest(source: languages.source, target: languages.target)
    request.overrides = overrides
    request.corpus = corpus.selection
    request.modelPath = model
    request.from = from
    request.timeLimit = try timeLimit.map { try TimeLimit($0) }
    request.threads = threads
    request.mode = resume ? .resume : overwrite ? .overwrite : .create
    request.commandLine = CommandLine.arguments
    if dryRun { return try printForecast(request) }
    if try TranslationTrainer(request).run() == .interrupted { throw ExitCode(130) }
  }

  private func printForecast(_ request: TrainingRequest) throws {
    let forecast = try TranslationTrainer(request).forecast()
    let writer = OutputWriter()
    try writer.write(json ? encodeJSON(forecast) + "\n" : forecast.text)
    try writer.flush()
    say("Nothing was trained: --dry-run.")
  }
}

/// The languages of a translation.
struct LanguageOptions: ParsableArguments {
  @Option(name: .customLong("src"), help: "The source language, such as fr")
  var source: String
  @Option(name: .customLong("tgt"), help: "The target language, such as en")
  var target: String
}

/// Where the pairs are.
struct CorpusOptions: ParsableArguments {
  @Option(
    help: """
      A directory with train.LANG, valid.LANG and test.LANG, plain or .gz \
      (default: corpora/phrasebook)
      """)
  var corpus: String?
  @Option(help: "Training pairs: a .tsv, .tmx, .po or .mo, or a stem to which .LANG is added")
  var train: String?
  @Option(help: "Validation pairs, likewise (default: set aside from the training pairs)")
  var valid: String?

  var selection: CorpusSelection {
    CorpusSelection(directory: corpus, train: train, valid: valid)
  }

  func validate() throws {
    if corpus != nil && train != nil {
      throw ValidationError("--corpus and --train exclude each other; give one of them.")
    }
    if valid != nil && train == nil {
      throw ValidationError("--valid goes with --train; with --corpus it is DIR/valid.LANG.")
    }
  }
}

/// The shape of the model.
struct ShapeOptions: ParsableArguments {
  @Option(help: "The recurrent cell") var cell: ModelConfiguration.Cell?
  @Option(help: "What elman, jordan and elman-jordan put around their sum (default: tanh)")
  var nonlinearity: ModelConfiguration.Nonlinearity?
  @Option(help: "The first bias of an LSTM's forget gate (default: 1)") var forgetBias: Double?
  @Option(help: "Layers of encoder and decoder, each") var layers: Int?
  @Flag(inversion: .prefixedNo, help: "Add to a layer's outputs what it reads of the one below")
  var residual: Bool?
  @Flag(inversion: .prefixedNo, help: "Let every layer read the embedded input")
  var inputToAllLayers: Bool?
  @Flag(inversion: .prefixedNo, help: "Normalise the product of every layer's input")
  var layerNorm: Bool?
  @Option(help: "The probability that an element of a state skips a step (default: 0)")
  var zoneout: Double?
  @Option(help: "The width of states") var hidden: Int?
  @Option(help: "The width of embeddings") var embedding: Int?
  @Flag(
    inversion: .prefixedNo,
    help: "Let the encoder read in both directions; no decoder can: its text has no end yet")
  var bidirectional: Bool?
  @Option(help: "How both directions become one: concat (side by side) or sum")
  var merge: ModelConfiguration.Merge?
  @Flag(
    inversion: .prefixedNo,
    help: "Spell source words by characters, in place of subwords: no word is unknown")
  var hierarchical: Bool?
  @Flag(inversion: .prefixedNo, help: "Read the source from its end") var reverseSource: Bool?
  @Option(help: "How the decoder looks back: none, dot, general or additive")
  var attention: ModelConfiguration.Attention?
  @Flag(
    inversion: .prefixedNo,
    help: "Let the decoder read what attention made of the step before")
  var inputFeeding: Bool?
  @Flag(
    inversion: .prefixedNo,
    help: "Let additive attention know what it spent on each position before")
  var coverage: Bool?
  @Flag(
    inversion: .prefixedNo,
    help: "Let the model copy what attention looks at; needs --joint-vocabulary")
  var copy: Bool?
  @Option(help: "Where the decoder sees the fixed vector: start, steps or both")
  var context: ModelConfiguration.ContextUse?
  @Option(
    help: """
      How the encoder's states become the decoder's first: copy, dense or mean \
      (default: copy, or dense where the encoder is bidirectional)
      """)
  var bridge: ModelConfiguration.Bridge?
  @Flag(inversion: .prefixedNo, help: "Share target embedding and output layer")
  var tieEmbeddings: Bool?
  @Option(help: "Dropout on embeddings, between layers and before the output")
  var dropout: Double?
  @Option(help: "Dropout on embeddings only") var dropoutEmbeddings: Double?
  @Option(help: "Dropout between layers only") var dropoutLayers: Double?
  @Option(help: "Dropout before the output only") var dropoutOutput: Double?
  @Flag(inversion: .prefixedNo, help: "Drop the same units of a sentence at every step")
  var variationalDropout: Bool?
  @Option(help: "The first weights: uniform, xavier, orthogonal or identity")
  var initialization: WeightInitialization?
  @Option(help: "Subwords a side, at most") var vocabularySize: Int?
  @Flag(inversion: .prefixedNo, help: "Learn the subwords of both sides together")
  var jointVocabulary: Bool?
  @Flag(
    inversion: .prefixedNo,
    help: "Let the model copy addresses and numbers that both sides share (default: yes)")
  var placeholders: Bool?

  func apply(to overrides: inout TrainingOverrides) {
    overrides.cell = cell ?? overrides.cell
    overrides.nonlinearity = nonlinearity ?? overrides.nonlinearity
    overrides.forgetBias = forgetBias ?? overrides.forgetBias
    overrides.layers = layers ?? overrides.layers
    overrides.residual = residual ?? overrides.residual
    overrides.inputToAllLayers = inputToAllLayers ?? overrides.inputToAllLayers
    overrides.layerNorm = layerNorm ?? overrides.layerNorm
    overrides.zoneout = zoneout ?? overrides.zoneout
    overrides.hidden = hidden ?? overrides.hidden
    overrides.embedding = embedding ?? overrides.embedding
    overrides.bidirectional = bidirectional ?? overrides.bidirectional
    overrides.merge = merge ?? overrides.merge
    overrides.hierarchical = hierarchical ?? overrides.hierarchical
    overrides.reverseSource = reverseSource ?? overrides.reverseSource
    overrides.attention = attention ?? overrides.attention
    overrides.inputFeeding = inputFeeding ?? overrides.inputFeeding
    overrides.coverage = coverage ?? overrides.coverage
    overrides.copy = copy ?? overrides.copy
    overrides.context = context ?? overrides.context
    overrides.bridge = bridge ?? overrides.bridge
    overrides.tieEmbeddings = tieEmbeddings ?? overrides.tieEmbeddings
    overrides.dropout = dropout ?? overrides.dropout
    overrides.dropoutEmbeddings = dropoutEmbeddings ?? overrides.dropoutEmbeddings
    overrides.dropoutLayers = dropoutLayers ?? overrides.dropoutLayers
    overrides.dropoutOutput = dropoutOutput ?? overrides.dropoutOutput
    overrides.variationalDropout = variationalDropout ?? overrides.variationalDropout
    overrides.initialization = initialization ?? overrides.initialization
    overrides.vocabularySize = vocabularySize ?? overrides.vocabularySize
    overrides.jointVocabulary = jointVocabulary ?? overrides.jointVocabulary
    overrides.placeholders = placeholders ?? overrides.placeholders
  }
}

/// How it is learned.
struct LearningOptions: ParsableArguments {
  @Option(help: "adam or sgd") var optimizer: TrainingOptions.OptimizerKind?
  @Option(help: "The learning rate after warm-up") var learningRate: Double?
  @Option(help: "plateau, inverse-sqrt, linear or constant")
  var schedule: LearningRateSchedule.Kind?
  @Option(help: "The factor of the plateau schedule") var decay: Double?
  @Option(help: "Steps of linear warm-up") var warmup: Int?
  @Option(help: "The momentum of sgd") var momentum: Double?
  @Option(help: "The largest norm of the gradient; 0 clips nothing") var clip: Double?
  @Option(help: "The largest element of the gradient, in place of --clip") var clipValue: Double?
  @Option(help: "The decay of matrices, times the learning rate, a step") var weightDecay: Double?
  @Option(help: "The share of probability spread evenly") var labelSmoothing: Double?
  @Option(help: "The weight of the regulariser of vanishing gradients, for elman (default: 0)")
  var gradientRegularizer: Double?
  @Option(help: "The factor of the loss for attention spent again (default: 0)")
  var coverageLoss: Double?
  @Option(
    help: """
      Let the decoder read tokens of its own, ever more often: linear, exponential or \
      inverse-sigmoid
      """)
  var scheduledSampling: ScheduledSampling.Decay?
  @Option(help: "What the probability of true tokens falls to then (default: 0.75)")
  var scheduledSamplingFloor: Double?
  @Option(help: "Updates until it is half way there (default: 2000)")
  var scheduledSamplingUpdates: Int?
  @Flag(
    inversion: .prefixedNo,
    help: """
      Lower the expected risk, 1 - BLEU of a sentence, of what a model says that --from names \
      (sets --metric bleu and --learning-rate 1e-4 unless they are given)
      """)
  var minimumRisk: Bool?
  @Option(help: "Translations drawn of each source for it (default: 8)")
  var minimumRiskCandidates: Int?
  @Option(help: "How much more the more probable ones are weighed (default: 0.005)")
  var minimumRiskSharpness: Double?
  @Flag(inversion: .prefixedNo, help: "Weigh the reference among them (default: yes)")
  var minimumRiskReference: Bool?
  @Option(help: "The weight of the risk; the rest of 1 is that of cross-entropy (default: 1)")
  var minimumRiskWeight: Double?
  @Option(help: "What training multiplies: float32 or bfloat16")
  var precision: TrainingOptions.Precision?
  @Option(help: "Validate and save a moving average of the weights with this decay: 0.999")
  var ema: Double?
  @Option(help: "Tokens a batch, padding counted, on its longer side") var batchTokens: Int?
  @Option(help: "Sentences a batch, in place of tokens") var batchSentences: Int?
  @Option(help: "The longest sentence to train on, in subwords") var maximumLength: Int?
  @Option(help: "Passes over the corpus, in all") var epochs: Int?
  @Option(help: "Updates, in all") var steps: Int?
  @Option(help: "Validations without improvement that end the run") var patience: Int?
  @Option(help: "Updates between validations (default: an epoch)") var validateEvery: Int?
  @Option(help: "Keep the models of this many last validations, for s2s average")
  var keepCheckpoints: Int?
  @Option(help: "What decides which model is best: loss or bleu")
  var metric: EarlyStopping.Metric?
  @Option(help: "The seed of everything random") var seed: UInt64?

  func validate() throws {
    if batchTokens != nil && batchSentences != nil {
      throw ValidationError(
        "--batch-tokens and --batch-sentences exclude each other; give one of them.")
    }
  }

  func apply(to overrides: inout TrainingOverrides) {
    overrides.optimizer = optimizer ?? overrides.optimizer
    overrides.learningRate = learningRate ?? overrides.learningRate
    overrides.schedule = schedule ?? overrides.schedule
    overrides.decay = decay ?? overrides.decay
    overrides.warmup = warmup ?? overrides.warmup
    overrides.momentum = momentum ?? overrides.momentum
    overrides.clip = clip ?? overrides.clip
    overrides.clipValue = clipValue ?? overrides.clipValue
    overrides.weightDecay = weightDecay ?? overrides.weightDecay
    overrides.labelSmoothing = labelSmoothing ?? overrides.labelSmoothing
    overrides.gradientRegularizer = gradientRegularizer ?? overrides.gradientRegularizer
    overrides.coverageLoss = coverageLoss ?? overrides.coverageLoss
    overrides.scheduledSampling = scheduledSampling ?? overrides.scheduledSampling
    overrides.scheduledSamplingFloor = scheduledSamplingFloor ?? overrides.scheduledSamplingFloor
    overrides.scheduledSamplingUpdates =
      scheduledSamplingUpdates ?? overrides.scheduledSamplingUpdates
    overrides.minimumRisk = minimumRisk ?? overrides.minimumRisk
    overrides.minimumRiskCandidates = minimumRiskCandidates ?? overrides.minimumRiskCandidates
    overrides.minimumRiskSharpness = minimumRiskSharpness ?? overrides.minimumRiskSharpness
    overrides.minimumRiskReference = minimumRiskReference ?? overrides.minimumRiskReference
    overrides.minimumRiskWeight = minimumRiskWeight ?? overrides.minimumRiskWeight
    overrides.precision = precision ?? overrides.precision
    overrides.ema = ema ?? overrides.ema
    overrides.batchTokens = batchTokens ?? overrides.batchTokens
    overrides.batchSentences = batchSentences ?? overrides.batchSentences
    overrides.maximumLength = maximumLength ?? overrides.maximumLength
    overrides.epochs = epochs ?? overrides.epochs
    overrides.steps = steps ?? overrides.steps
    overrides.patience = patience ?? overrides.patience
    overrides.validateEvery = validateEvery ?? overrides.validateEvery
    overrides.keepCheckpoints = keepCheckpoints ?? overrides.keepCheckpoints
    overrides.metric = metric ?? overrides.metric
    overrides.seed = seed ?? overrides.seed
  }
}

extension ModelConfiguration.Cell: ExpressibleByArgument {}
extension WeightInitialization: ExpressibleByArgument {}
extension ModelConfiguration.Attention: ExpressibleByArgument {}
extension ModelConfiguration.ContextUse: ExpressibleByArgument {}
extension ModelConfiguration.Merge: ExpressibleByArgument {}
extension ModelConfiguration.Bridge: ExpressibleByArgument {}
extension ModelConfiguration.Nonlinearity: ExpressibleByArgument {}
extension TrainingOptions.OptimizerKind: ExpressibleByArgument {}
extension TrainingOptions.Precision: ExpressibleByArgument {}
extension ScheduledSampling.Decay: ExpressibleByArgument {}
extension LearningRateSchedule.Kind: ExpressibleByArgument {}
extension EarlyStopping.Metric: ExpressibleByArgument {}
