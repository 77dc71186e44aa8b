import S2SCorpora
import S2SFiles
import S2STensors
import S2SText

/// The pairs of a run as text, checked and cleaned; those to train on stay in their files.
package struct TrainingData {
  /// What is trained on.
  let train: CleanCorpus
  /// What is measured on during training.
  let valid: ParallelCorpus
  /// Whether the validation pairs were set aside from the training pairs.
  let hasOwnValidation: Bool
  /// The files as they were read, with their digests.
  let files: [FileDigest]

  /// A file and what it held.
  package struct FileDigest: Codable, Equatable {
    package var path: String
    package var sha256: String
  }

  /// The most pairs that are set aside for validation.
  private static let validationPairs = 1_000
  /// The most pairs that subwords are learned from; more of them change next to nothing.
  private static let sampleSize = 500_000
  private let seed: UInt64

  /// Reads, cleans and, where there is no validation set, sets one aside by the seed.
  init(_ selection: CorpusSelection, source: String, target: String, seed: UInt64) throws {
    guard let trainFiles = try selection.files(.train, source: source, target: target) else {
      throw CorpusError.noTrainingFiles
    }
    let validFiles = try selection.files(.valid, source: source, target: target)
    self.seed = seed
    var train = try CleanCorpus(trainFiles)
    let usable = train.count
    hasOwnValidation = validFiles != nil
    if let validFiles {
      valid = CorpusCleaner().clean(try validFiles.read()).corpus
    } else {
      var generator = SeededGenerator(seed: seed)
      valid = try train.setAside(min(Self.validationPairs, usable / 10), using: &generator)
    }
    self.train = train
    guard train.count > 0, valid.count > 0 else {
      throw CorpusError.tooFewToValidate(trainFiles.paths, usable: usable, summary: train.summary)
    }
    files = try (trainFiles.paths + (validFiles?.paths ?? [])).map {
      FileDigest(path: $0, sha256: try SHA256.digest(ofFile: $0))
    }
  }

  /// Says that no pair is left of those that are short enough.
  static func allTooLong(_ longest: Int) -> CorpusError {
    .allTooLong(limit: longest)
  }

  /// The tokenizers of both sides, learned from the training pairs.
  ///
  /// Placeholders come first: subwords are learned from what they leave.
  func learnText(
    _ options: TrainingOptions, source: String, target: String
  ) throws -> (source: TextPipeline, target: TextPipeline) {
    var generator = SeededGenerator(seed: seed, 1)
    var sample = try train.sample(Self.sampleSize, using: &generator)
    let placeholders = options.placeholders == true ? Self.placeholders(of: sample) : .none
    if !placeholders.isEmpty {
      sample = ParallelCorpus(
        pairs: zip(sample.sources, sample.targets).lazy.map(placeholders.remainder))
    }
    let size = options.vocabularySize
    let both =
      if options.hierarchical == true {
        [
          try TextPipeline.learnCharacters(
            from: sample.sources, locale: source, vocabularySize: size),
          try TextPipeline.learn(from: sample.targets, locale: target, vocabularySize: size),
        ]
      } else if options.jointVocabulary {
        try TextPipeline.learnJoint(
          from: [(sample.sources, source), (sample.targets, target)], vocabularySize: size,
          sharesNumbers: options.copy == true)
      } else {
        [
          try TextPipeline.learn(from: sample.sources, locale: source, vocabularySize: size),
          try TextPipeline.learn(from: sample.targets, locale: target, vocabularySize: size),
        ]
      }
    return (try both[0].adding(placeholders), try both[1].adding(placeholders))
  }

  private static func placeholders(of sample: ParallelCorpus) -> PlaceholderSet {
    var learner = PlaceholderLearner()
    for (source, target) in zip(sample.sources, sample.targets) { learner.add(source, target) }
    return learner.placeholders
  }
}

extension EncodedCorpus {
  /// Encodes pairs by the tokenizers of both sides.
  init(
    _ corpus: ParallelCorpus, limits: Limits, threads: Int, source: TextPipeline,
    target: TextPipeline
  ) {
    self.init(
      corpus, limits: limits, threads: threads,
      encoder: PairEncoder.factory(source, target))
  }
}

extension PairEncoder {
  /// Makes an encoder for a thread.
  static func factory(
    _ source: TextPipeline, _ target: TextPipeline
  ) -> EncodedCorpus.EncoderFactory {
    {
      let encoder = PairEncoder(source: source, target: target)
      return { encoder.encode($0, $1) }
    }
  }
}
