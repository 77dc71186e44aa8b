import S2SCorpora
import S2SFiles
import S2SOptions
import S2SRandom
import S2SText

/// The labelled texts of a run.
struct ClassifierData: TaskData {
  /// The training texts.
  let train: LabelledTexts
  /// The validation texts.
  let valid: LabelledTexts
  let hasOwnValidation: Bool
  let files: [FileDigest]
  let summary: String
  let warnings: [CorpusWarning]
  /// The names of all labels of the training texts, in their order.
  private let labels: [String]
  private let language: String

  /// The most texts that are set aside for validation.
  private static let validationTexts = 1_000

  init(_ corpus: ClassifierCorpus, seed: UInt64) throws {
    guard let path = corpus.train else { throw OptionError.missing(option: "train") }
    language = corpus.languageName
    let all = try LabelledTexts(path: path, column: corpus.labelColumn)
    let counts = all.counts
    labels = counts.map(\.label)
    hasOwnValidation = corpus.valid != nil
    guard let first = labels.first else {
      throw CorpusError.nothingUsable([path], for: .training, summary: all.summary)
    }
    guard labels.count > 1 else { throw LabelError.oneLabel(path: path, label: first) }
    if let validPath = corpus.valid {
      train = all
      let own = try LabelledTexts(
        path: validPath, column: corpus.labelColumn, known: labels, usual: all.column)
      valid = own
      guard !valid.texts.isEmpty else {
        throw CorpusError.nothingUsable([validPath], for: .validation, summary: own.summary)
      }
    } else {
      (train, valid) = all.setAside(Self.validationTexts, seed: seed)
    }
    guard !train.texts.isEmpty, !valid.texts.isEmpty else {
      throw CorpusError.tooFewToValidate([path], usable: all.texts.count, summary: all.summary)
    }
    let known = Set(labels)
    let unknown = valid.labels.count { !known.contains($0) }
    summary =
      all.summary
      + (unknown == 0
        ? "" : "; \(grouped(unknown)) to validate with have labels of no training text")
    warnings = CorpusWarning.ofLines(train.texts, in: language)
    files = try ([path] + (corpus.valid.map { [$0] } ?? [])).map(FileDigest.init(ofFile:))
  }

  var trainingCount: Int { train.texts.count }
  var validationCount: Int { valid.texts.count }
  var facts: [String: String] { [Classifier.columnFact: train.column.rawValue] }

  func learnTexts(_ options: ClassifierOptions) throws -> Texts {
    [
      ClassifierTask.textRole: try options.tokens.text(
        of: train.texts, in: language, unit: options.unit, size: options.vocabularySize),
      ClassifierTask.labelRole: try TextPipeline.labels(labels),
    ]
  }
}

extension LabelledTexts {
  /// The numbers of texts, of each label and of lines that were left out, for people.
  fileprivate var summary: String {
    let counts = counts
    let shown = counts.prefix(8).map { "\(quoted($0.label)) \(grouped($0.count))" }
    let rest = counts.count - shown.count
    let labels =
      "the \(column.rawValue) column has \(grouped(counts.count)) "
      + "label\(counts.count == 1 ? "" : "s"): \(shown.joined(separator: ", "))"
      + (rest > 0 ? " and \(grouped(rest)) more" : "")
    let empty = emptyCount == 0 ? "" : "; \(grouped(emptyCount)) without text left out"
    return texts.isEmpty ? "there are no texts with labels" + empty : labels + empty
  }

  /// A tenth of the texts, drawn at random, and the others.
  fileprivate func setAside(
    _ most: Int, seed: UInt64
  ) -> (train: LabelledTexts, valid: LabelledTexts) {
    var generator = SeededGenerator(seed: seed)
    let order = generator.shuffled(0..<texts.count)
    let size = min(most, texts.count / 10)
    return (selecting(order[size...].sorted()), selecting(order[..<size].sorted()))
  }
}

// MARK: - Texts to batches

extension ClassifierData {
  func encode(
    _ texts: Texts, _ options: ClassifierOptions, _ storage: ExampleStorage
  ) throws -> any BatchSource<ExampleBatch> {
    try checkLabels(texts)
    return encoded(train, texts, options, threads: storage.threads)
  }

  /// Refuses a model to begin with that has not all labels.
  private func checkLabels(_ texts: Texts) throws {
    let numbers = texts.label.labelNumbers
    let unknown = labels.filter { numbers[$0] == nil }
    guard unknown.isEmpty else { throw LabelError.labelsOfOtherModel(unknown) }
  }

  func encodeSample(
    of size: Int, _ texts: Texts, _ options: ClassifierOptions, threads: Int
  ) throws -> any BatchSource<ExampleBatch> {
    try checkLabels(texts)
    return encoded(
      train.selecting(Array(train.texts.indices).evenly(size)), texts, options, threads: threads)
  }

  /// Texts of labels that no training text has are left out: nothing can be predicted for them.
  func heldOut(
    _ texts: Texts, _ options: ClassifierOptions, threads: Int
  ) throws -> [ExampleBatch] {
    let corpus = Self.corpus(
      valid, texts, truncation: options.shape.truncation, longest: .max, threads: threads)
    return ExampleBatch.sorted(corpus, tokens: ClassifierTask.passTokens)
  }

  private func encoded(
    _ examples: LabelledTexts, _ texts: Texts, _ options: ClassifierOptions, threads: Int
  ) -> LabelledExamples {
    LabelledExamples(
      examples: EncodedExamples(
        corpus: Self.corpus(
          examples, texts, truncation: options.shape.truncation,
          longest: options.learning.maximumLength, threads: threads),
        schedule: options.learning.batchSchedule()))
  }

  /// Texts as sources, and the one token of each label as a target; a text without a token has the
  /// mark of a text's end, so that it is an example, too.
  private static func corpus(
    _ examples: LabelledTexts, _ texts: Texts, truncation: Int, longest: Int, threads: Int
  ) -> EncodedCorpus {
    let (text, numbers) = (texts.text, texts.label.labelNumbers)
    return EncodedCorpus(
      ParallelCorpus(pairs: zip(examples.texts, examples.labels)),
      limits: EncodedCorpus.Limits(maximumLength: 1, maximumSourceLength: longest),
      threads: threads
    ) {
      let encoder = text.makeEncoder()
      return { line, name in
        let tokens = encoder.encode(line).prefix(truncation)
        return (
          tokens.isEmpty ? [ClassifierTask.emptyText] : Array(tokens),
          numbers[name].map { [TextPipeline.firstLabel + Int32($0)] } ?? []
        )
      }
    }
  }
}

/// Labelled texts in memory; what is summed is a loss per text.
private struct LabelledExamples: BatchSource {
  let examples: EncodedExamples

  var count: Int { examples.count }
  var tokensPerEpoch: Int { examples.count }
  var partCount: Int { 1 }

  func batches(ofEpoch epoch: Int, part: Int) -> [ExampleBatch] {
    examples.batches(ofEpoch: epoch, part: part)
  }
}
