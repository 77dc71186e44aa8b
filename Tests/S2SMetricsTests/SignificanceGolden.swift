import S2SMetrics
import TestSupport
import Testing

/// What sacreBLEU's tests of significance gave, as `Tests/Goldens/significance.py` writes it.
struct SignificanceGolden: Decodable {
  /// Which metric, with which options.
  struct Variant: Decodable {
    struct BLEUOptions: Decodable {
      let tokenize: String
      let lowercase: Bool
      let smoothMethod: String
      let smoothValue: Double?
      let effectiveOrder: Bool
    }

    struct CHRFOptions: Decodable {
      let wordOrder: Int
      let beta: Int
      let epsSmoothing: Bool
    }

    struct TEROptions: Decodable {
      let normalized: Bool
    }

    let bleu: BLEUOptions?
    let chrf: CHRFOptions?
    let ter: TEROptions?

    /// The metric with these options.
    func metric() throws -> any Metric {
      if let bleu {
        var options = BLEU.Options()
        options.tokenizer = try #require(BLEU.Tokenizer(rawValue: bleu.tokenize))
        options.smoothing = try #require(
          BLEU.Smoothing(bleu.smoothMethod, value: bleu.smoothValue))
        options.lowercase = bleu.lowercase
        options.effectiveOrder = bleu.effectiveOrder
        return BLEU(options)
      }
      if let ter {
        var options = TER.Options()
        options.normalized = ter.normalized
        return TER(options)
      }
      let chrf = try #require(chrf)
      var options = CHRF.Options()
      options.wordOrder = chrf.wordOrder
      options.beta = chrf.beta
      options.epsilonSmoothing = chrf.epsSmoothing
      return CHRF(options)
    }
  }

  /// What `--confidence` reports of some lines.
  struct Interval: Decodable {
    let variant: Variant
    let seed: String
    let resamples: Int
    let start: Int
    let count: Int
    let score: Double
    let mean: Double
    let halfWidth: Double
    let signature: String
  }

  /// An interval of statistics whose sums 32 bits cannot hold.
  struct Large: Decodable {
    let variant: Variant
    let width: Int
    let mean: Double
    let halfWidth: Double
  }

  /// The table of a paired test: score, p-value, mean and half width of each system.
  struct Pair: Decodable {
    let variant: Variant
    let kind: String
    let samples: Int
    let seed: String
    let confidence: Int
    let start: Int
    let count: Int
    let name: String
    let signature: String
    let results: [[Double?]]
  }

  let intervals: [Interval]
  let large: [Large]
  let pairs: [Pair]

  static func read() throws -> SignificanceGolden {
    try MetricGolden.read(SignificanceGolden.self, "significance.json")
  }
}
