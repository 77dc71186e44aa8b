import S2SMetrics

/// What came of a study: systems, the differences between them, and how far its judges agree.
///
/// Results depend on the answers alone, not on the order in which files were read.
public struct JudgementResults: Sendable {
  /// How results are computed.
  public struct Options: Sendable, Equatable {
    /// How often sentences are drawn for an interval.
    public var resamples = 1_000
    /// How often coins are tossed for a p-value, where not all sides of them are tried.
    public var trials = 10_000
    /// Where the streams of random numbers start.
    public var seed: UInt64 = 12_345
    /// What errors cost.
    public var weights = SeverityWeights()
    /// A judge whose repeated answers agree less than this, by Krippendorff's alpha, is inconsistent.
    public var leastConsistency = 0.4
    /// Whether the answers of inconsistent judges do not count.
    public var leavesOutInconsistent = false

    /// A thousand resamples, ten thousand trials, MQM's weights, all judges.
    public init() {}
  }

  /// A number and where it lies when other sentences are drawn.
  public struct Estimate: Sendable, Equatable {
    /// The number; `nil` where nothing was judged.
    public let value: Double?
    /// From where to where 95 of 100 resamples lie.
    public let interval: PercentileInterval?
  }

  /// A system.
  public struct System: Sendable, Equatable {
    /// Its place in the study.
    public let index: Int
    /// Its name.
    public let name: String
    /// Its numbers, in the order of `measureNames`; the last decides the order.
    public let estimates: [Estimate]
    /// What was counted of it.
    public let counts: [NamedCount]
  }

  /// Two systems, the better one first by their difference; where it is 0, in the order of all systems.
  ///
  /// The difference is of the sentences on which both were judged, and the number of a system of all its
  /// sentences, so the two orders may differ.
  public struct Pair: Sendable, Equatable {
    /// The name of the better one.
    public let first: String
    /// The name of the other.
    public let second: String
    /// By how much the first is better, as the mean over sentences: at least 0.
    public let difference: Estimate
    /// The chance of such a difference, were both equally good: a permutation of sentences.
    public let pValue: Double?
    /// The same for all pairs together, as Holm corrects it.
    public let correctedPValue: Double?
    /// The p-value of the other test, where there is one.
    public let otherPValue: Double?
    /// What was counted of the two.
    public let counts: [NamedCount]
  }

  /// How far all judges agree in some respect.
  public struct Agreement: Sendable, Equatable {
    /// In what.
    public let name: String
    /// In what, in JSON.
    public let key: String
    /// How it is measured.
    public let level: KrippendorffAlpha.Level
    /// The things that two judges or more have judged.
    public let unitCount: Int
    /// Krippendorff's alpha; `nil` where nothing can be said.
    public let alpha: Double?
  }

  /// How far two judges agree.
  public struct JudgePair: Sendable, Equatable {
    /// Their numbers, from 1.
    public let judges: [Int]
    /// The things that both have judged.
    public let count: Int
    /// Cohen's kappa; `nil` where nothing can be said.
    public let kappa: Double?
  }

  /// The study.
  public let study: JudgingStudy
  /// How it was computed.
  public let options: Options
  /// The names of the systems' numbers, for people, in JSON, and the digits that are shown.
  public let measureNames: [(name: String, key: String, digits: Int)]
  /// Whether less is better.
  public let lowerIsBetter: Bool
  /// The systems, the best first.
  public let systems: [System]
  /// All pairs of systems, in their order.
  public let pairs: [Pair]
  /// What the difference of a pair is, as a line below a table.
  public let differenceNote: String
  /// The name of the test beside the permutation; `nil` without one.
  public let otherTest: String?
  /// How far all judges agree.
  public let agreements: [Agreement]
  /// How far each two judges agree who have judged the same.
  public let judgePairs: [JudgePair]
  /// How kappa counts disagreement.
  public let disagreement: CohenKappa.Disagreement
  /// The judges.
  public let judges: [JudgeResult]
  /// How many errors of each category and severity each system has, in the study's order.
  public let errorCounts: [ErrorCount]
  /// The answers that count.
  public let judgements: Judgements

  /// Errors of one kind.
  public struct ErrorCount: Sendable, Equatable {
    /// The category.
    public let category: ErrorCategory
    /// The severity.
    public let severity: ErrorSeverity
    /// The errors of each system.
    public let counts: [Int]
  }

  /// Computes everything.
  ///
  /// - Throws: `JudgingError.noJudges` where all judges are left out.
  public init(_ all: Judgements, _ options: Options = Options()) throws {
    let judges = Self.judges(all, options)
    let inconsistent = judges.filter { $0.verdict.isDoubtful }.map { $0.number - 1 }
    let kept = try options.leavesOutInconsistent ? all.leavingOut(Set(inconsistent)) : all
    let scores = Self.scores(kept, options)
    let resampling = StudyResampling(kept, options)
    let systems = Self.systems(kept.study, scores, resampling)
    self.judges = judges
    self.options = options
    study = all.study
    judgements = kept
    measureNames = scores.measures.map { ($0.name, $0.key, $0.digits) }
    (lowerIsBetter, otherTest) = (scores.lowerIsBetter, scores.otherTest)
    differenceNote = scores.differenceNote
    self.systems = systems
    pairs = Self.pairs(systems, scores, resampling)
    let answers = kept.firsts
    agreements = scores.aspects.map { aspect in
      let alpha = KrippendorffAlpha(units: aspect.units(answers))
      return Agreement(
        name: aspect.name, key: aspect.key, level: aspect.level,
        unitCount: alpha.unitCount / aspect.views, alpha: alpha.value(aspect.level))
    }
    judgePairs = Self.judgePairs(kept, scores)
    disagreement = scores.disagreement
    errorCounts = Self.errorCounts(scores)
  }

  /// The numbers of the study's kind.
  static func scores(_ judgements: Judgements, _ options: Options) -> any KindScores {
    switch judgements.study.kind {
    case .ranking: RankingScores(judgements)
    case .direct: DirectScores(judgements)
    case .errors: ErrorScores(judgements, options.weights)
    }
  }

  /// The systems, the best first; of equal ones the earlier first.
  private static func systems(
    _ study: JudgingStudy, _ scores: any KindScores, _ resampling: StudyResampling
  ) -> [System] {
    let systems = study.systems.enumerated().map { index, name in
      System(
        index: index, name: name,
        estimates: scores.measures.map { measure in
          resampling.estimate { measure.statistic(index, $0) }
        }, counts: scores.counts(of: index))
    }
    func quality(_ system: System) -> Double {
      let value = system.estimates.last?.value ?? -.infinity
      return scores.lowerIsBetter && value.isFinite ? -value : value
    }
    return systems.sorted { (quality($1), $0.index) < (quality($0), $1.index) }
  }

  private static func pairs(
    _ systems: [System], _ scores: any KindScores, _ resampling: StudyResampling
  ) -> [Pair] {
    let all = systems.indices.flatMap { first in
      systems[(first + 1)...].map { betterFirst(systems[first], $0, scores) }
    }
    let tests = all.map { first, second in
      resampling.test(scores.differences(first.index, second.index))
    }
    let tested = tests.indices.filter { tests[$0].pValue != nil }
    let corrected = HolmCorrection.pValues(tested.compactMap { tests[$0].pValue })
    let byPair = Dictionary(
      zip(tested, corrected).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    return all.enumerated().map { index, pair in
      let (first, second) = pair
      let differences = scores.differences(first.index, second.index)
      return Pair(
        first: first.name, second: second.name,
        difference: resampling.estimate { resampling.mean(differences, $0) },
        pValue: tests[index].pValue, correctedPValue: byPair[index],
        otherPValue: scores.otherPValue(first.index, second.index),
        counts: scores.counts(first.index, second.index))
    }
  }

  /// Two systems, the other way round where the second is better on the sentences of both.
  private static func betterFirst(
    _ first: System, _ second: System, _ scores: any KindScores
  ) -> (System, System) {
    let differences = scores.differences(first.index, second.index).compactMap(\.self)
    return differences.reduce(0, +) < 0 ? (second, first) : (first, second)
  }

  private static func judgePairs(
    _ judgements: Judgements, _ scores: any KindScores
  ) -> [JudgePair] {
    let answers = judgements.firsts
    let byJudge = judgements.study.sheets.indices.map { judge in
      answers.filter { $0.judge == judge }
    }
    return byJudge.indices.flatMap { second in
      (0..<second).compactMap { first in
        let pairs = scores.aspects[0].pairs(byJudge[first], byJudge[second])
        guard !pairs.isEmpty else { return nil }
        return JudgePair(
          judges: [first + 1, second + 1], count: pairs.count / scores.aspects[0].views,
          kappa: CohenKappa.value(pairs, scores.disagreement))
      }
    }.sorted { $0.judges.lexicographicallyPrecedes($1.judges) }
  }

  private static func errorCounts(_ scores: any KindScores) -> [ErrorCount] {
    guard let scores = scores as? ErrorScores else { return [] }
    return ErrorCategory.allCases.flatMap { category in
      ErrorSeverity.allCases.compactMap { severity in
        let counts = scores.counts(category, severity)
        guard counts.contains(where: { $0 > 0 }) else { return nil }
        return ErrorCount(category: category, severity: severity, counts: counts)
      }
    }
  }
}
