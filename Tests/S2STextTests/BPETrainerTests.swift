import S2SText
import Testing

@Suite struct BPETrainerTests {
  private static let words = [
    "low", "lower", "lowest", "newer", "newest", "wider", "widest", "banana", "aaaa", "aaaaaaa",
    "bananas", "anna", "on", "onion", "noon", "abab", "ababab",
  ]

  /// A text of words drawn at random, the earlier ones of the list more often.
  private static func texts(seed: UInt64, count: Int) -> [String] {
    var generator = Scrambler(seed: seed)
    return (0..<count).map { _ in
      (0..<5).map { _ in
        let bound = Int.random(in: 1...words.count, using: &generator)
        return words[Int.random(in: 0..<bound, using: &generator)]
      }.joined(separator: " ")
    }
  }

  private func pieces(of pipeline: TextPipeline) -> [String] {
    pipeline.pieces((259..<Int32(pipeline.vocabularySize)).map { $0 })
  }

  @Test(arguments: [(1, 270), (2, 290), (3, 320), (4, 400), (5, 1000)] as [(UInt64, Int)])
  func learnsWhatRescanningLearns(seed: UInt64, size: Int) throws {
    let texts = Self.texts(seed: seed, count: 60)
    let pipeline = try TextPipeline.learn(from: texts, locale: "en", vocabularySize: size)
    let plain = PlainBPE(texts: texts, vocabularySize: size)
    #expect(pieces(of: pipeline) == plain.pieces)
    for word in Self.words + ["lowlow", "annanas", "newlow", "aaaaa", "xyzlow"] {
      let spelled = pipeline.pieces(pipeline.encode(word))
      #expect(spelled.filter { $0.count < 6 || !$0.hasPrefix("<") } == plain.spell(word))
    }
  }

  @Test func ignoresTheOrderOfTexts() throws {
    let texts = Self.texts(seed: 9, count: 100) + sampleTexts + sampleTexts
    var generator = Scrambler(seed: 10)
    let first = try TextPipeline.learn(from: texts, locale: "en", vocabularySize: 500)
    for _ in 0..<3 {
      let other = try TextPipeline.learn(
        from: texts.shuffled(using: &generator), locale: "en", vocabularySize: 500)
      #expect(other == first)
      #expect(try other.serialized() == first.serialized())
    }
  }

  @Test func breaksTiesBySmallerTokens() throws {
    // ▁ a b c are 259 to 262 and every pair occurs twice: first (259, 260), which becomes 263, then
    // (261, 262) before (263, 261).
    let pipeline = try TextPipeline.learn(
      from: ["abc abc"], locale: "en", vocabularySize: 1000)
    #expect(pieces(of: pipeline) == ["▁", "a", "b", "c", "▁a", "bc", "▁abc"])
  }

  @Test func stopsWhenNoPairOccursTwice() throws {
    let pipeline = try TextPipeline.learn(
      from: ["abcd efgh"], locale: "en", vocabularySize: 1000)
    #expect(pieces(of: pipeline) == ["▁"])
    let empty = try TextPipeline.learn(from: [], locale: "en", vocabularySize: 1000)
    #expect(empty.vocabularySize == 260)
    #expect(empty.decode(empty.encode("tout de même")) == "tout de même")
  }

  @Test(arguments: [260, 261, 262, 270, 300, 450])
  func neverExceedsTheSizeAskedFor(size: Int) throws {
    let texts = sampleTexts + sampleTexts
    let pipeline = try TextPipeline.learn(from: texts, locale: "fr", vocabularySize: size)
    #expect(pipeline.vocabularySize <= size)
    for text in texts {
      #expect(pipeline.decode(pipeline.encode(text)) == Normalizer.nfc(text))
    }
  }

  @Test func learnsNoPieceAcrossWordsOrMarks() throws {
    let texts = Array(repeating: "l'été, l'été. a▁b", count: 5)
    let pipeline = try TextPipeline.learn(from: texts, locale: "fr", vocabularySize: 400)
    let learned = pieces(of: pipeline)
    #expect(learned.contains("▁l'") && learned.contains("été"))
    #expect(!learned.contains { $0.hasPrefix("▁l'é") || $0.hasSuffix("é,") })
    #expect(!learned.contains { $0.dropFirst().contains("▁") })
    #expect(pipeline.pieces(pipeline.encode("a▁b")).contains("<0x81>"))
  }
}

/// Byte-pair encoding the plain way, which counts all pairs again in every step: the judge.
private struct PlainBPE {
  private(set) var pieces: [String] = []
  private var merges: [(left: String, right: String)] = []

  init(texts: [String], vocabularySize: Int) {
    var counts: [String: Int] = [:]
    for text in texts {
      for word in text.split(separator: " ") { counts["▁" + word, default: 0] += 1 }
    }
    var characters: [String: Int] = [:]
    for (word, count) in counts {
      for character in word.dropFirst() { characters[String(character), default: 0] += count }
    }
    pieces =
      ["▁"]
      + characters.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix((vocabularySize - 260) / 2).map(\.key)
    var words = counts.map { (symbols: $0.key.map(String.init), count: $0.value) }
    while pieces.count + 259 < vocabularySize, let pair = best(of: words) {
      merges.append(pair)
      if !pieces.contains(pair.left + pair.right) { pieces.append(pair.left + pair.right) }
      for index in words.indices { Self.merge(pair, in: &words[index].symbols) }
    }
  }

  /// The pieces of a word, without the characters that the vocabulary lacks.
  func spell(_ word: String) -> [String] {
    var symbols = ("▁" + word).map(String.init)
    for pair in merges { Self.merge(pair, in: &symbols) }
    return symbols.filter(pieces.contains)
  }

  private func best(of words: [(symbols: [String], count: Int)]) -> (left: String, right: String)? {
    var counts: [[Int]: Int] = [:]
    for word in words {
      for (left, right) in zip(word.symbols, word.symbols.dropFirst()) {
        guard let left = pieces.firstIndex(of: left), let right = pieces.firstIndex(of: right)
        else { continue }
        counts[[left, right], default: 0] += word.count
      }
    }
    let best = counts.min { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
    guard let best, best.value > 1 else { return nil }
    return (pieces[best.key[0]], pieces[best.key[1]])
  }

  private static func merge(_ pair: (left: String, right: String), in symbols: inout [String]) {
    var index = 0
    while index + 1 < symbols.count {
      if symbols[index] == pair.left, symbols[index + 1] == pair.right {
        symbols[index] += symbols.remove(at: index + 1)
      }
      index += 1
    }
  }
}
