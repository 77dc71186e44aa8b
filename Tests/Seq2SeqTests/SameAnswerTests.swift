import Foundation
import S2SLayers
import S2SModels
import S2SOptions
import S2SSearch
import Seq2Seq
import TestSupport
import Testing

/// A translation belongs to its sentence and its model, and to nothing around it.
@Suite struct SameAnswerTests {
  private static let phrasebook = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "corpora/phrasebook").path

  /// What must not matter.
  struct Company: CustomStringConvertible {
    var batch: Int
    var threads: Int
    var isReversed = false
    var description: String {
      "batches of \(batch), \(threads) threads\(isReversed ? ", last line first" : "")"
    }
  }

  private static let companies = [
    Company(batch: 1, threads: 1), Company(batch: 7, threads: 2, isReversed: true),
    Company(batch: 64, threads: 2, isReversed: true),
  ]

  private let folder = TemporaryDirectory()

  /// A model that has learned enough to say different things.
  private func train(_ attention: AttentionKind) throws -> String {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = Self.phrasebook + "/valid"
    request.modelPath = folder.file("model")
    request.options["hidden"] = 24
    request.options["embedding"] = 24
    request.options["layers"] = 2
    request.options["attention"] = .text(attention.rawValue)
    request.options["vocabulary-size"] = 500
    request.options["batch-sentences"] = 16
    request.options["steps"] = 300
    request.options["learning-rate"] = 5e-3
    request.threads = 2
    _ = try TranslationTrainer(request).run()
    return folder.file("model")
  }

  private func translations(
    _ model: String, _ lines: [String], _ search: SearchOptions, in company: Company
  ) throws -> [Translation] {
    var options = TranslationOptions()
    options.search = search
    options.search.maximumLengthRatio = 1
    options.batchSentences = company.batch
    options.threads = company.threads
    let found = try Translator(path: model, options: options)
      .translate(company.isReversed ? lines.reversed() : lines)
    return company.isReversed ? found.reversed() : found
  }

  /// 1,000 sentences greedily, 300 of them in other ways; texts and scores are compared, and scores
  /// bit for bit.
  @Test(arguments: [AttentionKind.off, .general])
  func translationsDoNotChangeWithTheirCompany(_ attention: AttentionKind) throws {
    let model = try train(attention)
    let all = try String(contentsOfFile: Self.phrasebook + "/test.fr", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(all.count == 1_000)
    for (search, companies) in Self.searches {
      let lines = search.beamSize == 1 && search.sampling == nil ? all : Array(all.prefix(300))
      let alone = try translations(model, lines, search, in: Company(batch: 32, threads: 2))
      #expect(
        Set(alone.map { $0.alternatives[0].score }).count * 10 > lines.count * 9,
        "the model does not tell sentences apart")
      for company in companies {
        let others = try translations(model, lines, search, in: company)
        #expect(others == alone, "beam \(search.beamSize), \(company)")
      }
    }
  }

  /// Greedy in all companies, the rest in those that differ most.
  private static let searches: [(SearchOptions, [Company])] = {
    var (greedy, beam, diverse, samples) = (
      SearchOptions(), SearchOptions(), SearchOptions(), SearchOptions()
    )
    greedy.beamSize = 1
    beam.beamSize = 3
    (diverse.beamSize, diverse.groups, diverse.nbest) = (2, 2, 2)
    samples.sampling = SamplingOptions()
    let few = [companies[0], companies[2]]
    return [(greedy, companies), (beam, few), (diverse, [few[1]]), (samples, [few[1]])]
  }()
}
