import Glibc
import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import TestSupport
import Testing

/// Translations that are drawn, rated and weighed.
@Suite struct RatedCandidatesTests {
  private static let sources: [[Int32]] = [[3, 4, 0], [5], [2, 4, 4, 1]]

  /// The expected risk of fixed candidates, for the table of gradients.
  static var cases: [GradientCase] {
    get throws {
      [
        try expectedRisk("one layer", .small()),
        try expectedRisk("a sharpness near 1", .small(), sharpness: 0.8),
        try expectedRisk("without the reference", .small(), weighsReference: false),
        try expectedRisk(
          "attention, two directions, dropout",
          .small {
            $0.attention = .general
            $0.isBidirectional = true
          }, dropoutSeed: 4),
        try expectedRisk(
          "copying, coverage, input feeding",
          .small {
            $0.feedBack(.additive)
            $0.copy(.additive)
            $0.hasCoverage = true
          }),
        try expectedRisk(
          "words spelled, bridge from the mean",
          .small {
            $0.spelling = Spelling(space: 4, separate: [1])
            $0.bridge = .mean
          }),
      ]
    }
  }

  /// Two, one and four candidates of three sources, one of them empty.
  private static func candidates(weighsReference: Bool) -> [[RatedCandidates.Candidate]] {
    [
      [([3], 0.1), ([4, 0, 3], 0.9)], [([4, 0, 3], 0.3)],
      [([6], 0), ([6, 6], 0.5), ([], 1), ([5, 3], 0.7)],
    ].map { (all: [([Int32], Double)]) in
      all.enumerated().map { index, candidate in
        RatedCandidates.Candidate(
          candidate.0, risk: index == 0 && !weighsReference ? nil : candidate.1)
      }
    }
  }

  private static func expectedRisk(
    _ variant: String, _ configuration: ModelConfiguration, sharpness: Double = 0.2,
    weighsReference: Bool = true, dropoutSeed: UInt64? = nil
  ) throws -> GradientCase {
    let model = try TranslationModel(configuration)
    return GradientCase("RatedCandidates", variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      let rated = RatedCandidates(
        sources: sources, candidates: candidates(weighsReference: weighsReference),
        configuration: configuration)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let scale: Float = 2
        let loss = model.backward(
          rated, sharpness: sharpness, scale: scale, gradients: sink, in: pass)
        return loss.risk / sharpness * Double(scale)
      }
    }
  }

  /// Against the definition, candidate by candidate, as pairs of their own.
  @Test func expectsTheRiskByTheProbabilities() throws {
    let model = try Self.model(.small { $0.attention = .general })
    let pass = Pass(parameters: model.parameters, workspace: Workspace())
    let candidates: [(tokens: [Int32], risk: Double)] = [([3], 0.2), ([4, 0], 0.6), ([], 1)]
    let rated = RatedCandidates(
      sources: [[3, 4]],
      candidates: [candidates.map { RatedCandidates.Candidate($0.tokens, risk: $0.risk) }],
      configuration: model.configuration)
    let gradients = ParameterBuffer(model.parameters.table)
    let found = model.backward(rated, sharpness: 0.5, scale: 1, gradients: gradients, in: pass)
    let shares = candidates.map { candidate in
      let pairs = TranslationModel.Pairs(
        sources: [[3, 4]], targets: [candidate.tokens], configuration: model.configuration)
      return exp(-0.5 * model.loss(pairs, in: pass).negativeLogLikelihood)
    }
    let risk = zip(shares, candidates).reduce(0) { $0 + $1.0 * $1.1.risk } / shares.reduce(0, +)
    #expect(abs(found.risk - risk) < 1e-6)
    #expect(found.tokenCount == 2)
    #expect(abs(found.negativeLogLikelihood + 2 * log(shares[0])) < 1e-4)
  }

  /// Where all candidates are equally bad there is nothing to learn.
  @Test func equalRisksHaveNoGradient() throws {
    let model = try Self.model(.small())
    let rated = RatedCandidates(
      sources: [[3, 4]],
      candidates: [[[3], [4, 0], []].map { RatedCandidates.Candidate($0, risk: 0.5) }],
      configuration: model.configuration)
    let gradients = ParameterBuffer(model.parameters.table)
    let pass = Pass(parameters: model.parameters, workspace: Workspace())
    let found = model.backward(rated, sharpness: 0.5, scale: 1, gradients: gradients, in: pass)
    #expect(abs(found.risk - 0.5) < 1e-12)
    #expect(gradients.all.elements.allSatisfy { abs($0) < 1e-6 })
  }

  static func model(_ configuration: ModelConfiguration) throws -> TranslationModel {
    let model = try TranslationModel(configuration)
    var generator = SeededGenerator(seed: 9)
    model.parameters.all.fillUniform(0.8, using: &generator)
    return model
  }
}

extension RatedCandidatesTests {
  struct Shape: CustomStringConvertible, Sendable {
    let description: String
    let configuration: ModelConfiguration
  }

  private static let shapes = [
    Shape(description: "no attention", configuration: .small()),
    Shape(
      description: "attention, zoneout",
      configuration: .small {
        $0.attention = .general
        $0.zoneout = 0.2
      }),
    Shape(
      description: "copying, coverage, input feeding, two layers",
      configuration: .small {
        $0.feedBack(.additive)
        $0.copy(.additive)
        $0.hasCoverage = true
        $0.layerCount = 2
      }),
    Shape(
      description: "words spelled",
      configuration: .small { $0.spelling = Spelling(space: 4, separate: [1]) }),
  ]

  /// How often a translation is drawn is how probable the model says it is.
  @Test(arguments: shapes) func drawsByProbability(_ shape: Shape) throws {
    let model = try Self.model(shape.configuration)
    // Padding and start are never drawn, so the model should not think of them.
    let entry = model.parameters.table.entries.first { $0.name == "decoder.output.bias" }
    let bias = model.parameters[try #require(entry).slot]
    for mark in 0...1 { bias[0, mark] = -30 }
    let pass = Pass(parameters: model.parameters, workspace: Workspace())
    var generator = SeededGenerator(seed: 3)
    let (sources, count, limit): ([[Int32]], Int, Int) = ([[3, 4, 5], [5]], 3_000, 4)
    let drawn = model.drawTranslations(
      of: sources, count: count, limits: [limit, limit],
      number: { _, _, _ in generator.uniformDouble() }, in: pass)
    for (source, translations) in zip(sources, drawn) {
      let counts = Dictionary(translations.map { ($0, 1.0) }, uniquingKeysWith: +)
      // One as long as the limit may have been cut there.
      let often = counts.filter { $0.key.count < limit && $0.value > 30 }
      #expect(often.count > 3)
      for (tokens, found) in often {
        let pairs = TranslationModel.Pairs(
          sources: [source], targets: [tokens], configuration: model.configuration)
        let wanted = exp(-model.loss(pairs, in: pass).negativeLogLikelihood)
        let deviation = (wanted * (1 - wanted) / Double(count)).squareRoot()
        #expect(abs(found / Double(count) - wanted) < 4 * deviation, "\(tokens)")
      }
    }
  }

  /// Every translation is as if drawn alone, whatever runs beside it.
  @Test(arguments: shapes) func drawsDoNotDependOnTheirCompany(_ shape: Shape) throws {
    let model = try Self.model(shape.configuration)
    func draw(_ indices: [Int], _ count: Int) -> [[[Int32]]] {
      model.drawTranslations(
        of: indices.map { Self.sources[$0] }, count: count, limits: indices.map { 4 + $0 },
        number: { source, translation, place in
          var generator = SeededGenerator(
            seed: 8, UInt64(indices[source]), UInt64(translation), UInt64(place))
          return generator.uniformDouble()
        }, in: Pass(parameters: model.parameters, workspace: Workspace()))
    }
    let together = draw([0, 1, 2], 30)
    #expect(Set(together.flatMap { $0 }.map(\.count)).count > 3)
    #expect(zip(together, 4...).allSatisfy { all, limit in all.allSatisfy { $0.count <= limit } })
    #expect(draw([2, 0], 30) == [together[2], together[0]])
    #expect(draw([1], 7)[0] == Array(together[1].prefix(7)))
  }
}
