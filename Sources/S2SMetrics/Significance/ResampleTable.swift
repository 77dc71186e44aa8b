/// The statistics of one system under one metric, ready to be resampled.
struct ResampleTable: Sendable {
  /// The scores of one resample, as many as the metric has.
  let scores: @Sendable (ArraySlice<UInt32>) -> [ResampleScore]

  /// Lays out the rows as wide as the metric's reference sums them.
  init(_ statistics: SentenceStatistics, of metric: any Metric) {
    guard let reference = metric as? any ResampleArithmetic else {
      let sum = Self.doubleSum(statistics)
      let empty = statistics.sum(of: [])
      scores = { indices in
        var total = empty
        total.values = sum(indices)
        total.sentenceCount = indices.count
        return metric.scores(of: total).map { .double($0.score) }
      }
      return
    }
    let sum = Self.singleSum(statistics)
    scores = { [reference.score(ofResample: sum($0))] }
  }

  /// A sum over rows of 32-bit numbers.
  private static func singleSum(_ statistics: SentenceStatistics)
    -> @Sendable (ArraySlice<UInt32>) -> [Float]
  {
    let (values, width) = (statistics.values, statistics.width)
    switch width {
    case ...2: return RowTable<SIMD2<Float>>(values, width: width).sum
    case ...4: return RowTable<SIMD4<Float>>(values, width: width).sum
    case ...8: return RowTable<SIMD8<Float>>(values, width: width).sum
    case ...16: return RowTable<SIMD16<Float>>(values, width: width).sum
    default: return RowTable<SIMD32<Float>>(values, width: width).sum
    }
  }

  /// A sum over rows of 64-bit numbers.
  static func doubleSum(_ statistics: SentenceStatistics)
    -> @Sendable (ArraySlice<UInt32>) -> [Double]
  {
    let (values, width) = (statistics.values, statistics.width)
    switch width {
    case ...2: return RowTable<SIMD2<Double>>(values, width: width).sum
    case ...4: return RowTable<SIMD4<Double>>(values, width: width).sum
    case ...8: return RowTable<SIMD8<Double>>(values, width: width).sum
    default: return RowTable<SIMD16<Double>>(values, width: width).sum
    }
  }
}
