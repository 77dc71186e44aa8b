import S2SCorpora
import S2SOptions
import S2SText
import TestSupport
import Testing

@testable import Seq2Seq

/// Training pairs that are read once more with their source typed in another way.
@Suite struct TypingVariantRunTests {
  private let folder = TemporaryDirectory()

  /// 343 pairs, each with a target of its own.
  init() {
    let french = [
      ["L'été", "Le garçon", "La forêt", "L'élève", "Le chien", "Ma nièce", "Paul"],
      ["préfère", "voit", "évite", "aime", "cherche", "dérange", "achète"],
      ["le café.", "la fenêtre !", "un château ?", "le thé.", "l'hôtel.", "ce vélo !", "du riz"],
    ]
    let english = [
      ["Summer", "The boy", "The forest", "The pupil", "The dog", "My niece", "Paul"],
      ["prefers", "sees", "avoids", "loves", "seeks", "disturbs", "buys"],
      ["the coffee.", "the window!", "a castle?", "the tea.", "the hotel.", "this bike!", "rice"],
    ]
    let lines = (0..<343).map { number in
      [french, english].map { words in
        "\(words[0][number % 7]) \(words[1][number / 7 % 7]) \(words[2][number / 49])"
      }.joined(separator: "\t") + "\n"
    }
    folder.write(lines.joined(), to: "train.tsv")
    folder.write(lines[..<20].joined(), to: "valid.tsv")
  }

  private var corpus: TranslationCorpus {
    var corpus = TranslationCorpus(source: "fr", target: "en")
    corpus.train = folder.file("train.tsv")
    corpus.valid = folder.file("valid.tsv")
    return corpus
  }

  private func options(rate: Double, _ more: OptionValues = [:]) throws -> TranslatorOptions {
    var given: OptionValues = ["typing-variants": OptionValue.number(rate)]
    given.merge(more) { $1 }
    return try TrainingPreset.tiny.options.changed(by: given)
  }

  /// The sources of each target as training reads them, and the number of copies that is reported.
  private func sources(
    _ data: TranslationData, _ texts: Texts, _ options: TranslatorOptions, shardSize: Int = 1_000,
    threads: Int = 1
  ) throws -> (byTarget: [[Int32]: [[Int32]]], copyCount: Int?) {
    let storage = ExampleStorage(
      shardSize: shardSize, directory: folder.path, threads: threads)
    let examples = try data.encode(texts, options, storage)
    var sources: [[Int32]: [[Int32]]] = [:]
    for part in 0..<examples.partCount {
      for batch in try examples.batches(ofEpoch: 0, part: part) {
        for (source, target) in zip(batch.sources, batch.targets) {
          sources[target, default: []].append(source)
        }
      }
    }
    let sorted = sources.mapValues { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    return (sorted, examples.copyCount)
  }

  // MARK: - Draws

  /// Within five standard deviations of the binomial distribution.
  @Test(arguments: [0.1, 0.5]) func drawsThePartThatIsAskedFor(rate: Double) {
    let count = 100_000
    let ways = (0..<count).map(TypingVariants(rate: rate, seed: 3).ways).filter { !$0.isEmpty }
    func isNear(_ found: Int, of count: Int, _ rate: Double) -> Bool {
      let count = Double(count)
      return abs(Double(found) - count * rate) < 5 * (count * rate * (1 - rate)).squareRoot()
    }
    #expect(isNear(ways.count, of: count, rate))
    for way in TypingVariant.allCases {
      let first = ways.count { $0[0] == way }
      #expect(isNear(first, of: ways.count, 1 / Double(TypingVariant.allCases.count)), "\(way)")
    }
    #expect(ways.allSatisfy { Set($0) == Set(TypingVariant.allCases) })
  }

  @Test func drawsBySeedAndNumber() {
    let pairs = 0..<1_000
    let some = TypingVariants(rate: 0.3, seed: 1)
    let drawn = pairs.map(some.ways)
    #expect(pairs.reversed().map(some.ways) == drawn.reversed())
    #expect(pairs.map(TypingVariants(rate: 0.3, seed: 2).ways) != drawn)
    // Whoever is drawn at a low rate is drawn at a higher one, in the same ways.
    let more = pairs.map(TypingVariants(rate: 0.6, seed: 1).ways)
    #expect(zip(drawn, more).allSatisfy { $0.isEmpty || $0 == $1 })
    #expect(pairs.allSatisfy { TypingVariants(rate: 0, seed: 1).ways(ofPair: $0).isEmpty })
    #expect(pairs.allSatisfy { !TypingVariants(rate: 1, seed: 1).ways(ofPair: $0).isEmpty })
  }

  // MARK: - Copies

  /// Each pair is there as ever, and a copy is never what the pair is already.
  @Test(arguments: [0.4, 1]) func copiesAreOthersThanTheirPairs(rate: Double) throws {
    let data = try TranslationData(corpus, seed: 1)
    let options = try options(rate: rate)
    let texts = try data.learnTexts(options)
    let (found, count) = try sources(data, texts, options)
    let (plain, none) = try sources(data, texts, self.options(rate: 0))
    #expect(found.count == 343 && plain.count == 343 && none == nil)
    for (target, sources) in found {
      let own = try #require(plain[target])
      #expect(own.count == 1 && sources.contains(own[0]))
      #expect(Set(sources).count == sources.count && sources.count <= 2)
    }
    let copies = found.values.count { $0.count == 2 }
    #expect(copies == count)
    // A few pairs have neither accents nor marks, so there is no other way to type them.
    let drawn = try #require(options.variants)
    let asked = (0..<343).count { !drawn.ways(ofPair: $0).isEmpty }
    #expect(copies <= asked && copies > asked * 9 / 10)
  }

  /// A way counts only if translation reads a line typed so otherwise than the line itself.
  @Test func readsWhatTranslationReads() {
    let habits = LineHabits(of: ["Un chat dort.", "Le chien dort !"], locale: "fr")
    func readings(_ source: String, rate: Double = 1) -> [String] {
      let variants = TypingVariants(rate: rate, seed: 1)
      return Array(
        VariantReader(variants, locale: "fr", .typed, habits).readings(of: source, ofPair: 5))
    }
    #expect(readings("un chat") == [] && readings("L\u{2019}ours n'a rien") == [])
    #expect(readings("l'été") == ["L'ete"] && readings("l'été", rate: 0) == [])
    #expect(Set(readings("Où est-il\u{A0}?")) == ["Ou est-il?", "Où est-il", "Où est-il??"])
  }

  /// Bit for bit: whatever the threads, and in whatever shards.
  @Test func copiesDependOnNeitherThreadsNorShards() throws {
    let data = try TranslationData(corpus, seed: 1)
    let options = try options(rate: 0.5)
    let texts = try data.learnTexts(options)
    let whole = try sources(data, texts, options)
    for (shardSize, threads) in [(1_000, 3), (100, 1), (60, 3)] {
      let parts = try sources(data, texts, options, shardSize: shardSize, threads: threads)
      #expect(parts.byTarget == whole.byTarget && parts.copyCount == whole.copyCount)
    }
    let same = try data.learnTexts(options)
    #expect(same == texts)
    var otherSeed = options
    otherSeed.learning.seed = 2
    #expect(try sources(data, texts, otherSeed).byTarget != whole.byTarget)
  }

  /// What is validated with stays as it is.
  @Test func validationPairsAreAsTheyAre() throws {
    let data = try TranslationData(corpus, seed: 1)
    let options = try options(rate: 1)
    let texts = try data.learnTexts(options)
    let varied = try data.heldOut(texts, options, threads: 1)
    let plain = try data.heldOut(texts, self.options(rate: 0), threads: 1)
    #expect(varied.flatMap(\.sources) == plain.flatMap(\.sources))
    #expect(varied.flatMap(\.sources).count == 20)
  }

  /// Words without accents get tokens of their own, where training has such words.
  @Test(arguments: ["subwords", "words"]) func tokensAreLearnedFromCopiesToo(kind: String) throws {
    let data = try TranslationData(corpus, seed: 1)
    let more: OptionValues = ["tokens": .text(kind)]
    let texts = try [0, 0.5].map { try data.learnTexts(options(rate: $0, more)).sides.source }
    let lines = try data.train.pairs().sources.map {
      TypingVariant.noAccents.applied(to: $0, locale: "fr")
    }
    let costs = texts.map { text in
      let ids = lines.flatMap(text.encode)
      return kind == "words" ? ids.count { $0 == text.unknownToken } : ids.count
    }
    #expect(costs[1] < costs[0], "\(costs)")
    #expect(kind == "subwords" || costs[1] == 0, "\(costs)")
    // Capitals are learned from the pairs as they are.
    #expect(texts[0].habits == texts[1].habits)
  }

  // MARK: - Runs

  private func request(_ model: String, rate: Double = 0.5) -> TranslationTraining {
    var request = TranslationTraining(corpus)
    request.modelPath = folder.file(model)
    request.options = [
      "hidden": 8, "embedding": 8, "batch-sentences": 16, "schedule": "constant", "epochs": 3,
      "typing-variants": .number(rate),
    ]
    request.threads = 2
    return request
  }

  /// Stopped every eleven updates and resumed, with one shard and with several.
  @Test(arguments: [1_000, 60]) func resumingIsExact(shardSize: Int) throws {
    var whole = request("whole")
    whole.shardSize = shardSize
    #expect(try TranslationTrainer(whole).run() == .finished)
    var parts = request("parts")
    parts.shardSize = shardSize
    for steps in stride(from: 11, through: 110, by: 11) {
      parts.options["steps"] = OptionValue(steps)
      _ = try TranslationTrainer(parts).run()
      parts.mode = .resume
    }
    #expect(
      try ShortRun.tensors(folder.file("whole/training.safetensors"))
        == ShortRun.tensors(folder.file("parts/training.safetensors")))
  }

  /// The counts of a run say how many pairs come once more, and no pair counts as left out for it.
  @Test func aRunSaysHowManyCopiesThereAre() throws {
    var facts: RunFacts?
    var request = request("model")
    request.options["steps"] = 1
    try TranslationTrainer(request).run { event in
      if case .begins(let begun) = event { facts = begun }
      if case .leftOut(let count, _) = event { Issue.record("\(count) left out") }
    }
    let copies = try #require(facts?.copyCount)
    #expect(copies > 100 && copies < 243 && facts?.examplesPerEpoch == 343 + copies)
    request = self.request("plain", rate: 0)
    request.options["steps"] = 1
    try TranslationTrainer(request).run { event in
      if case .begins(let begun) = event { facts = begun }
    }
    #expect(facts?.copyCount == nil && facts?.examplesPerEpoch == 343)
  }

  /// A model that began without variants goes on with them: its vocabulary stays.
  @Test func beginsWithAModelThatHadNone() throws {
    var base = request("base", rate: 0)
    base.options["steps"] = 1
    try TranslationTrainer(base).run()
    var next = TranslationTraining(corpus)
    next.from = folder.file("base")
    next.modelPath = folder.file("next")
    next.options = ["steps": 1, "typing-variants": 0.5]
    var copies: Int?
    try TranslationTrainer(next).run { event in
      if case .begins(let facts) = event { copies = facts.copyCount }
    }
    #expect(try #require(copies) > 0)
  }

  /// Nobody types text that a program has cut into tokens; text for SentencePiece people do type.
  @Test func refusesTextThatIsTokenisedAlready() throws {
    #expect(throws: OptionError.excludes(option: "typing-variants", other: "tokens spaces")) {
      try options(rate: 0.5, ["tokens": "spaces"]).validate()
    }
    for language in ["fr", "en"] { folder.write("o n\nu n\n", to: "codes.\(language)") }
    let codes = folder.file("codes")
    var request = request("codes")
    request.options["subwords"] = .text(codes)
    #expect(throws: OptionError.excludes(option: "typing-variants", other: "subwords \(codes)")) {
      try TranslationTrainer(request).run()
    }
    #expect(!folder.names.contains("codes"), "it is found out before anything is written")
  }
}
