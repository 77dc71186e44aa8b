import Glibc

/// Finds pairs with a side in the wrong language, by comparison with the corpus itself.
///
/// Each side has a profile: how probable each trigram of letters is. A line that the other side's
/// profile explains better by far is in the other side's language. A line that its own side's
/// profile explains far worse than others of its length is in neither, if a third profile, learned
/// from such lines, explains it better by far.
///
/// It is a guess. Names, numbers and cognates look alike in many languages, so a line of few
/// letters is not judged.
struct LanguageJudge: Sendable {
  /// The scores of a line's trigrams.
  private struct Evidence {
    /// The sums of the logarithms of their probabilities under the source's, the target's and the
    /// third profile.
    var sums = SIMD4<Float>.zero
    var count = 0

    /// The mean under the profile of a side.
    func mean(_ side: Int) -> Float { sums[side] / Float(max(1, count)) }
    /// By how much a profile is likelier than another, in nats.
    func odds(_ one: Int, over other: Int) -> Float { sums[one] - sums[other] }
  }

  /// Source, target and the foreign profiles of either side.
  private static let (source, target) = (0, 1)
  private static let foreign = [2, 3]
  /// Lines of fewer trigrams are not judged.
  private static let fewestTrigrams = 8
  /// The odds, in nats, from which a line belongs to a profile rather than to another; well above
  /// the prior odds, for neighbouring trigrams are not independent.
  private static let sureOdds: Float = 12
  /// The odds from which one side alone is in the other side's language.
  private static let sureOneSidedOdds: Float = 16
  /// The odds a trigram, in nats, from which a line is rather in a third language than in its own:
  /// names and rare words reach less.
  private static let clearOdds: Float = 0.5
  /// The standard deviations below its like from which a line is strange.
  private static let strange: Float = -2.5
  /// How near a foreign profile has to be to the other side's, as a fraction of how near it is to
  /// its own side's: 0.8 to 1 for other languages, 0.6 to 0.75 for rare words of the side's own.
  private static let foreignLikeness: Float = 0.78
  /// The strange lines that it takes to learn a foreign profile.
  private static let fewestForeign = 20
  private static let rounds = 3

  /// The logarithms of the probabilities of each trigram.
  private var logs: [SIMD4<Float>] = []
  private var norms = [LengthNorms(), LengthNorms()]
  private var hasForeign = [false, false]

  /// Learns from a sample of pairs in two languages.
  init(_ sample: ParallelCorpus, languages: [String]) {
    let known = [sample.sources, sample.targets].map { side in
      side.map { ReadLanguage.isForeign($0, to: languages) }
    }
    var isUsable = [Bool](repeating: true, count: sample.count)
    for _ in 0..<Self.rounds {
      learnProfiles(sample, isUsable)
      let evidence = (0..<sample.count).map { self.evidence(sample, $0) }
      learnNorms(evidence)
      learnForeign(sample, evidence, known)
      for index in 0..<sample.count {
        isUsable[index] = problem(sample.sources[index], sample.targets[index]) == nil
      }
    }
  }

  /// Whether the languages of a pair are wrong: `swappedSides`, `wrongLanguage` or `nil`.
  func problem(_ source: String, _ target: String) -> CorpusProblem? {
    let evidence = [evidence(source), evidence(target)]
    let (sides, sure) = ([Self.source, Self.target], Self.sureOdds)
    // By how much each side is likelier to be the other side's text.
    let swapped = sides.map { evidence[$0].odds(1 - $0, over: $0) }
    if swapped[0] > 0 && swapped[1] > 0 && swapped[0] + swapped[1] > sure { return .swappedSides }
    for side in sides where evidence[side].count >= Self.fewestTrigrams {
      if swapped[side] > Self.sureOneSidedOdds || isForeign(evidence[side], side) {
        return .wrongLanguage
      }
    }
    return nil
  }

  private func isForeign(_ evidence: Evidence, _ side: Int) -> Bool {
    let odds = evidence.odds(Self.foreign[side], over: side)
    return hasForeign[side] && odds > Self.sureOdds
      && odds > Self.clearOdds * Float(evidence.count)
  }

  private func evidence(_ text: String) -> Evidence {
    var evidence = Evidence()
    logs.withUnsafeBufferPointer { logs in
      LetterTrigrams.forEach(in: text) { trigram in
        evidence.sums += logs[trigram]
        evidence.count += 1
      }
    }
    return evidence
  }

  private func evidence(_ sample: ParallelCorpus, _ index: Int) -> [Evidence] {
    [evidence(sample.sources[index]), evidence(sample.targets[index])]
  }

  // MARK: - Learning

  private mutating func learnProfiles(_ sample: ParallelCorpus, _ isUsable: [Bool]) {
    var counts = [TrigramCounts(), TrigramCounts()]
    for index in 0..<sample.count where isUsable[index] {
      counts[0].add(sample.sources[index])
      counts[1].add(sample.targets[index])
    }
    let profiles = counts.map(\.logarithms)
    logs = (0..<LetterTrigrams.hashCount).map { SIMD4(profiles[0][$0], profiles[1][$0], 0, 0) }
  }

  private mutating func learnNorms(_ evidence: [[Evidence]]) {
    for side in [Self.source, Self.target] {
      norms[side] = LengthNorms(
        evidence.lazy.map(\.[side]).filter { $0.count >= Self.fewestTrigrams }
          .map { ($0.mean(side), $0.count) })
    }
  }

  /// Learns what the lines have in common that are strange or known to be in other languages; then
  /// what all lines have in common that this explains, and so on.
  private mutating func learnForeign(
    _ sample: ParallelCorpus, _ evidence: [[Evidence]], _ known: [[Bool]]
  ) {
    for side in [Self.source, Self.target] {
      let texts = side == Self.source ? sample.sources : sample.targets
      let judged = texts.indices.filter { index in
        let own = evidence[index][side]
        return own.count >= Self.fewestTrigrams && own.odds(1 - side, over: side) < Self.sureOdds
      }
      var members = judged.filter { index in
        let own = evidence[index][side]
        return known[side][index]
          || norms[side].deviation(own.mean(side), count: own.count) < Self.strange
      }
      hasForeign[side] = true
      for _ in 0..<Self.rounds where hasForeign[side] {
        var counts = TrigramCounts()
        for index in members { counts.add(texts[index]) }
        // What only one of them has says nothing of the others.
        let profile = counts.discounted.logarithms
        for trigram in logs.indices { logs[trigram][Self.foreign[side]] = profile[trigram] }
        members = judged.filter { isForeign(self.evidence(texts[$0]), side) }
        hasForeign[side] = members.count >= Self.fewestForeign
      }
      // Few lines have the function words that it takes to know their language.
      let isKnown = members.count { known[side][$0] } >= max(3, members.count / 20)
      hasForeign[side] = hasForeign[side] && (isKnown || isLanguageOfItsOwn(side))
    }
  }

  /// Whether a side's foreign profile is about as far from that side's as from the other side's.
  ///
  /// Rare words of a side's own language have a profile too, but one that is nearer to their own.
  private func isLanguageOfItsOwn(_ side: Int) -> Bool {
    // Bhattacharyya coefficients: 1 for equal distributions.
    var likeness = SIMD2<Float>.zero
    for log in logs {
      let foreign = log[Self.foreign[side]]
      likeness[0] += expf((log[side] + foreign) / 2)
      likeness[1] += expf((log[1 - side] + foreign) / 2)
    }
    return likeness[1] > Self.foreignLikeness * likeness[0]
  }
}
