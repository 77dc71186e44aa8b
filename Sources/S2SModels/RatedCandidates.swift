import Glibc
import S2SLayers
import S2STensors

/// Some translations of each source, and how bad each of them is: what minimum-risk training weighs.
package struct RatedCandidates: Sendable {
  /// The candidates as the targets of their sources.
  let pairs: TranslationModel.Pairs
  /// Which candidates are those of each source, its reference first.
  private let spans: [Range<Int>]
  /// The risk of each candidate; `nil` for one that is not weighed.
  private let risks: [Double?]

  /// A translation, without marks.
  package struct Candidate: Sendable {
    let tokens: [Int32]
    let risk: Double?

    /// Rates a translation; a reference may have no risk, and then is not weighed.
    package init(_ tokens: [Int32], risk: Double?) {
      self.tokens = tokens
      self.risk = risk
    }
  }

  /// Packs candidates.
  ///
  /// - Parameters:
  ///   - sources: not empty, each of them.
  ///   - candidates: of each source, the reference first, of which the likelihood is told.
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

  /// What the candidates of some sources come to.
  package struct Loss: Sendable, Equatable {
    /// The expected risk of a source, summed over the sources.
    package var risk = 0.0
    /// Of the references.
    package var negativeLogLikelihood = 0.0
    /// The tokens of the references, end marks included.
    package var tokenCount = 0
  }

  /// Weighs the candidates of each source by their probabilities.
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
      let shares = weighed.map { exp(sharpness * sums[$0.0] - largest) }
      let total = shares.reduce(0, +)
      let expected = zip(shares, weighed).reduce(0) { $0 + $1.0 * $1.1.1 } / total
      loss.risk += expected
      for ((index, risk), share) in zip(weighed, shares) {
        weights[index] = share / total * (expected - risk)
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

/// Training on what the model says as a whole.
extension TranslationModel {
  /// Draws translations of each source from the model as it is.
  ///
  /// - Parameters:
  ///   - sources: none of them empty.
  ///   - count: how many of each.
  ///   - limits: the most tokens of each source's translations, at least 1.
  ///   - number: what decides, in `[0, 1)`, for a source's translation, by its number, at a place.
  ///   - pass: one without dropout draws what translation would.
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
  /// so each candidate is trained on like a reference, with a weight that is negative for those
  /// worse than the average. R / α is what is minimised, so the size of the gradient does not depend
  /// on α.
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
