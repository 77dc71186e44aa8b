import S2SCorpora
import S2SOptions
import S2SRandom
import S2SText

/// The lines of a run as text; those without a word are left out.
struct LanguageModelData: TaskData {
  /// The training lines.
  let train: [String]
  /// The validation lines.
  let valid: [String]
  let hasOwnValidation: Bool
  let files: [FileDigest]
  let summary: String
  let warnings: [CorpusWarning]
  private let language: String

  /// The most lines that are set aside for validation.
  private static let validationLines = 1_000

  init(_ corpus: TextCorpus, seed: UInt64) throws {
    guard let path = corpus.train else { throw OptionError.missing(option: "train") }
    language = corpus.languageName
    var text = try TextLines(path: path)
    let usable = text.lines.count
    summary = text.summary
    hasOwnValidation = corpus.valid != nil
    if let validPath = corpus.valid {
      guard usable > 0 else {
        throw CorpusError.nothingUsable([path], for: .training, summary: summary)
      }
      let lines = try TextLines(path: validPath)
      valid = lines.lines
      guard !valid.isEmpty else {
        throw CorpusError.nothingUsable([validPath], for: .validation, summary: lines.summary)
      }
    } else {
      var generator = SeededGenerator(seed: seed)
      valid = text.setAside(min(Self.validationLines, usable / 10), using: &generator)
    }
    train = text.lines
    warnings = CorpusWarning.ofLines(train, in: language)
    guard !train.isEmpty, !valid.isEmpty else {
      throw CorpusError.tooFewToValidate([path], usable: usable, summary: summary)
    }
    files = try ([path] + (corpus.valid.map { [$0] } ?? [])).map(FileDigest.init(ofFile:))
  }

  var trainingCount: Int { train.count }
  var validationCount: Int { valid.count }

  func learnTexts(_ options: LanguageModelOptions) throws -> Texts {
    let text = try options.tokens.text(
      of: train, in: language, unit: options.unit, size: options.vocabularySize)
    return [LanguageModelTask.role: text]
  }
}

// MARK: - Lines to batches

extension LanguageModelData {
  func encode(
    _ texts: Texts, _ options: LanguageModelOptions, _ storage: ExampleStorage
  ) throws -> any BatchSource<ExampleBatch> {
    encoded(train, texts, options, threads: storage.threads)
  }

  func encodeSample(
    of size: Int, _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) throws -> any BatchSource<ExampleBatch> {
    encoded(train.evenly(size), texts, options, threads: threads)
  }

  func heldOut(
    _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) throws -> [ExampleBatch] {
    let corpus = EncodedCorpus(
      texts: valid, maximumLength: .max, threads: threads, encoder: Self.encoder(texts))
    return ExampleBatch.sorted(corpus, tokens: LanguageModelTask.passTokens)
  }

  private func encoded(
    _ lines: [String], _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) -> EncodedExamples {
    EncodedExamples(
      corpus: EncodedCorpus(
        texts: lines, maximumLength: options.learning.maximumLength, threads: threads,
        encoder: Self.encoder(texts)),
      schedule: options.learning.batchSchedule())
  }

  /// Makes an encoder for a thread.
  static func encoder(_ texts: Texts) -> @Sendable () -> (String) -> [Int32] {
    let text = texts.text
    return {
      let encoder = text.makeEncoder()
      return { encoder.encode($0) }
    }
  }
}
