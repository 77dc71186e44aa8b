import Foundation
import S2SOptions
import Seq2Seq
import TestSupport
import Testing

/// The textbooks' claims, in the short forms of the experiments of `docs/experiments`.
@Suite struct TextbookClaimsTests {
  /// In the long run, a linear recurrence grows or falls as the largest eigenvalue to the power of the steps.
  @Test(arguments: [0.5, 0.9, 1, 1.1]) func eigenvaluesDecide(radius: Double) {
    let norms = LinearRecurrence(radius: radius, size: 32, steps: 200, seed: 3).norms
    let rate = pow(norms[200] / norms[100], 0.01)
    #expect(abs(rate - radius) < 0.01, "\(rate)")
    #expect(norms[0] == 1 && norms.count == 201)
  }

  /// Norms are right up to the largest number, and the end of the numbers is known.
  @Test func recurrencesSayWhereNumbersEnd() throws {
    let large = LinearRecurrence(radius: 5, size: 32, steps: 1_000, seed: 1)
    let end = try #require(large.tooLargeFrom)
    #expect(large.norms[end - 1] > 1e305 && large.norms.count == 1_001)
    #expect(large.norms[..<end].allSatisfy { $0.isFinite && $0 > 0 })
    #expect(large.norms[end...].allSatisfy { $0 == .infinity } && large.tooSmallFrom == nil)
    let rate = pow(large.norms[end - 1] / large.norms[end - 101], 0.01)
    #expect(abs(rate - 5) < 0.1, "\(rate)")
    let small = LinearRecurrence(radius: 0.1, size: 32, steps: 1_000, seed: 1)
    let vanished = try #require(small.tooSmallFrom)
    #expect(small.norms[vanished - 1] > 0 && small.norms[vanished - 1] < 1e-300)
    #expect(small.norms[vanished...].allSatisfy { $0 == 0 } && small.tooLargeFrom == nil)
    #expect(LinearRecurrence(radius: 0, size: 4, steps: 3, seed: 1).tooSmallFrom == nil)
  }

  /// The gradient vanishes in an Elman net with small weights; with orthogonal ones it does not, nor does that of
  /// the LSTM's memory vanish as fast.
  @Test func gradientsVanishByCell() throws {
    let small = try norms(["cell": "elman", "initialization": "uniform"], suffix: "")
    let orthogonal = try norms(["cell": "elman", "initialization": "orthogonal"], suffix: "")
    let memory = try norms(["cell": "lstm"], suffix: " c")
    func fall(_ norms: [Int: Double]) throws -> Double {
      try #require(norms[8]) / #require(norms[1])
    }
    #expect(try fall(small) < 1e-2)
    #expect(try fall(orthogonal) > 0.5)
    #expect(try fall(memory) > 10 * fall(small))
  }

  /// The mean norm by distance of a model that has learned nothing yet.
  private func norms(_ options: OptionValues, suffix: String) throws -> [Int: Double] {
    let folder = TemporaryDirectory()
    folder.write((0..<50).map { "un deux trois quatre cinq \($0)\n" }.joined(), to: "train.txt")
    var request = TrainingRequest<TextCorpus, LanguageModelOptions>(
      TextCorpus(train: folder.file("train.txt")))
    request.modelPath = folder.file("model")
    request.threads = 1
    request.options.merge(
      [
        "hidden": 24, "embedding": 24, "layers": 1, "steps": 1, "learning-rate": 0.000001,
        "dropout": 0,
      ]
    ) { $1 }
    request.options.merge(options) { $1 }
    _ = try LanguageModelTrainer(request).run()
    let inspector = try Inspector(path: folder.file("model"))
    var profile = GradientProfile()
    for line in [
      "un deux trois quatre cinq un deux trois quatre cinq un", "cinq quatre trois deux un",
    ] {
      profile.add(try inspector.inspect(InspectedText(line)), of: "")
    }
    let line = try #require(profile.lines.first { $0.name == "network.layers.0" + suffix })
    return Dictionary(uniqueKeysWithValues: line.points.map { ($0.distance, $0.norm) })
  }
}
