import S2SCorpora
import S2SFiles
import S2SRandom
import S2STensors
import S2SText

/// The captioned pictures of a run.
struct CaptionerData: TaskData {
  /// The training pictures.
  let train: CaptionedPictures
  /// The validation pictures.
  let valid: CaptionedPictures
  let hasOwnValidation: Bool
  let files: [FileDigest]
  let summary: String
  let warnings: [CorpusWarning]
  private let language: String

  /// The most pictures that are set aside for validation.
  private static let validationPictures = 1_000

  init(_ corpus: CaptionerCorpus, seed: UInt64) throws {
    language = corpus.languageName
    guard let trainFiles = try corpus.pictures(.train) else {
      throw CorpusError.noTrainingFiles
    }
    let validFiles = try corpus.pictures(.valid)
    let all = try CaptionedPictures(trainFiles)
    hasOwnValidation = validFiles != nil
    if let validFiles {
      train = all
      valid = try CaptionedPictures(validFiles)
      try valid.features.check(width: all.features.width)
    } else {
      var generator = SeededGenerator(seed: seed)
      let order = generator.shuffled(0..<all.rows.count)
      let size = min(Self.validationPictures, order.count / 10)
      (train, valid) = (
        all.selecting(order[size...].sorted()), all.selecting(order[..<size].sorted())
      )
    }
    let uncaptioned =
      all.uncaptionedCount == 0
      ? "" : "; \(grouped(all.uncaptionedCount)) without captions left out"
    summary =
      "\(grouped(all.rows.count)) pictures of \(grouped(all.features.width)) features with "
      + "\(grouped(all.captionCount)) captions" + uncaptioned
    guard !train.rows.isEmpty, !valid.rows.isEmpty else {
      throw CorpusError.tooFewToValidate(
        trainFiles.paths, usable: all.rows.count, summary: summary)
    }
    warnings = CorpusWarning.ofLines(train.captions.joined(), in: language)
    files = try (trainFiles.paths + (validFiles?.paths ?? [])).map(FileDigest.init(ofFile:))
  }

  var trainingCount: Int { train.captionCount }
  var validationCount: Int { valid.captionCount }

  func learnTexts(_ options: CaptionerOptions) throws -> Texts {
    [
      CaptionerTask.textRole: try options.tokens.text(
        of: Array(train.captions.joined()), in: language, unit: .subword,
        size: options.vocabularySize),
      CaptionerTask.featureRole: try FeatureScale(train.features, rows: train.rows).text(),
    ]
  }
}

// MARK: - Captions to batches

extension CaptionerData {
  func encode(
    _ texts: Texts, _ options: CaptionerOptions, _ storage: ExampleStorage
  ) throws -> any BatchSource<CaptionBatch> {
    try encoded(train, texts, options)
  }

  func encodeSample(
    of size: Int, _ texts: Texts, _ options: CaptionerOptions, threads: Int
  ) throws -> any BatchSource<CaptionBatch> {
    try encoded(train.selecting(Array(train.rows.indices).evenly(size)), texts, options)
  }

  func heldOut(
    _ texts: Texts, _ options: CaptionerOptions, threads: Int
  ) throws -> [CaptionBatch] {
    let features = try texts.scale().normalized(valid.features)
    let corpus = Self.corpus(valid, texts, longest: .max)
    return ExampleBatch.sorted(corpus, tokens: CaptionerTask.passTokens)
      .map { CaptionBatch(examples: $0, features: features) }
  }

  private func encoded(
    _ pictures: CaptionedPictures, _ texts: Texts, _ options: CaptionerOptions
  ) throws -> CaptionExamples {
    CaptionExamples(
      examples: EncodedExamples(
        corpus: Self.corpus(pictures, texts, longest: options.learning.maximumLength),
        schedule: options.learning.batchSchedule()),
      features: try texts.scale().normalized(pictures.features))
  }

  /// Rows as sources, captions as targets; captions of more than `longest` tokens are left out.
  private static func corpus(
    _ pictures: CaptionedPictures, _ texts: Texts, longest: Int
  ) -> EncodedCorpus {
    var corpus = EncodedCorpus()
    let encoder = texts.text.makeEncoder()
    for (row, captions) in zip(pictures.rows, pictures.captions) {
      for caption in captions {
        let tokens = encoder.encode(caption)
        if tokens.count <= longest { corpus.append([Int32(row)], tokens) }
      }
    }
    return corpus
  }
}
