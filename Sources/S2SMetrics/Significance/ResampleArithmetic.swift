/// A score of one resample, as wide as the reference computes it.
///
/// NumPy rounds at each step to the width of its numbers, and p-values count comparisons of them.
package enum ResampleScore: Sendable, Equatable {
  /// A number of 32 bits: NumPy's.
  case single(Float)
  /// A number of 64 bits: Python's own.
  case double(Double)

  /// The number.
  package var value: Double {
    switch self {
    case .single(let value): Double(value)
    case .double(let value): value
    }
  }
}

/// A metric that sacreBLEU scores in other numbers when it resamples than when it evaluates.
///
/// Metrics without a reference for this are summed and scored in `Double`.
protocol ResampleArithmetic: Metric {
  /// The score from sums of 32-bit numbers, as in sacreBLEU's bootstrap.
  func score(ofResample sums: [Float]) -> ResampleScore

  /// The score from sums of whole numbers, as in sacreBLEU's approximate randomisation.
  func score(ofShuffle sums: [Double]) -> Double
}

extension BLEU: ResampleArithmetic {
  // Only the precisions are computed in 32 bits; their logarithms are Python's.
  func score(ofResample sums: [Float]) -> ResampleScore {
    .double(BLEUParts.score(sums, options))
  }

  func score(ofShuffle sums: [Double]) -> Double {
    var options = options
    // Counts of 64-bit integers drop the fraction of what is added to them.
    if case .addK(let value) = options.smoothing {
      options.smoothing = .addK(value.rounded(.towardZero))
    }
    return BLEUParts.score(sums, options)
  }
}

extension CHRF: ResampleArithmetic {
  func score(ofResample sums: [Float]) -> ResampleScore {
    let score = fScore(sums)
    // Where nothing matches, sacreBLEU returns Python's zero.
    let isMatched = stride(from: 2, to: sums.count, by: 3).contains { sums[$0] > 0 }
    return isMatched ? .single(score) : .double(Double(score))
  }

  func score(ofShuffle sums: [Double]) -> Double { fScore(sums) }
}

extension TER: ResampleArithmetic {
  func score(ofResample sums: [Float]) -> ResampleScore {
    let score = Self.score(sums[0], sums[1])
    // Without words in the references, sacreBLEU returns a number of Python's.
    return sums[1] > 0 ? .single(score) : .double(Double(score))
  }

  func score(ofShuffle sums: [Double]) -> Double { Self.score(sums[0], sums[1]) }
}
