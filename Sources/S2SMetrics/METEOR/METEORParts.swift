import Glibc

/// What a METEOR score is made of.
struct METEORParts {
  /// Numbers a sentence: lengths and function words of hypothesis and reference; for each module,
  /// exact and stem, the content and the function words matched, of hypothesis and reference; chunks,
  /// 0 where the whole sentence is one.
  static let width = 13

  /// The score, 0 to 1.
  let score: Double
  /// The weighted share of the hypothesis that matches.
  let precision: Double
  /// The weighted share of the reference that matches.
  let recall: Double
  /// What fragmentation takes away.
  let penalty: Double
  let chunks: Double
  /// The words matched.
  let matches: Double

  /// Computes the parts from the sum of rows.
  init(_ sums: [Double], _ parameters: METEOR.Parameters) {
    let delta = parameters.delta
    let weights = [1, parameters.stemWeight]
    func share(_ side: Int) -> Double {
      var matched = 0.0
      for (module, weight) in weights.enumerated() {
        let content = sums[4 + 4 * module + side]
        let function = sums[4 + 4 * module + 2 + side]
        matched += weight * (delta * content + (1 - delta) * function)
      }
      let (length, function) = (sums[side], sums[2 + side])
      let total = delta * (length - function) + (1 - delta) * function
      return total > 0 ? matched / total : 0
    }
    precision = share(0)
    recall = share(1)
    chunks = sums[Self.width - 1]
    // Words match one to one: both sides have as many.
    matches = sums[4] + sums[6] + sums[8] + sums[10]
    guard precision > 0, recall > 0 else {
      penalty = 0
      score = 0
      return
    }
    let mean = 1 / ((1 - parameters.alpha) / precision + parameters.alpha / recall)
    penalty = parameters.gamma * pow(chunks / matches, parameters.beta)
    score = max(mean * (1 - penalty), 0)
  }
}
