import S2SCorpora
import S2SFiles
import S2STensors
import S2SText

/// The pairs of a run as text, checked and cleaned.
package struct TrainingData {
  /// What is trained on.
  let train: ParallelCorpus
  /// What is measured on during training.
  let valid: ParallelCorpus
  /// What cleaning dropped from the training pairs.
  let cleaning: CorpusCleaner.Report
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

  /// Reads, cleans and, where there is no validation set, sets one aside by the seed.
  init(_ selection: CorpusSelection, source: String, target: String, seed: UInt64) throws {
    guard let trainFiles = try selection.files(.train, source: source, target: target) else {
      throw CorpusError(.missing, "there are no training pairs; name some with --train.")
    }
    let validFiles = try selection.files(.valid, source: source, target: target)
    let (cleaned, report) = CorpusCleaner().clean(try trainFiles.read())
    cleaning = report
    hasOwnValidation = validFiles != nil
    if let validFiles {
      train = cleaned
      valid = CorpusCleaner().clean(try validFiles.read()).corpus
    } else {
      var generator = SeededGenerator(seed: seed)
      let count = min(Self.validationPairs, cleaned.count / 10)
      (train, valid) = cleaned.settingAside(count, using: &generator)
    }
    guard train.count > 0, valid.count > 0 else {
      throw CorpusError(
        .empty,
        "\(trainFiles.paths.joined(separator: " and ")) have \(grouped(cleaned.count)) usable "
          + "pairs, too few to train on and to validate with; \(report.summary).")
    }
    files = try (trainFiles.paths + (validFiles?.paths ?? [])).map {
      FileDigest(path: $0, sha256: try SHA256.digest(ofFile: $0))
    }
  }

  /// The tokenizers of both sides, learned from the training pairs.
  ///
  /// Placeholders come first: subwords are learned from what they leave.
  func learnText(
    _ options: TrainingOptions, source: String, target: String
  ) throws -> (source: TextPipeline, target: TextPipeline) {
    let placeholders = learnPlaceholders(options)
    var (sources, targets) = (train.sources, train.targets)
    if !placeholders.isEmpty {
      for index in sources.indices {
        (sources[index], targets[index]) = placeholders.remainder(sources[index], targets[index])
      }
    }
    let size = options.vocabularySize
    let both =
      if options.jointVocabulary {
        try TextPipeline.learnJoint(
          from: [(sources, source), (targets, target)], vocabularySize: size)
      } else {
        [
          try TextPipeline.learn(from: sources, locale: source, vocabularySize: size),
          try TextPipeline.learn(from: targets, locale: target, vocabularySize: size),
        ]
      }
    return (try both[0].adding(placeholders), try both[1].adding(placeholders))
  }

  private func learnPlaceholders(_ options: TrainingOptions) -> PlaceholderSet {
    guard options.placeholders == true else { return .none }
    var learner = PlaceholderLearner()
    for (source, target) in zip(train.sources, train.targets) { learner.add(source, target) }
    return learner.placeholders
  }
}

extension EncodedCorpus {
  /// Encodes pairs by the tokenizers of both sides.
  init(
    _ corpus: ParallelCorpus, maximumLength: Int, threads: Int, source: TextPipeline,
    target: TextPipeline
  ) {
    self.init(
      corpus, limits: Limits(maximumLength: maximumLength), threads: threads,
      encoder: {
        let encoder = PairEncoder(source: source, target: target)
        return { encoder.encode($0, $1) }
      })
  }
}
