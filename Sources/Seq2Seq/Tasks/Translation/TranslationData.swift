import S2SRandom
import S2SCorpora
import S2SFiles
import S2STensors
import S2SText

/// The pairs of a run as text, checked and cleaned; those to train on stay in their files.
struct TranslationData: TaskData {
  /// The training pairs.
  let train: CleanCorpus
  /// The validation pairs.
  let valid: ParallelCorpus
  /// Whether the validation pairs have files of their own; else they are set aside.
  let hasOwnValidation: Bool
  /// The pairs that were left out because they share a sentence with those set aside.
  let sharingCount: Int
  /// The files as they were read, with their digests.
  let files: [FileDigest]
  let warnings: [CorpusWarning]

  /// The most pairs that are set aside for validation.
  private static let validationPairs = 1_000
  /// The files of the validation pairs.
  private let validPaths: [String]
  /// What was found out about them in reading, if it is worth saying.
  private let validReading: String?
  let seed: UInt64
  let languages: LanguagePair

  /// Reads, cleans and, where there is no validation set, sets one aside by the seed.
  init(_ corpus: TranslationCorpus, seed: UInt64) throws {
    let selection = try corpus.selection()
    languages = try corpus.languages()
    let (source, target) = (languages.source, languages.target)
    guard let trainFiles = try selection.files(.train, source: source, target: target) else {
      throw CorpusError.noTrainingFiles
    }
    let validFiles = try selection.files(.valid, source: source, target: target)
    self.seed = seed
    let ownValid = try validFiles.map(Self.validation)
    var checkup = CorpusCheckup(heldOut: ownValid?.pairs)
    var train = try CleanCorpus([trainFiles], checkup: &checkup)
    let usable = train.count
    hasOwnValidation = validFiles != nil
    validPaths = (validFiles ?? trainFiles).paths
    validReading = ownValid?.reading
    if let ownValid {
      guard usable > 0 else {
        throw CorpusError.nothingUsable(trainFiles.paths, for: .training, summary: train.summary)
      }
      valid = ownValid.pairs
    } else {
      var generator = SeededGenerator(seed: seed)
      valid = try train.setAside(
        min(Self.validationPairs, usable / 10), losingAtMost: usable / 10, using: &generator)
      guard valid.count > 0 || usable < 10 else {
        throw CorpusError.nothingToSetAside(trainFiles.paths, usable: usable)
      }
    }
    self.train = train
    warnings = checkup.warnings(languages)
    sharingCount = validFiles == nil ? usable - train.count - valid.count : 0
    guard train.count > 0, valid.count > 0 else {
      throw CorpusError.tooFewToValidate(trainFiles.paths, usable: usable, summary: train.summary)
    }
    files = try (trainFiles.paths + (validFiles?.paths ?? [])).map(FileDigest.init(ofFile:))
  }

  /// The pairs of validation files, cleaned, and what was found out in reading them.
  private static func validation(
    _ files: CorpusFiles
  ) throws -> (pairs: ParallelCorpus, reading: String?) {
    let corpus = try CleanCorpus(files)
    guard corpus.count > 0 else {
      throw CorpusError.nothingUsable(files.paths, for: .validation, summary: corpus.summary)
    }
    return (try corpus.pairs(), corpus.parts.first?.reading?.summary)
  }

  var trainingCount: Int { train.count }
  var validationCount: Int { valid.count }
  var summary: String {
    let summary = train.summary + (validReading.map { "; of the validation pairs, \($0)" } ?? "")
    guard sharingCount > 0 else { return summary }
    return
      "\(summary); left out \(grouped(sharingCount)) more that share a sentence with those "
      + "set aside"
  }
}

// MARK: - Pairs to batches

extension TranslationData {
  func encode(
    _ texts: Texts, _ options: TranslatorOptions, _ storage: ExampleStorage
  ) throws -> any BatchSource<ExampleBatch> {
    let corpus = try ShardedCorpus(
      train, limits: options.limits(),
      division: .init(
        shardSize: storage.shardSize, directory: storage.directory, seed: options.learning.seed),
      threads: storage.threads, encoder: PairEncoder.factory(texts),
      copies: copies(texts, options))
    return ShardedExamples(
      corpus: corpus, schedule: options.batchSchedule, seed: options.learning.seed)
  }

  func encodeSample(
    of size: Int, _ texts: Texts, _ options: TranslatorOptions, threads: Int
  ) throws -> any BatchSource<ExampleBatch> {
    let corpus = try EncodedCorpus(
      sampleOf: train, size: size, limits: options.limits(), threads: threads,
      encoder: PairEncoder.factory(texts), copies: copies(texts, options))
    return EncodedExamples(corpus: corpus, schedule: options.batchSchedule)
  }

  func heldOut(
    _ texts: Texts, _ options: TranslatorOptions, threads: Int
  ) throws -> [ExampleBatch] {
    let longest = max(500, options.learning.maximumLength)
    let encoded = EncodedCorpus(
      valid, limits: options.limits(longest), threads: threads,
      encoder: PairEncoder.factory(texts))
    guard encoded.count > 0 else {
      throw CorpusError.nothingUsable(
        validPaths, for: .validation,
        summary: (valid.count == 1 ? "its pair has" : "all \(grouped(valid.count)) have")
          + " more than \(grouped(longest)) subwords on a side"
      )
    }
    // Small enough to take no more memory than a step of training does.
    return ExampleBatch.sorted(encoded, tokens: TranslationTask.passTokens / 2)
  }
}

extension PairEncoder {
  /// Makes an encoder for a thread.
  fileprivate static func factory(_ texts: Texts) -> EncodedCorpus.EncoderFactory {
    {
      let encoder = PairEncoder(source: texts.sides.source, target: texts.sides.target)
      return { encoder.encode($0, $1) }
    }
  }
}
