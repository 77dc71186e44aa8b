import S2SCorpora
import S2SModels
import S2SOptions
import S2SRandom
import S2SText

/// The lines of a run as text.
///
/// Read line by line, those without a word are left out; a stream has all.
struct LanguageModelData: TaskData {
  /// The training lines.
  let train: [String]
  /// The validation lines.
  let valid: [String]
  /// The text to train and to validate on as a stream: all lines, also empty ones, in their order.
  private let stream: (train: [String], valid: [String])
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
      stream = (text.all, lines.all)
      guard !valid.isEmpty else {
        throw CorpusError.nothingUsable([validPath], for: .validation, summary: lines.summary)
      }
    } else {
      var generator = SeededGenerator(seed: seed)
      valid = text.setAside(min(Self.validationLines, usable / 10), using: &generator)
      let end = text.setAsideEnd(Double(valid.count) / Double(max(1, usable)))
      stream = (text.all, end)
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

  func setsEndAside(_ options: LanguageModelOptions) -> Bool { options.shape.readsStream }

  func learnTexts(_ options: LanguageModelOptions) throws -> Texts {
    let text = try options.tokens.text(
      of: options.shape.readsStream ? stream.train : train, in: language, unit: options.unit,
      size: options.vocabularySize)
    return [LanguageModelTask.role: text]
  }
}

// MARK: - Lines to batches

extension LanguageModelData {
  func encode(
    _ texts: Texts, _ options: LanguageModelOptions, _ storage: ExampleStorage
  ) throws -> any BatchSource<LanguageModelBatch> {
    options.shape.readsStream
      ? streamed(texts, options, threads: storage.threads)
      : encoded(train, texts, options, threads: storage.threads)
  }

  func encodeSample(
    of size: Int, _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) throws -> any BatchSource<LanguageModelBatch> {
    options.shape.readsStream
      ? streamed(texts, options, threads: threads)
      : encoded(train.evenly(size), texts, options, threads: threads)
  }

  func heldOut(
    _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) throws -> [LanguageModelBatch] {
    guard !options.shape.readsStream else {
      let text = Self.stream(stream.valid, texts, threads: threads)
      return StreamWindow(
        stream: text, firstLane: 0, parts: text.lanes(Self.validationLanes(of: text.count)),
        begins: true
      ).dealt(to: Self.validationParts).map { .window($0) }
    }
    let corpus = EncodedCorpus(
      texts: valid, maximumLength: .max, threads: threads, encoder: Self.encoder(texts))
    return ExampleBatch.sorted(corpus, tokens: LanguageModelBatch.linePassTokens).map { .lines($0) }
  }

  /// The most places where a stream is read at the same time to validate, and the fewest tokens of one of
  /// several.
  private static let (mostValidationLanes, validationLaneTokens) = (16, 1_000)

  /// The places where a stream of some tokens is read to validate: each begins with a state of zero and
  /// costs some loss, so a short text has few.
  static func validationLanes(of tokens: Int) -> Int {
    max(1, min(mostValidationLanes, tokens / validationLaneTokens))
  }

  /// Whose lanes are read by one worker.
  private static let validationParts = 4

  private func streamed(
    _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) -> StreamedText {
    StreamedText(
      stream: Self.stream(stream.train, texts, threads: threads), count: trainingCount,
      laneCount: options.laneCount, windowSize: options.windowSize, seed: options.learning.seed)
  }

  /// Lines as a stream of tokens.
  static func stream(_ lines: [String], _ texts: Texts, threads: Int) -> TokenStream {
    let corpus = EncodedCorpus(
      texts: lines.map(texts.text.normalization.applied), maximumLength: .max, threads: threads,
      encoder: encoder(texts))
    return TokenStream(
      (0..<corpus.count).lazy.map(corpus.target), end: TranslationModel.eos)
  }

  private func encoded(
    _ lines: [String], _ texts: Texts, _ options: LanguageModelOptions, threads: Int
  ) -> EncodedLines {
    EncodedLines(
      examples: EncodedExamples(
        corpus: EncodedCorpus(
          texts: lines, maximumLength: options.learning.maximumLength, threads: threads,
          encoder: Self.encoder(texts)),
        schedule: options.learning.batchSchedule()))
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
