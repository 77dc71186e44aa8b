import S2SText

/// The quick checks of the doctor, on a sample of the pairs that a run reads anyway.
public struct CorpusCheckup: Sendable {
  private var sample = PairSample(largestSize: 10_000)
  private var steps = StepCheck()
  private var count = 0
  private var first: [String] = []
  private let heldOut: HeldOutSet
  private var leaks: [CorpusProblem: Int] = [:]

  /// From this share of the pairs on, a problem is worth a warning.
  private static let warningShare = 0.05
  /// The same for what is only good to know.
  private static let noteShare = 0.25
  /// In fewer pairs no share means anything.
  private static let fewestPairs = 100
  /// In fewer, what no translation does means nothing either.
  private static let fewestCertain = 5

  /// Has seen no pair.
  ///
  /// - Parameter heldOut: pairs that should not be among them.
  public init(heldOut: ParallelCorpus? = nil) {
    self.heldOut = heldOut.map(HeldOutSet.init) ?? HeldOutSet()
  }

  /// Takes in the next pair, and its sizes.
  mutating func add(_ source: String, _ target: String, _ sizes: (TextSize, TextSize)) {
    count += 1
    if count == 1 { first = [source, target] }
    steps.add(sizes.0.characters, sizes.1.characters)
    guard min(sizes.0.words, sizes.1.words) > 0 else { return }
    sample.add((source, target), sizes.0, sizes.1, number: count)
    guard !heldOut.isEmpty else { return }
    let leak = heldOut.leak(Fingerprint.ofSentence(source), Fingerprint.ofSentence(target))
    if let leak { leaks[leak, default: 0] += 1 }
  }

  /// What is wrong with the corpus, or with many of its pairs.
  public func warnings(_ languages: LanguagePair) -> [CorpusWarning] {
    let corpus = ParallelCorpus(pairs: sample.pairs.lazy.map { ($0.source, $0.target) })
    var found: [CorpusWarning] = languages.isOneLanguage ? [.oneLanguage(languages)] : []
    if HeaderRow(first, languages).isHeader { found.append(.headerRow(first)) }
    let sides = CorpusWarning.ofSides(corpus, languages)
    found += sides + frequent(in: corpus, sides.isEmpty ? languages : nil)
    if !leaks.isEmpty {
      found.append(
        .heldOutPairs(leaks[.leakedPair] ?? 0, otherSources: leaks[.leakedSource] ?? 0))
    }
    return found
  }

  /// The problems that many pairs have.
  private func frequent(in corpus: ParallelCorpus, _ languages: LanguagePair?) -> [CorpusWarning] {
    let isFew = corpus.count < Self.fewestPairs
    guard corpus.count >= Self.fewestCertain else { return [] }
    let certain = certainProblems(of: corpus)
    var counts = isFew ? certain : problems(of: corpus, languages)
    counts.merge(certain, uniquingKeysWith: max)
    counts[.outOfStep] =
      isFew ? 0 : steps.outOfStep.map(\.count).reduce(0, +) * corpus.count / count
    return CorpusProblem.allCases.compactMap { problem in
      let share = Double(counts[problem] ?? 0) / Double(corpus.count)
      let least = isFew || problem.severity == .note ? Self.noteShare : Self.warningShare
      return share < least ? nil : .frequent(problem, share: share)
    }
  }

  /// What a few pairs may be by chance, and most of them never are.
  private func certainProblems(of corpus: ParallelCorpus) -> [CorpusProblem: Int] {
    let pairs = zip(corpus.sources, corpus.targets)
    let counts: [CorpusProblem: Int] = [
      .identicalSides: pairs.count { $0.utf8.elementsEqual($1.utf8) },
      .spreadsheetQuotes: max(
        corpus.sources.count(where: SpreadsheetQuotes.enclose),
        corpus.targets.count(where: SpreadsheetQuotes.enclose)),
    ]
    return counts.filter { $0.value * 2 > corpus.count }
  }

  /// How many pairs have each problem; languages are judged unless the sides are known to be wrong.
  private func problems(of corpus: ParallelCorpus, _ languages: LanguagePair?) -> [CorpusProblem:
    Int]
  {
    let judge = languages.flatMap { $0.isOneLanguage ? nil : $0 }.map {
      LanguageJudge(corpus, languages: [$0.source, $0.target])
    }
    let fit = LengthFit(sample.pairs.map { ($0.sourceLength, $0.targetLength) })
    return sample.pairs.reduce(into: [:]) { counts, pair in
      var found = PairChecks.examine(pair.source, pair.target).problems
      if fit.isUnlikely(pair.sourceLength, pair.targetLength) { found.insert(.unlikelyLengths) }
      if !found.contains(.identicalSides), let problem = judge?.problem(pair.source, pair.target) {
        found.insert(problem)
      }
      for problem in CorpusProblem.allCases where found.contains(problem) {
        counts[problem, default: 0] += 1
      }
    }
  }
}

/// What training should not begin with unasked.
public enum CorpusWarning: Sendable, Equatable {
  /// Each side holds the other one's language.
  case swappedSides(LanguagePair)
  /// A side, named by its language, looks like another.
  case otherLanguage(side: String, looksLike: String)
  /// Both sides are in one language.
  case oneLanguage(LanguagePair)
  /// The first pair, whose texts these are, names the languages of the sides.
  case headerRow([String])
  /// This many training pairs are held out, too, and in others the source is.
  case heldOutPairs(Int, otherSources: Int)
  /// This share of the pairs has a problem, from 0 to 1.
  case frequent(CorpusProblem, share: Double)

  /// What is wrong with the languages of whole sides.
  static func ofSides(_ corpus: ParallelCorpus, _ languages: LanguagePair) -> [CorpusWarning] {
    ofSides(
      ReadLanguage.mismatch(corpus.sources, declared: languages.source),
      ReadLanguage.mismatch(corpus.targets, declared: languages.target), languages)
  }

  /// The same, by the languages that the sides look like where they are not their own.
  static func ofSides(
    _ source: String?, _ target: String?, _ languages: LanguagePair
  ) -> [CorpusWarning] {
    let codes = [languages.source, languages.target].map(LanguageName.code(ofTag:))
    if source == codes[1] && target == codes[0] {
      return [.swappedSides(languages)]
    }
    return [(languages.source, source), (languages.target, target)].compactMap { side, found in
      found.map { .otherLanguage(side: side, looksLike: $0) }
    }
  }

  /// What is wrong with lines that are meant to be in a language; empty where they may well be.
  public static func ofLines(_ lines: some Sequence<String>, in language: String) -> [CorpusWarning]
  {
    ReadLanguage.mismatch(lines, declared: language)
      .map { [.otherLanguage(side: language, looksLike: $0)] } ?? []
  }
}
