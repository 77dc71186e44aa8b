import S2SMetrics

/// What a judge did.
public struct JudgeResult: Sendable, Equatable {
  /// What the repeated answers say of the judge.
  public enum Verdict: String, Sendable {
    /// They agree.
    case consistent
    /// They agree less than they have to.
    case inconsistent
    /// All answers are equal, which no repeat can show to be careless.
    case uniform = "one answer to everything"
    /// There are too few to say anything, or all of them are equal.
    case unclear
    /// There is no answer.
    case absent = "no answer"

    /// Whether the answers may not mean anything.
    public var isDoubtful: Bool { self == .inconsistent || self == .uniform }
  }

  /// The judge, from 1.
  public let number: Int
  /// The items of the sheet.
  public let itemCount: Int
  /// The items with an answer.
  public let answerCount: Int
  /// The repeated items that have two answers.
  public let repeatCount: Int
  /// How far repeated answers agree: Krippendorff's alpha of the first with the second.
  public let consistency: Double?
  /// What that says.
  public let verdict: Verdict
  /// The mean of the answers, where they are numbers.
  public let mean: Double?
  /// The standard deviation of the answers, where they are numbers.
  public let deviation: Double?

  /// The items without an answer.
  public var missingCount: Int { itemCount - answerCount }
}

extension JudgementResults {
  /// The repeated items that a verdict needs: a ranking is one item, however many texts it has.
  public static let leastRepeats = 5

  /// All judges, each by the answers of their own.
  static func judges(_ judgements: Judgements, _ options: Options) -> [JudgeResult] {
    let aspect = scores(judgements, options).aspects[0]
    let firsts = judgements.firsts
    return judgements.study.sheets.indices.map { judge in
      let own = firsts.filter { $0.judge == judge }
      let repeats = judgements.repeats(of: judge)
      let pairs = repeats.flatMap { aspect.pairs([$0.0], [$0.1]) }
      let alpha = KrippendorffAlpha(units: pairs.map { [$0.0, $0.1] }).value(aspect.level)
      let values = own.flatMap(aspect.values).map(\.value)
      let numbers = own.compactMap { $0.score ?? $0.penalty(options.weights) }
      let mean = numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
      return JudgeResult(
        number: judge + 1, itemCount: judgements.study.sheets[judge].items.count,
        answerCount: judgements.answerCount(of: judge), repeatCount: repeats.count,
        consistency: alpha,
        verdict: verdict(
          values, answers: own.count, repeats: alpha.map { (alpha: $0, count: repeats.count) },
          options),
        mean: mean, deviation: mean.flatMap { deviation(numbers, $0) })
    }
  }

  private static func verdict(
    _ values: [Double], answers: Int, repeats: (alpha: Double, count: Int)?, _ options: Options
  ) -> JudgeResult.Verdict {
    guard let first = values.first else { return .absent }
    if answers >= leastRepeats, values.allSatisfy({ $0 == first }) { return .uniform }
    guard let repeats, repeats.count >= leastRepeats else { return .unclear }
    return repeats.alpha < options.leastConsistency ? .inconsistent : .consistent
  }

  private static func deviation(_ numbers: [Double], _ mean: Double) -> Double? {
    guard numbers.count > 1 else { return nil }
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count - 1)).squareRoot()
  }
}
