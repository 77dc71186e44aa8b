import Glibc

/// What a BLEU score is made of.
struct BLEUParts {
  /// The score, 0 to 100.
  let score: Double
  private let precisions: [Double]
  private let brevityPenalty: Double
  private let hypothesisLength: Double
  private let referenceLength: Double

  /// Computes the parts from the sum of rows: lengths of hypotheses and references, matches by
  /// order, totals by order.
  init(_ sums: [Double], _ options: BLEU.Options) {
    hypothesisLength = sums[0]
    referenceLength = sums[1]
    brevityPenalty = Self.brevityPenalty(hypothesisLength, referenceLength)
    guard sums[2..<2 + options.maximumOrder].contains(where: { $0 != 0 }) else {
      precisions = [Double](repeating: 0, count: options.maximumOrder)
      score = 0
      return
    }
    let (precisions, order) = Self.precisions(sums, options)
    self.precisions = precisions
    score = brevityPenalty * Self.mean(precisions[..<order])
  }

  /// The score alone, with precisions in numbers of any width, from the same sums.
  static func score<Number: BinaryFloatingPoint>(_ sums: [Number], _ options: BLEU.Options)
    -> Double
  {
    guard sums[2..<2 + options.maximumOrder].contains(where: { $0 != 0 }) else { return 0 }
    let (precisions, order) = precisions(sums, options)
    return brevityPenalty(Double(sums[0]), Double(sums[1])) * mean(precisions[..<order])
  }

  private static func brevityPenalty(_ hypothesisLength: Double, _ referenceLength: Double)
    -> Double
  {
    if hypothesisLength >= referenceLength { return 1 }
    return hypothesisLength > 0 ? exp(1 - referenceLength / hypothesisLength) : 0
  }

  /// The geometric mean.
  private static func mean(_ precisions: ArraySlice<some BinaryFloatingPoint>) -> Double {
    // A logarithm of zero is a very small number, as in sacreBLEU: the score becomes 0.
    let sum = precisions.reduce(0) { $0 + ($1 == 0 ? -9_999_999_999 : log(Double($1))) }
    return exp(sum / Double(precisions.count))
  }

  /// The precisions by order, in percent, and how many of them make the score.
  private static func precisions<Number: BinaryFloatingPoint>(
    _ sums: [Number], _ options: BLEU.Options
  ) -> ([Number], Int) {
    var precisions = [Number](repeating: 0, count: options.maximumOrder)
    var effectiveOrder = options.maximumOrder
    var halvings: Number = 1
    for index in 0..<options.maximumOrder {
      var (match, total) = (sums[2 + index], sums[2 + options.maximumOrder + index])
      if case .addK(let value) = options.smoothing, index > 0 {
        match += Number(value)
        total += Number(value)
      }
      if total == 0 { break }
      if options.effectiveOrder { effectiveOrder = index + 1 }
      switch options.smoothing {
      case _ where match != 0:
        precisions[index] = 100 * match / total
      case .exp:
        halvings *= 2
        precisions[index] = 100 / (halvings * total)
      case .floor(let value):
        precisions[index] = Number(100 * value) / total
      case .addK, .none: break
      }
    }
    return (precisions, effectiveOrder)
  }

  private var ratio: Double { referenceLength > 0 ? hypothesisLength / referenceLength : 0 }

  /// `54.4/26.6/14.9/8.7 (BP = 1.000 ratio = 1.026 hyp_len = 65346 ref_len = 63678)`.
  var verbose: String {
    precisions.map { fixed($0, 1) }.joined(separator: "/") + " (BP = " + fixed(brevityPenalty, 3)
      + " ratio = " + fixed(ratio, 3) + " hyp_len = \(Int(hypothesisLength))"
      + " ref_len = \(Int(referenceLength)))"
  }

  /// The same as numbers.
  var details: [MetricScore.Detail] {
    precisions.enumerated().map { MetricScore.Detail("precision\($0 + 1)", $1) } + [
      MetricScore.Detail("brevityPenalty", brevityPenalty),
      MetricScore.Detail("ratio", ratio),
      MetricScore.Detail("hypothesisLength", hypothesisLength),
      MetricScore.Detail("referenceLength", referenceLength),
    ]
  }
}
