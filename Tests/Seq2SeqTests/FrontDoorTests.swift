import Seq2Seq
import Testing

/// What a program can do that imports nothing else of the toolkit.
@Suite struct FrontDoorTests {
  private let corpus = SmallCorpus()

  private func request(_ mode: TrainingMode = .create) -> TranslationTraining {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = corpus.train
    request.modelPath = corpus.model
    request.mode = mode
    request.threads = 1
    request.options = [
      "hidden": 4, "embedding": 4, "steps": 6, "validate-every": 3, "batch-sentences": 4,
      "epochs": 100, "seed": 2,
    ]
    return request
  }

  @Test func trainsTranslatesAndEvaluates() throws {
    var records: [TrainingRecord] = []
    let outcome = try TranslationTrainer(request()).run(report: { event in
      if case .validated(let record) = event { records.append(record) }
    })
    #expect(outcome == .finished)
    #expect(records.map(\.step) == [3, 6])

    var search = SearchOptions()
    search.beamSize = 3
    search.nbest = 2
    search.normalization = LengthNormalization(exponent: 0.6, formula: .gnmt)
    var options = TranslationOptions()
    options.search = search
    let translator = try Translator(path: corpus.model, options: options)
    let translations: [Translation] = try translator.translate(["un deux", ""])
    #expect(translations.map(\.alternatives.count) == [2, 1])
    search = SearchOptions()
    search.sampling = SamplingOptions()
    options.search = search
    #expect(try Translator(path: corpus.model, options: options).translate(["un"]).count == 1)

    let evaluation: Evaluation = try Evaluator(path: corpus.model)
      .run(CorpusSelection(test: corpus.test))
    #expect(try evaluation.text().contains("BLEU"))
    let scores = try BLEU().scores(hypotheses: ["a b c d"], references: [["a b c d"]])
    #expect(scores[0].score > 99.9)
  }

  @Test func cancelsAndGoesOn() throws {
    #expect(try TranslationTrainer(request()).run(isCancelled: { true }) == .interrupted)
    #expect(try TranslationTrainer(request(.resume)).run() == .finished)
    let translator = try Translator(path: corpus.model)
    #expect(throws: CancellationError.self) {
      try translator.translate(["un"], isCancelled: { true })
    }
  }

  /// What a program would tell its user.
  private func kind(_ error: any Error) -> String {
    switch error {
    case CorpusError.noSides(let name, let languages, _): "\(name), \(languages.source)"
    case SearchError.countOutsideOfBeam(let nbest, let beamSize): "\(nbest) of \(beamSize)"
    case ModelError.contradiction(.merge(let merge)): "merge \(merge)"
    case ModelError.runExists(let directory): "exists \(directory)"
    case ModelError.notFound(let path): "no \(path)"
    case OptionError.outOfRange(let option, let value, let range):
      "\(option) \(value) > \(range.upper)"
    case TranslationError.emptyPhrase(.forbidden): "nothing is forbidden"
    case TrainingError.otherRun(_, let differences): "\(differences.count) differences"
    case FileError.missingInput(_, let path, _): path
    case is LineError, is TextError, is SafetensorsError, is MetricError: "a file"
    default: "\(error)"
    }
  }

  private func kind(of body: () throws -> Void) -> String {
    do { try body() } catch { return kind(error) }
    return "no error"
  }

  @Test func switchesOverErrors() throws {
    func training(_ change: (inout TranslationTraining) -> Void) -> String {
      var request = request()
      change(&request)
      return kind { _ = try TranslationTrainer(request).run() }
    }
    #expect(training { $0.corpus.train = "nowhere" } == "nowhere, fr")
    #expect(training { $0.options["merge"] = "sum" } == "merge sum")
    #expect(training { $0.options["hidden"] = 20_000 } == "hidden 20000 > 16384.0")
    #expect(training { $0.from = "nowhere" } == "no nowhere")
    try TranslationTrainer(request()).run()
    #expect(training { _ in } == "exists \(corpus.model)")
    #expect(
      training {
        $0.mode = .resume
        $0.options["hidden"] = 5
      } == "1 differences")

    var options = TranslationOptions()
    options.search.nbest = 6
    #expect(kind { _ = try Translator(path: corpus.model, options: options) } == "6 of 5")
    options = TranslationOptions()
    options.forbidden = [" "]
    #expect(
      kind { _ = try Translator(path: corpus.model, options: options) } == "nothing is forbidden")
  }

  /// Counts from 3, and ends after as many tokens as the source has.
  private struct Counting: StepDecoder {
    struct State {
      var left: [Int]
    }

    let vocabularySize = 20

    func start(_ sources: [[Int32]]) -> State { State(left: sources.map(\.count)) }

    func step(_ tokens: [Int32], state: inout State, logits: inout [Float]) {
      for (row, token) in tokens.enumerated() {
        let next = state.left[row] == 0 ? 2 : max(3, Int(token) + 1)
        state.left[row] -= 1
        for index in 0..<vocabularySize {
          logits[row * vocabularySize + index] = index == next ? 10 : 0
        }
      }
    }

    func select(_ rows: [Int], of state: inout State) { state.left = rows.map { state.left[$0] } }
  }

  @Test func searchesWithADecoderOfOnesOwn() {
    let found = BeamSearch(SearchOptions()).search([[7, 7, 7], [7]], with: Counting())
    #expect(found.map { $0[0].tokens } == [[3, 4, 5], [3]])
  }
}
