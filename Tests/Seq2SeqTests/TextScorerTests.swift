import S2SCorpora
import Seq2Seq
import Synchronization
import TestSupport
import Testing

@Suite struct TextScorerTests {
  private let folder = TemporaryDirectory()
  private static let words = ["un", "deux", "trois", "quatre", "cinq", "six", "sept"]
  private static let lines = (1...30).map { number in
    (0...number % 6).map { words[number * ($0 + 3) % 7] }.joined(separator: " ")
  }

  /// A model that has learned nothing, in a file.
  private func model() throws -> (path: String, bundle: TranslationBundle) {
    let bundle = try WholeRun { _ in }.bundle()
    let path = folder.file("model.safetensors")
    try bundle.write(to: path)
    return (path, bundle)
  }

  /// What a search found has the probability that it had there.
  @Test func scoresWhatSearchFoundAsSearchDid() throws {
    var run = ShortRun(folder.file(""))
    run.change = { request in
      request.options = request.options.merging(
        ["hidden": 16, "steps": 80, "dropout": 0, "learning-rate": 0.02, "schedule": "constant"],
        uniquingKeysWith: { $1 })
    }
    run.writeCorpus()
    try run.train(.create)
    var options = TranslationOptions()
    options.search.nbest = 4
    options.search.normalization = LengthNormalization(exponent: 0.7, formula: .gnmt)
    let found = try Translator(path: run.directory.path, options: options)
      .translate(["un deux trois", "deux deux", "trois", "un un un", "trois deux un"])
    var scoring = ScoringOptions()
    scoring.normalization = options.search.normalization
    let pairs = found.flatMap { line in
      line.alternatives.map { (TextPair(source: line.source, text: $0.text), $0) }
    }
    let scores = try TextScorer(path: run.directory.path, options: scoring).score(pairs.map(\.0))
    var count = 0
    // A model may spell a text in other subwords than the text is cut into, or be cut off.
    for ((_, alternative), score) in zip(pairs, scores)
    where score.tokens.dropLast() == alternative.tokens[...] && !alternative.isCut {
      count += 1
      #expect(score.logProbability == alternative.logProbability)
      #expect(score.score == alternative.score)
    }
    #expect(count > 10, "\(count) of \(pairs.count)")
  }

  @Test func itsSumIsThatOfThePerplexity() throws {
    let (path, bundle) = try model()
    let pairs = zip(Self.lines, Self.lines.reversed()).map { TextPair(source: $0, text: $1) }
    let last = Mutex(0.0)
    let scores = try TextScorer(path: path)
      .score(pairs, progress: { share in last.withLock { $0 = max($0, share) } })
    #expect(last.withLock(\.self) == 1)
    let fit = try Translator([bundle]).fit(
      ParallelCorpus(pairs: pairs.lazy.map { ($0.source, $0.text) }))
    let sum = scores.reduce(0) { $0 + $1.logProbability }
    #expect(scores.reduce(0) { $0 + $1.tokens.count } == fit.tokenCount)
    #expect(abs(sum + fit.loss * Double(fit.tokenCount)) < 1e-6)
  }

  @Test func noScoreDependsOnTheOthers() throws {
    let (path, _) = try model()
    let pairs = zip(Self.lines, Self.lines.reversed()).map { TextPair(source: $0, text: $1) }
    func scores(_ pairs: [TextPair], batch: Int, threads: Int) throws -> [TextScore] {
      var options = ScoringOptions()
      options.batchSentences = batch
      options.threads = threads
      return try TextScorer(path: path, options: options).score(pairs)
    }
    let alone = try scores(pairs, batch: 1, threads: 1)
    #expect(try scores(pairs, batch: 64, threads: 1) == alone)
    #expect(try scores(pairs.reversed(), batch: 7, threads: 2).reversed() == alone)
    #expect(Set(alone.map(\.logProbability)).count > 20)
  }

  @Test func emptySidesAndForeignCharacters() throws {
    let (path, _) = try model()
    let long = [String](repeating: "deux", count: 600).joined(separator: " ")
    let scores = try TextScorer(path: path).score([
      TextPair(source: "", text: ""), TextPair(source: " \u{3000}", text: "un"),
      TextPair(source: "un", text: ""), TextPair(source: "un", text: "\u{1F40C} 漢字"),
      TextPair(source: long, text: long),
    ])
    #expect(scores[0].logProbability == 0 && scores[0].tokens.isEmpty)
    #expect(scores[1].logProbability == -.infinity && scores[1].score == -.infinity)
    #expect(scores[2].tokens == ["<eos>"] && scores[2].logProbability < 0)
    for score in scores[3...] {
      #expect(score.tokens.count == score.tokenLogProbabilities.count)
      #expect(score.logProbability.isFinite && score.logProbability < 0)
    }
    #expect(scores[4].tokens.count > 600)
  }

  /// A language model scores lines, and the sum is that of its evaluation.
  @Test func aLanguageModelScoresLines() throws {
    folder.write((0..<40).map { "one two \($0 % 7)\n" }.joined(), to: "train.txt")
    var corpus = TextCorpus()
    corpus.train = folder.file("train.txt")
    var request = TrainingRequest<TextCorpus, LanguageModelOptions>(corpus)
    request.modelPath = folder.file("lm")
    request.threads = 1
    request.options = ["hidden": 8, "embedding": 8, "steps": 5, "maximum-length": 12]
    _ = try ModelTrainer(request).run()
    let lines = ["one two 3", "", "two", "7 ☃", "one one two two 5 5 one one two two one one two"]
    let scorer = try TextScorer(path: folder.file("lm"))
    #expect(!scorer.needsSource)
    let scores = try scorer.score(lines.map { TextPair(text: $0) })
    let fit = try LanguageModelEvaluator(path: folder.file("lm")).fit(lines)
    #expect(scores.reduce(0) { $0 + $1.tokens.count } == fit.tokenCount)
    let sum = scores.reduce(0) { $0 + $1.logProbability }
    #expect(abs(sum + fit.negativeLogLikelihood) < 1e-4)
    #expect(scores[1].tokens == ["<eos>"])
    #expect(scores.map(\.isLong) == [false, false, false, false, true])
    // Alone as in company.
    #expect(try scorer.score([TextPair(text: lines[4])])[0].tokens == scores[4].tokens)
  }
}
