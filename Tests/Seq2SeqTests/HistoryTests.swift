import Foundation
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// The history of a run, and what decides when it is written.
@Suite struct HistoryTests {
  private let folder = TemporaryDirectory()
  private var run: ShortRun { ShortRun(folder.path) }

  private func records(_ change: @escaping @Sendable (inout OptionValues) -> Void) throws
    -> [TrainingRecord]
  {
    var run = run
    run.writeCorpus()
    run.change = { change(&$0.options) }
    try run.train(.overwrite, steps: 6)
    return try TrainingLog.records(in: run.directory.historyFile)
  }

  /// `docs/logs.md` has a row for each field that a run writes, and no other.
  @Test func thePageHasEveryField() throws {
    _ = try records {
      $0["log-every"] = 2
      $0["validation-metrics"] = "bleu"
    }
    let text = try String(contentsOfFile: run.directory.historyFile, encoding: .utf8)
    let written = try text.split(separator: "\n").reduce(into: Set<String>()) { names, line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      names.formUnion((object ?? [:]).keys)
    }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/logs.md"), encoding: .utf8)
    let documented = page.matches(of: /(?m)^\| `([a-z_]+)` \|/).map { String($0.1) }
    #expect(documented.count == Set(documented).count && Set(documented) == written)
  }

  @Test func linesBetweenValidationsChangeNothing() throws {
    let logged = try records { $0["log-every"] = 2 }
    #expect(logged.map(\.step) == [2, 3, 4, 6, 6])
    #expect(logged.map { $0.validationLoss != nil } == [false, true, false, false, true])
    #expect(logged.allSatisfy { $0.trainingLoss != nil && $0.gradientNorm != nil })
    let weights = try ShortRun.tensors(run.directory.modelFile)
    let plain = try records { _ in }
    #expect(plain.map(\.step) == [3, 6] && plain[0].trainingLoss == logged[1].trainingLoss)
    #expect(try ShortRun.tensors(run.directory.modelFile) == weights)
  }

  /// BLEU beside a loss that decides.
  @Test func scoresNeedNotDecide() throws {
    let both = try records { $0["validation-metrics"] = "bleu" }
    #expect(both.allSatisfy { $0.scores["bleu"] != nil })
    #expect(try records { _ in }.allSatisfy { $0.scores.isEmpty })
  }

  /// Without validations the model has the weights of the last update.
  @Test func neverValidatingKeepsTheLastWeights() throws {
    let last = try records { $0["validate-every"] = 0 }
    #expect(
      last.last?.step == 6 && last.allSatisfy { $0.validationLoss == nil && $0.isBest == nil })
    let weights = try ShortRun.tensors(run.directory.trainingFile)
    for (name, bytes) in try ShortRun.tensors(run.directory.modelFile) {
      #expect(weights[name] == bytes, "\(name)")
    }
  }

  @Test(
    arguments: [
      ["schedule": "plateau"], ["metric": "bleu"], ["validation-metrics": "bleu"],
      ["keep-checkpoints": 2],
    ] as [OptionValues])
  func neverValidatingExcludesWhatNeedsIt(given: OptionValues) throws {
    #expect(throws: OptionError.self) {
      var given = given
      given["validate-every"] = 0
      try TranslatorOptions().changed(by: given).validate()
    }
  }
}
