import Glibc
import S2SLayers
import S2STensors

/// Candidate translations of each source with their risks, for minimum-risk training.
package struct RatedCandidates: Sendable {
  /// The candidates as the targets of their sources.
  let pairs: TranslationModel.Pairs
  /// The candidates of each source; its reference is the first.
  private let spans: [Range<Int>]
  /// The risk of each candidate; `nil` for one that takes no part in the expected risk.
  private let risks: [Double?]

  /// A translation, without marks.
  package struct Candidate: Sendable {
    let tokens: [Int32]
    let risk: Double?

    /// Rates a translation; a reference without a risk takes no part in the expected risk.
    package init(_ tokens: [Int32], risk: Double?) {
      self.tokens = tokens
      self.risk = risk
    }
  }

  /// Packs candidates.
  ///
  /// - Parameters:
  ///   - sources: none of them empty.
  ///   - candidates: those of each source. The first is the reference, whose likelihood is
  ///     reported.
  package init(
    sources: [[Int32]], candidates: [[Candidate]], configuration: ModelConfiguration
  ) {
    precondition(
      sources.count == candidates.count && !candidates.contains(where: \.isEmpty),
      "a source has candidates")
    let all = candidates.flatMap { $0 }
    var spans: [Range<Int>] = []
    for own in candidates {
      let first = spans.last?.upperBound ?? 0
      spans.append(first..<first + own.count)
    }
    pairs = TranslationModel.Pairs(
      sources: sources, targets: all.map(\.tokens),
      owners: spans.indices.flatMap { source in spans[source].map { _ in source } },
      configuration: configuration)
    self.spans = spans
    risks = all.map(\.risk)
  }

  /// The sums over some sources.
  package struct Loss: Sendable, Equatable {
    /// The expected risk of a source, summed over the sources.
    package var risk = 0.0
    /// Of the references.
    package var negativeLogLikelihood = 0.0
    /// The tokens of the references, end marks included.
    package var tokenCount = 0
  }

  /// Weights the candidates of each source by their probabilities.
  ///
  /// - Parameter logProbabilities: of all target tokens in packed order.
  /// - Returns: the sums, and for each candidate its factor in the gradient of the expected risk,
  ///   divided by the sharpness, by -log P.
  func weigh(
    _ logProbabilities: [Double], sharpness: Double
  ) -> (loss: Loss, weights: [Double]) {
    let layout = pairs.inputs.layout
    var sums = [Double](repeating: 0, count: risks.count)
    for (row, sequence) in layout.sequenceOfRow.enumerated() {
      sums[layout.order[sequence]] += logProbabilities[row]
    }
    var loss = Loss()
    var weights = [Double](repeating: 0, count: risks.count)
    let positions = layout.positions
    for span in spans {
      loss.negativeLogLikelihood -= sums[span.lowerBound]
      loss.tokenCount += layout.lengths[positions[span.lowerBound]]
      let weighed = span.compactMap { index in risks[index].map { (index, $0) } }
      guard !weighed.isEmpty else { continue }
      let largest = weighed.reduce(-Double.infinity) { max($0, sharpness * sums[$1.0]) }
      let scaled = weighed.map { exp(sharpness * sums[$0.0] - largest) }
      let total = scaled.reduce(0, +)
      let expected = zip(scaled, weighed).reduce(0) { $0 + $1.0 * $1.1.1 } / total
      loss.risk += expected
      for ((index, risk), own) in zip(weighed, scaled) {
        weights[index] = own / total * (expected - risk)
      }
    }
    return (loss, weights)
  }

  /// The weight of each target row, from that of its candidate.
  func rowWeights(_ weights: [Double]) -> [Float] {
    let layout = pairs.inputs.layout
    return layout.sequenceOfRow.map { Float(weights[layout.order[$0]]) }
  }
}

/// Training on whole translations of the model's own.
extension TranslationModel {
  /// Samples translations of each source from the model.
  ///
  /// - Parameters:
  ///   - sources: none of them empty.
  ///   - count: the number of translations per source.
  ///   - limits: the largest number of tokens of each source's translations, at least 1.
  ///   - number: the random number in `[0, 1)` that decides, for one of a source's translations at a
  ///     place.
  ///   - pass: without dropout, samples come from the distribution that translation uses.
  package func drawTranslations(
    of sources: [[Int32]], count: Int, limits: [Int],
    number: (_ source: Int, _ translation: Int, _ place: Int) -> Double, in pass: Pass
  ) -> [[[Int32]]] {
    pass.workspace.scoped {
      let packed = PackedSources(sources, configuration)
      let positions = packed.layout.positions
      let owners = sources.indices.flatMap { Array(repeating: $0, count: count) }
      let context = encoder.forward(packed, in: pass).context
        .gathered(owners.map { positions[$0] }, in: pass.workspace)
      let drawn = decoder.drawTranslations(
        under: context, limits: owners.map { limits[$0] },
        number: { row, place in number(row / count, row % count, place) }, in: pass)
      return sources.indices.map { Array(drawn[$0 * count..<($0 + 1) * count]) }
    }
  }

  /// The expected risk of candidates; adds its gradient, times `scale` and divided by the
  /// sharpness, to `gradients`.
  ///
  ///     R = Σ_y Q(y) risk(y)      Q(y) = P(y)^α / Σ_z P(z)^α
  ///     dR / d log P(y) = α Q(y) (risk(y) - R)
  ///
  /// Each candidate is trained on like a reference, with a weight that is negative for those worse
  /// than the average. R / α is minimised, so the size of the gradient does not depend on α.
  ///
  /// Reference: Shen et al. 2016, arXiv:1512.02433, section 3.
  package func backward(
    _ candidates: RatedCandidates, sharpness: Double, scale: Float, gradients: ParameterBuffer,
    in pass: Pass
  ) -> RatedCandidates.Loss {
    var loss = RatedCandidates.Loss()
    _ = backward(candidates.pairs, gradients: gradients, in: pass) { activations in
      let found = candidates.weigh(
        decoder.logProbabilities(activations, of: candidates.pairs.targets, in: pass),
        sharpness: sharpness)
      loss = found.loss
      var objective = Objective(scale: scale, labelSmoothing: 0)
      objective.weights = candidates.rowWeights(found.weights)
      return objective
    }
    return loss
  }
}
