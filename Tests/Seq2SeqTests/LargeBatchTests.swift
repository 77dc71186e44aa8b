import S2SModels
import Seq2Seq
import TestSupport
import Testing

/// Batches of more tokens than a worker computes in one pass.
@Suite struct LargeBatchTests {
  private let folder = TemporaryDirectory()

  /// The weights after some updates by so many workers, each with its own number of passes.
  private func weights(workers: Int) throws -> [Float] {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.file("train.tsv")
    request.modelPath = folder.file("\(workers)")
    request.options["hidden"] = 12
    request.options["embedding"] = 12
    request.options["attention"] = "general"
    request.options["dropout"] = 0
    request.options["optimizer"] = "sgd"
    request.options["learning-rate"] = 0.5
    request.options["schedule"] = "constant"
    request.options["batch-tokens"] = 4_000
    request.options["steps"] = 6
    request.threads = workers
    _ = try TranslationTrainer(request).run()
    let bundle = try TranslationBundle(path: folder.file("\(workers)/model.safetensors"))
    return bundle.model.parameters.all.elements
  }

  /// Some 7,000 tokens of both sides are a dozen passes of one worker, or four of each of three.
  @Test func passesMakeTheGradientOfTheBatch() throws {
    let words = ["un", "deux", "trois", "quatre", "cinq", "six", "sept"]
    let lines = (0..<2_000).map { line in
      // The digits of the line's number, so that no line comes twice.
      let digits = sequence(first: line + 7 * 7 * 7 * 7) {
        $0 < words.count ? nil : $0 / words.count
      }
      let sentence = digits.map { words[$0 % words.count] }.joined(separator: " ")
      return "\(sentence)\t\(sentence)\n"
    }
    folder.write(lines.joined(), to: "train.tsv")
    let (one, three) = (try weights(workers: 1), try weights(workers: 3))
    let largest = zip(one, three).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
    #expect(one.count == three.count && largest < 1e-4)
    let moved = one.reduce(Float(0)) { max($0, abs($1)) }
    #expect(moved > 0.1)
  }
}
