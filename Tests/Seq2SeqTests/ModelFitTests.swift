import Foundation
import S2SCorpora
import S2SModels
import Seq2Seq
import TestSupport
import Testing

/// What the evaluation says of a model on given translations is what training measured.
@Suite struct ModelFitTests {
  private let folder = TemporaryDirectory()

  @Test func agreesWithTheValidationOfTraining() throws {
    func lines(_ range: Range<Int>) -> String {
      range.map { "un \($0) deux\tone \($0) two\n" }.joined()
    }
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.write(lines(0..<300), to: "train.tsv")
    request.corpus.valid = folder.write(lines(300..<340), to: "valid.tsv")
    request.modelPath = folder.file("model")
    request.options["hidden"] = 12
    request.options["embedding"] = 12
    request.options["epochs"] = 20
    request.options["learning-rate"] = 0.01
    _ = try TranslationTrainer(request).run()
    let bundle = try TranslationBundle(path: folder.file("model/model.safetensors"))
    let measured = try #require(bundle.facts["validation_loss"].flatMap(Double.init))
    var options = TranslationOptions()
    options.batchSentences = 7
    let pairs = try ParallelCorpus(tsvPath: folder.file("valid.tsv"))
    let fit = try Translator([bundle], options: options).fit(pairs)
    // Other products, in single precision, of sums of a few dozen terms.
    #expect(abs(fit.loss - measured) < 1e-4)
    #expect(abs(fit.perplexity - exp(fit.loss)) < 1e-9)
    #expect(fit.tokenAccuracy > 0.2 && fit.tokenAccuracy < 1)
    #expect(fit.sentenceAccuracy <= fit.tokenAccuracy)
    options.threads = 1
    #expect(try Translator([bundle], options: options).fit(pairs) == fit)
  }
}
