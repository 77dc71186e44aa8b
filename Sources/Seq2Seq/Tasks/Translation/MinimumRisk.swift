import S2SLayers
import S2SMetrics
import S2SModels
import S2SRandom
import S2STensors
import S2SText
import S2STraining

/// Training that lowers the expected risk of the model's translations; the risk is 1 - sentence
/// BLEU.
///
/// BLEU is that of the text which the tokens spell, not of the tokens: it is what translations are
/// judged by, and a subword that differs costs a word, not a part of one.
///
/// References: Shen et al. 2016, arXiv:1512.02433; Edunov et al. 2018, arXiv:1711.04956 (beside
/// cross-entropy).
@dynamicMemberLookup
struct MinimumRisk: Sendable {
  /// How many candidates there are, and how they are weighted; equal ones count once.
  var options = RiskOptions()
  /// The tokenizer of the target.
  let text: TextPipeline

  /// An option.
  subscript<Value>(dynamicMember path: WritableKeyPath<RiskOptions, Value>) -> Value {
    get { options[keyPath: path] }
    set { options[keyPath: path] = newValue }
  }

  /// Draws translations of the pairs of a batch, and rates them.
  ///
  /// The draws are a function of the run's seed, the update, and a pair's place in the corpus.
  ///
  /// - Parameter pass: whose memory and weights are used, without its dropout.
  func candidates(
    of batch: ExampleBatch, by model: TranslationModel, _ chance: UpdateChance, in pass: Pass
  ) -> RatedCandidates {
    let sources = batch.sources
    let references = batch.targets
    let drawn = model.drawTranslations(
      of: sources, count: options.candidates,
      limits: references.map { Self.longest(for: $0.count) },
      number: { source, translation, place in
        var generator = SeededGenerator(
          seed: chance.sharedSeed, UInt64(batch.positions[source]), UInt64(translation),
          UInt64(place))
        return generator.uniformDouble()
      },
      in: Pass(
        parameters: pass.parameters, workspace: pass.workspace,
        trainingWeights: pass.trainingWeights))
    var bleu = SentenceBLEU(tokenizer: .init(language: text.locale))
    return RatedCandidates(
      sources: sources, candidates: zip(references, drawn).map { rate($1, $0, by: &bleu) },
      configuration: model.configuration)
  }

  /// The most tokens of a translation that is worth looking at.
  static func longest(for reference: Int) -> Int { reference + reference / 2 + 5 }

  /// The reference and each translation that differs from those before it.
  private func rate(
    _ translations: [[Int32]], _ reference: [Int32], by bleu: inout SentenceBLEU
  ) -> [RatedCandidates.Candidate] {
    let names = PlaceholderValues.names(of: text.placeholders)
    let wanted = text.decode(reference, names)
    func risk(_ tokens: [Int32]) -> Double {
      1 - bleu.score(text.decode(tokens, names), reference: wanted) / 100
    }
    var seen: Set<[Int32]> = options.includesReference ? [reference] : []
    let first = RatedCandidates.Candidate(
      reference, risk: options.includesReference ? risk(reference) : nil)
    return [first]
      + translations.filter { seen.insert($0).inserted }
      .map { RatedCandidates.Candidate($0, risk: risk($0)) }
  }
}

extension TranslationTask {
  /// Adds the gradient of the expected risk of the candidates of a batch and, where it has a weight,
  /// that of the cross-entropy.
  ///
  /// - Returns: what is minimised, and the likelihood of the references.
  func backward(
    _ candidates: RatedCandidates, _ batch: ExampleBatch, _ objective: Objective,
    gradients: ParameterBuffer, in pass: Pass
  ) -> LossSum {
    guard let risk else { return LossSum() }
    let found = pass.workspace.scoped {
      model.backward(
        candidates, sharpness: risk.sharpness, scale: objective.scale * Float(risk.weight),
        gradients: gradients, in: pass)
    }
    var loss = LossSum(
      objective: risk.weight * found.risk / risk.sharpness,
      negativeLogLikelihood: found.negativeLogLikelihood, tokenCount: found.tokenCount)
    guard risk.weight < 1 else { return loss }
    let rest = 1 - risk.weight
    var objective = objective
    objective.scale *= Float(rest)
    let likelihood = model.backward(
      pairs(batch), objective: objective, gradients: gradients, in: pass)
    loss.objective += rest * likelihood.smoothed
    return loss
  }
}
