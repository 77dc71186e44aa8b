import S2SSearch
import Testing

/// What sentences must have and must not, judged by listing all sequences.
@Suite struct DemandTests {
  /// Padding, marks, and nine tokens, in which "cat" and "é" can be spelled in several ways.
  static let spellings = ["", "", "", " c", "at", "a", "t", " cat", "s", "."].map { Array($0.utf8) }
  static let texts = TokenTexts(spellings.map { $0[...] })

  static func text(_ tokens: [Int32]) -> String {
    let bytes = tokens.flatMap { spellings[Int($0)] }
    return String(decoding: bytes.first == 0x20 ? bytes.dropFirst() : bytes[...], as: UTF8.self)
  }

  /// Whether a text has a phrase as whole words, in plain words.
  static func has(_ phrase: String, in text: String) -> Bool {
    let (text, phrase) = (Array(text.unicodeScalars), Array(phrase.unicodeScalars))
    guard !phrase.isEmpty, text.count >= phrase.count else { return false }
    func joined(_ a: Unicode.Scalar?, _ b: Unicode.Scalar?) -> Bool {
      guard let a, let b else { return false }
      return WordBoundary.joins(a) && WordBoundary.joins(b)
    }
    return (0...text.count - phrase.count).contains { start in
      let end = start + phrase.count
      return Array(text[start..<end]) == phrase
        && !joined(start > 0 ? text[start - 1] : nil, phrase.first)
        && !joined(phrase.last, end < text.count ? text[end] : nil)
    }
  }

  /// A beam that keeps everything, for outputs of up to three tokens and the end mark.
  static func exhaustive(nbest: Int = 1) -> SearchOptions {
    var options = BeamSearchTests.options(beam: 800, nbest: nbest)
    options.maximumLengthRatio = 1e-9
    options.extraLength = 4
    options.maximumRepeats = 0
    options.keepsEqualTexts = true
    return options
  }

  static func best(
    _ decoder: ToyDecoder, limit: Int = 4, _ options: SearchOptions,
    where isAllowed: ([Int32]) -> Bool
  ) -> [[Int32]] {
    BeamSearchTests.all([5, 6], decoder, limit: limit).filter { isAllowed($0.tokens) }
      .map {
        ($0.tokens, options.normalization.score($0.logProbability, length: $0.tokens.count + 1))
      }
      .sorted { $0.1 > $1.1 }.map(\.0)
  }

  @Test(arguments: [["cat"], ["cats", "at"], ["."], ["t."], ["cat", ".", "s"], ["at cat"]])
  func nothingForbiddenIsSaid(phrases: [String]) {
    let rules = TextRules(Self.texts, forbidden: PhraseSet(phrases.map { Array($0.utf8) }))
    for seed in 400..<403 as Range<UInt64> {
      let decoder = ToyDecoder(vocabularySize: 10, seed: seed, endBonus: 1)
      let options = Self.exhaustive(nbest: 20)
      let found = BeamSearch(options, text: rules).search([[5, 6]], with: decoder)[0]
      let expected = Self.best(decoder, options) { tokens in
        !phrases.contains { Self.has($0, in: Self.text(tokens)) }
      }
      #expect(found.map(\.tokens) == Array(expected.prefix(20)))
      // Cut hypotheses and samples keep to it as well.
      var sampling = SamplingTests.options(count: 200, seed: seed)
      sampling.extraLength = 5
      for isDistinct in [false, true] {
        sampling.sampling?.isDistinct = isDistinct
        let drawn = Sampling(sampling, text: rules).search([[5, 6]], with: decoder)[0]
        #expect(drawn.count > 50)
        for tokens in drawn.map(\.tokens) {
          #expect(!phrases.contains { Self.has($0, in: Self.text(tokens)) }, "\(Self.text(tokens))")
        }
      }
    }
  }

  @Test(arguments: [[3, 5], [7], [9, 9, 8]] as [[Int32]])
  func prefixesAreKept(prefix: [Int32]) {
    var demands = SentenceDemands()
    demands.prefix = prefix
    let decoder = ToyDecoder(vocabularySize: 10, seed: 410, endBonus: 1)
    var options = Self.exhaustive(nbest: 5)
    // The length limit leaves room behind the prefix.
    let limit = prefix.count + 2
    options.extraLength = 1
    let found = BeamSearch(options).search([[5, 6]], demands: [demands], with: decoder)[0]
    let expected = Self.best(decoder, limit: limit, options) { $0.starts(with: prefix) }
    #expect(found.filter(\.isComplete).map(\.tokens) == Array(expected.prefix(5)))
    for beam in [1, 2, 6] {
      options.beamSize = beam
      options.nbest = beam
      options.groups = beam
      let found = BeamSearch(options).search([[5, 6]], demands: [demands], with: decoder)[0]
      #expect(found.allSatisfy { $0.tokens.starts(with: prefix) })
    }
    for isDistinct in [false, true] {
      let options = SamplingTests.options(count: 30, isDistinct: isDistinct)
      let found = Sampling(options).search([[5, 6]], demands: [demands], with: decoder)[0]
      #expect(found.count == 30 && found.allSatisfy { $0.tokens.starts(with: prefix) })
    }
  }

  /// " cat" in one token, "at" behind a point or at the start, and both of two phrases.
  static let required: [(text: String, phrase: RequiredPhrase)] = [
    ("cat", RequiredPhrase(spaced: [7], joins: (true, true))),
    ("at", RequiredPhrase(spaced: [3, 9], glued: [4], joins: (true, true))),
    (".", RequiredPhrase(spaced: [9], joins: (false, false))),
    ("cat.", RequiredPhrase(spaced: [7, 9], joins: (true, false))),
  ]

  /// Whether the tokens have a form of the phrase with no longer word around it.
  static func has(_ phrase: RequiredPhrase, in tokens: [Int32]) -> Bool {
    func joins(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(WordBoundary.joins) ?? false }
    func stands(_ form: [Int32], isGlued: Bool) -> Bool {
      tokens.indices.contains { start in
        guard tokens[start...].starts(with: form) else { return false }
        let before = text(Array(tokens[..<start])).unicodeScalars.last
        let after = tokens[(start + form.count)...].first.flatMap {
          String(decoding: spellings[Int($0)], as: UTF8.self).unicodeScalars.first
        }
        return !(isGlued && phrase.joins.before && joins(before))
          && !(phrase.joins.after && joins(after))
      }
    }
    return stands(phrase.spaced, isGlued: false)
      || phrase.glued.map { stands($0, isGlued: true) } == true
  }

  @Test(arguments: [[0], [1], [2], [3], [0, 2], [1, 2]])
  func aWideBeamFindsTheBestThatHasAllPhrases(numbers: [Int]) {
    let phrases = numbers.map { Self.required[$0].phrase }
    var demands = SentenceDemands()
    demands.required = phrases
    let rules = TextRules(Self.texts)
    let total = phrases.map { min($0.spaced.count, $0.glued?.count ?? 9) }.reduce(0, +)
    for seed in 420..<423 as Range<UInt64> {
      let decoder = ToyDecoder(vocabularySize: 10, seed: seed, endBonus: 1)
      var options = Self.exhaustive(nbest: 8)
      options.beamSize = 3_000
      options.extraLength = 3 - total
      let found = BeamSearch(options, text: rules)
        .search([[5, 6]], demands: [demands], with: decoder)[0]
      let expected = Self.best(decoder, limit: 4, options) { tokens in
        phrases.allSatisfy { Self.has($0, in: tokens) }
      }
      #expect(found.filter(\.isComplete).map(\.tokens) == Array(expected.prefix(8)))
    }
  }

  /// However narrow the beam, the phrases come; and sentences do not influence each other.
  @Test(arguments: [1, 2, 5])
  func aNarrowBeamFindsThePhrasesToo(beam: Int) {
    let demands = [[0], [], [1, 0], [2, 3], [], [0, 1, 2]].map { numbers in
      var demands = SentenceDemands()
      demands.required = numbers.map { Self.required[$0].phrase }
      return demands
    }
    let search = BeamSearch(
      BeamSearchTests.options(beam: beam, nbest: beam), text: TextRules(Self.texts))
    for seed in 430..<436 as Range<UInt64> {
      let decoder = ToyDecoder(vocabularySize: 10, seed: seed, endBonus: 1)
      let sources = BeamSearchTests.sources
      let found = search.search(sources, demands: demands, with: decoder)
      for (index, demands) in demands.enumerated() {
        #expect(
          demands.required.allSatisfy { Self.has($0, in: found[index][0].tokens) }, "\(index)")
        let alone = search.search([sources[index]], demands: [demands], with: decoder)[0]
        #expect(found[index] == alone)
      }
    }
  }

  /// "cat" can be spelled in three ways; each text comes once, with its best tokens.
  @Test func equalTextsCountOnce() {
    let decoder = ToyDecoder(vocabularySize: 10, seed: 440, endBonus: 1)
    var options = Self.exhaustive(nbest: 60)
    options.keepsEqualTexts = false
    let found = BeamSearch(options, text: TextRules(Self.texts)).search([[5, 6]], with: decoder)[0]
    var expected: [[Int32]] = []
    for tokens in Self.best(decoder, options, where: { _ in true })
    where !expected.contains(where: { Self.text($0) == Self.text(tokens) }) {
      expected.append(tokens)
    }
    #expect(found.map(\.tokens) == Array(expected.prefix(60)))
    let all = Self.best(decoder, options) { _ in true }
    #expect(Set(all.prefix(60).map(Self.text)).count < 60)
  }
}

/// Phrases as whole words.
@Suite struct PhraseSetTests {
  @Test func agreesWithThePlainSearch() {
    let alphabet: [String] = ["a", "b", " ", "é", "猫", "_", "\u{301}", ".", "7", "ส"]
    var state: UInt64 = 7
    func draw(_ most: Int) -> String {
      (0...most).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }.joined()
    }
    var found = 0
    for _ in 0..<4_000 {
      let (phrase, text) = (draw(1), draw(9))
      let plain = DemandTests.has(phrase, in: text)
      let fast = PhraseSet([Array(phrase.utf8)]).first(in: Array(text.utf8)) != nil
      #expect(plain == fast, "\(phrase) in \(text)")
      if plain { found += 1 }
    }
    #expect(found > 50)
  }

  @Test(arguments: [
    ("cat", "a category", false), ("cat", "a cat's tail", true), ("cat", "(cat)", true),
    ("cat", "Cat", false), ("black cat", "a black cat.", true), ("black cat", "black cats", false),
    ("été", "l'été", true), ("猫", "黒猫が", true), ("!", "ah!!", true), ("cat", "cat7", false),
  ])
  func wholeWordsCount(phrase: String, text: String, isThere: Bool) {
    #expect((PhraseSet([Array(phrase.utf8)]).first(in: Array(text.utf8)) != nil) == isThere)
  }
}
