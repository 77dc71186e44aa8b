import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import S2SOptions
import S2SRandom
import S2SText

/// The tagged sentences of a run.
struct TaggerData: TaskData {
  /// Sentences of a file.
  struct Part {
    var sentences: [TaggedSentence]
    let path: String

    init(path: String) throws {
      self.path = path
      sentences = try TaggedReader(path: path).readAll()
    }

    /// What a model reads and is to say.
    func units(_ shape: TaggerShape) throws -> [TaggedUnits] {
      try sentences.map { try TaggedUnits($0, shape, path: path) }
    }
  }

  let train: Part
  let valid: Part
  let hasOwnValidation: Bool
  let files: [FileDigest]
  let summary: String
  private let language: String

  /// The most sentences that are set aside for validation.
  private static let validationSentences = 1_000

  init(_ corpus: TaggerCorpus, seed: UInt64) throws {
    guard let path = corpus.train else { throw OptionError.missing(option: "train") }
    language = corpus.languageName
    var part = try Part(path: path)
    let count = part.sentences.count
    let words = part.sentences.reduce(0) { $0 + $1.rows.count }
    summary =
      "\(grouped(count)) sentence\(count == 1 ? "" : "s") of \(grouped(words)) "
      + "word\(words == 1 ? "" : "s")"
    hasOwnValidation = corpus.valid != nil
    if let validPath = corpus.valid {
      guard count > 0 else {
        throw CorpusError.nothingUsable([path], for: .training, summary: summary)
      }
      valid = try Part(path: validPath)
      guard !valid.sentences.isEmpty else {
        throw CorpusError.nothingUsable([validPath], for: .validation, summary: "0 sentences")
      }
    } else {
      valid = part.setAside(min(Self.validationSentences, count / 10), seed: seed)
    }
    train = part
    guard !train.sentences.isEmpty, !valid.sentences.isEmpty else {
      throw CorpusError.tooFewToValidate([path], usable: count, summary: summary)
    }
    files = try ([path] + (corpus.valid.map { [$0] } ?? [])).map(FileDigest.init(ofFile:))
  }

  var trainingCount: Int { train.sentences.count }
  var validationCount: Int { valid.sentences.count }

  func learnTexts(_ options: TaggerOptions) throws -> Texts {
    var (forms, letters, tags, known) = (NameCounter(), NameCounter(), NameCounter(), NameCounter())
    for units in try train.units(options.shape) {
      for form in units.forms { forms.add(Normalizer.nfc(form)) }
      for tag in units.tags { tags.add(tag) }
    }
    for (form, count) in forms.counts {
      for letter in form { letters.add(String(letter), times: count) }
    }
    for sentence in train.sentences {
      for word in sentence.words { known.add(Normalizer.nfc(word)) }
    }
    try Self.checkMetric(options.learning, tags: tags)
    if let tag = tags.counts.keys.first, tags.counts.count == 1, options.shape.unit == .words {
      throw TaggedTextError.oneTag(path: train.path, tag: tag)
    }
    return [
      TaggerTexts.words: try .labels(
        forms.names(atLeast: options.minimumCount).prefix(options.vocabularySize)),
      // Characters that came once alone teach what an unknown one is.
      TaggerTexts.characters: try .labels(letters.names(atLeast: 2)),
      TaggerTexts.tags: try .labels(tags.names(atLeast: 1)),
      TaggerTexts.known: try .labels(known.names(atLeast: 1)),
    ]
  }

  /// Refuses to choose by spans where tags mark none.
  private static func checkMetric(_ learning: LearningOptions, tags: NameCounter) throws {
    guard [learning.metric, learning.validationMetrics].contains(TaggerTask.f1) else { return }
    guard TagSpan.areMarks(tags.counts.keys) else { throw TaggedTextError.noSpans }
  }
}

extension TaggerData.Part {
  /// Takes sentences out, drawn at random, in their order.
  mutating func setAside(_ size: Int, seed: UInt64) -> TaggerData.Part {
    var generator = SeededGenerator(seed: seed)
    let chosen = Set(generator.shuffled(sentences.indices).prefix(size))
    var aside = self
    aside.sentences = sentences.indices.filter(chosen.contains).map { sentences[$0] }
    sentences = sentences.indices.filter { !chosen.contains($0) }.map { sentences[$0] }
    return aside
  }
}

/// Counts names.
private struct NameCounter {
  private(set) var counts: [String: Int] = [:]

  mutating func add(_ name: String, times: Int = 1) { counts[name, default: 0] += times }

  /// The names that came so often, the most frequent first, equally frequent ones in order.
  func names(atLeast least: Int) -> [String] {
    counts.filter { $0.value >= least && $0.key != "<unk>" }
      .sorted { a, b in
        a.value != b.value
          ? a.value > b.value : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
      }
      .map(\.key)
  }
}

// MARK: - Sentences to batches

extension TaggerData {
  func encode(
    _ texts: Texts, _ options: TaggerOptions, _ storage: ExampleStorage
  ) throws -> any BatchSource<TaggedBatch> {
    try encoded(train.units(options.shape), texts, options)
  }

  func encodeSample(
    of size: Int, _ texts: Texts, _ options: TaggerOptions, threads: Int
  ) throws -> any BatchSource<TaggedBatch> {
    try encoded(train.units(options.shape).evenly(size), texts, options)
  }

  /// Sentences with a tag that the model does not have have no loss; scores count it as wrong.
  func heldOut(_ texts: Texts, _ options: TaggerOptions, threads: Int) throws -> [TaggedBatch] {
    let units = try valid.units(options.shape)
    let examples = TaggedExamples(units, TaggerTexts(texts), longest: .max)
    let batches = examples.sortedBatches(tokens: TaggerTask.passTokens)
    guard !batches.isEmpty else {
      throw TaggedTextError.tagsToValidateAlone(examples.unseenTags)
    }
    return batches
  }

  private func encoded(
    _ units: [TaggedUnits], _ texts: Texts, _ options: TaggerOptions
  ) throws -> TaggedBatches {
    let examples = TaggedExamples(
      units, TaggerTexts(texts), longest: options.learning.maximumLength)
    guard examples.unseenTags.isEmpty else {
      throw TaggedTextError.tagsOfOtherModel(examples.unseenTags)
    }
    return TaggedBatches(examples: examples, schedule: options.learning.batchSchedule())
  }
}
