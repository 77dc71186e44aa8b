import S2SCorpora
import S2SFiles
import S2SRandom
import TestSupport
import Testing

/// A corpus that is judged once and read from its files whenever it is needed.
@Suite struct CleanCorpusTests {
  let folder = TemporaryDirectory()

  private func corpus(_ pairs: [(String, String)]) throws -> CleanCorpus {
    let lines = pairs.map { "\($0.0)\t\($0.1)\n" }.joined()
    return try CleanCorpus(.tabSeparated(folder.write(lines, to: "a.tsv"), targetFirst: false))
  }

  private func pairs(_ corpus: CleanCorpus) throws -> [String] {
    var all: [String] = []
    try corpus.forEach { all.append("\($0)|\($1)") }
    return all
  }

  @Test func readsTheKeptPairsInOrder() throws {
    let corpus = try corpus([("a", "b"), ("", "c"), ("a", "b"), ("d", "e")])
    #expect(corpus.count == 2)
    #expect(corpus.parts[0].cleaning.counts == [.emptySide: 1, .duplicate: 1])
    #expect(try pairs(corpus) == ["a|b", "d|e"])
  }

  @Test func noticesThatAFileChanged() throws {
    for text in ["a\tb\n", "a\tb\nc\td\ne\tf\n"] {
      let corpus = try corpus([("a", "b"), ("c", "d")])
      folder.write(text, to: "a.tsv")
      #expect(throws: CorpusError.changed([folder.file("a.tsv")])) { try pairs(corpus) }
    }
  }

  @Test(arguments: [0, 1, 7, 200, 500]) func samplesExactly(size: Int) throws {
    let corpus = try corpus((0..<200).map { ("s\($0)", "t\($0)") })
    var generator = SeededGenerator(seed: 3)
    let sample = try corpus.sample(size, using: &generator)
    #expect(sample.count == min(size, 200))
    let numbers = sample.sources.compactMap { Int($0.dropFirst()) }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
    #expect(sample.targets == numbers.map { "t\($0)" })
    var again = SeededGenerator(seed: 3)
    let same = try corpus.sample(size, using: &again)
    #expect(same == sample)
  }

  /// Each half of the corpus gives about half of the sample.
  @Test func samplesEvenly() throws {
    let corpus = try corpus((0..<2_000).map { ("s\($0)", "t\($0)") })
    var generator = SeededGenerator(seed: 4)
    let sample = try corpus.sample(400, using: &generator)
    let early = sample.sources.count { (Int($0.dropFirst()) ?? 0) < 1_000 }
    // Five standard deviations of a hypergeometric draw.
    #expect(abs(early - 200) < 45)
  }

  @Test func setsAsideWithoutSharingASentence() throws {
    let all = (0..<500).map { ("s\($0 % 90)", "t\($0 % 110)") }
    var rest = try corpus(all)
    var generator = SeededGenerator(seed: 1)
    let aside = try rest.setAside(20, using: &generator)
    let kept = try pairs(rest).map { $0.split(separator: "|").map(String.init) }
    #expect(aside.count == 20)
    #expect(kept.count == rest.count && kept.count > 100)
    #expect(Set(kept.map { $0[0] }).isDisjoint(with: aside.sources))
    #expect(Set(kept.map { $0[1] }).isDisjoint(with: aside.targets))
    var other = try corpus(all)
    var again = SeededGenerator(seed: 1)
    let same = try other.setAside(20, using: &again)
    #expect(same == aside)
  }

  /// Half of the pairs have one translation in common: they stay, and others are set aside.
  @Test func keepsFrequentTranslations() throws {
    var rest = try corpus(
      (0..<300).map { ("s\($0)", "t\($0)") } + (0..<300).map { ("Numéro \($0) ?", "Okay.") })
    var generator = SeededGenerator(seed: 1)
    let aside = try rest.setAside(60, losingAtMost: 60, using: &generator)
    #expect(aside.count == 60 && rest.count == 540)
    #expect(!aside.targets.contains("Okay."))
  }

  /// Where every sentence is frequent, few pairs are lost or none is set aside.
  @Test func losesNoMorePairsThanAllowed() throws {
    for (losses, count) in [(0, 0), (3, 1), (7, 2), (.max, 60)] {
      var rest = try corpus((0..<600).map { ("s\($0)", "t\($0 % 150)") })
      var generator = SeededGenerator(seed: 1)
      let aside = try rest.setAside(60, losingAtMost: losses, using: &generator)
      #expect(aside.count == count)
      #expect(rest.count + aside.count >= 600 - min(losses, 180))
    }
  }

  /// Pairs that differ from those set aside in case, punctuation or form only are not trained on.
  @Test func knowsASentenceInOtherForms() throws {
    let forms = [
      "Ça va, l'été ?", "ÇA VA L’ÉTÉ", "C\u{327}a va, l'e\u{301}te\u{301}…", "ça\u{AD} va l'été",
    ]
    for form in forms {
      var rest = try corpus([(forms[0], "fine"), (form + "!", "good")])
      var generator = SeededGenerator(seed: 1)
      let aside = try rest.setAside(1, using: &generator)
      #expect(aside.count == 1 && rest.count == 0, "\(form)")
    }
  }

  @Test func setsAsideAllOrNone() throws {
    for (count, rest) in [(0, 2), (2, 0), (5, 0)] {
      var corpus = try corpus([("a", "b"), ("c", "d")])
      var generator = SeededGenerator(seed: 1)
      let aside = try corpus.setAside(count, using: &generator)
      #expect(aside.count == 2 - rest)
      #expect(corpus.count == rest)
    }
  }

  /// Beyond two million pairs the oldest may be forgotten; those just before are not.
  @Test func findsRepeatsFarIntoACorpus() {
    var pass = CorpusCleaner.Pass(CorpusCleaner())
    var kept = 0
    for number in 0..<20_000 {
      for _ in 0..<2 where pass.keeps("s\(number)", "t") { kept += 1 }
    }
    #expect(kept == 20_000)
    #expect(pass.report.counts[.duplicate] == 20_000)
    let repeated = pass.keeps("s0", "t")
    #expect(!repeated)
    // Neither side's end is confused with the other's beginning.
    let (longer, shorter) = (pass.keeps("s0t", "x"), pass.keeps("s0", "tx"))
    #expect(longer && shorter)
  }
}
