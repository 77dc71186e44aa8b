import Foundation
import S2SModels
import S2SSearch
import S2SText
import Seq2Seq
import TestSupport
import Testing

/// Two small models as a program reads them that was written from the documentation alone,
/// `Tests/Goldens/reader.py`: ids, log-probabilities and greedy translations.
@Suite struct ReaderTests {
  private struct Row: Decodable {
    let source: String
    let target: String
    let sourceIDs: [Int32]
    let targetIDs: [Int32]
    /// Of the target's tokens and the end mark.
    let logProbabilities: [Float]
    /// Not of a line that is translated in pieces.
    let translation: String?
    let logProbability: Double?
  }

  /// What the documentation promises; the largest deviation measured is 6e-6, of a sum over 96 tokens.
  ///
  /// Without AVX2 the last bit may move a rounding to eight bits, by 1e-3.
  private static let tolerance = 1e-4

  private static let goldens = SourceScan.root.appending(path: "Tests/Seq2SeqTests/Goldens")

  private static func rows(_ name: String) throws -> [Row] {
    let data = try Data(contentsOf: goldens.appending(path: "reader.json"))
    return try #require(JSONDecoder().decode([String: [Row]].self, from: data)[name])
  }

  private static func path(_ name: String) -> String {
    goldens.appending(path: "\(name).safetensors").path
  }

  @Test(arguments: ["reader", "reader-int8"]) func readsAsDocumented(_ name: String) throws {
    let bundle = try TranslationBundle(path: Self.path(name))
    #expect(bundle.isQuantized == (name == "reader-int8"))
    let encoder = PairEncoder(source: bundle.sourceText, target: bundle.targetText)
    let decoder = TranslationDecoder(model: bundle.model)
    for row in try Self.rows(name) {
      let ids = encoder.encode(row.source, row.target)
      #expect(ids.source == row.sourceIDs, "\(row.source)")
      #expect(ids.target == row.targetIDs, "\(row.target)")
      let scored = TargetScorer().score([row.targetIDs], of: [row.sourceIDs], with: decoder)[0]
      try #require(scored.tokenLogProbabilities.count == row.logProbabilities.count)
      for (own, expected) in zip(scored.tokenLogProbabilities, row.logProbabilities) {
        #expect(abs(Double(own - expected)) < Self.tolerance, "\(row.target)")
      }
    }
  }

  @Test(arguments: ["reader", "reader-int8"]) func translatesAsDocumented(_ name: String) throws {
    var options = TranslationOptions()
    options.search.beamSize = 1
    options.threads = 1
    options.sentenceSplitting = .never
    let translator = try Translator(path: Self.path(name), options: options)
    let rows = try Self.rows(name).filter { $0.translation != nil }
    #expect(rows.count >= 10)
    for (row, own) in zip(rows, try translator.translate(rows.map(\.source))) {
      #expect(own.text == row.translation, "\(row.source)")
      let difference = (own.alternatives.first?.logProbability ?? 0) - (row.logProbability ?? 1)
      #expect(abs(difference) < Self.tolerance, "\(row.source)")
    }
  }
}
