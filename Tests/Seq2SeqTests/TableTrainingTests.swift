import S2SCorpora
import Seq2Seq
import Synchronization
import TestSupport
import Testing

/// What a run says of a table before it trains, with `--dry-run` too.
@Suite struct TableTrainingTests {
  private let folder = TemporaryDirectory()

  private func said(
    _ source: String, _ target: String, train: String, valid: String? = nil
  ) throws -> (summary: String, warnings: [CorpusWarning]) {
    var request = TrainingRequest(source: source, target: target)
    request.corpus.train = train
    request.corpus.valid = valid
    request.modelPath = folder.file("model")
    request.options["hidden"] = 8
    request.options["embedding"] = 8
    request.threads = 1
    request.rehearsalSeconds = 0
    let events = Mutex<[TrainingEvent]>([])
    _ = try TranslationTrainer(request).forecast(report: { event in
      events.withLock { $0.append(event) }
    })
    var summary = ""
    var warnings: [CorpusWarning] = []
    for event in events.withLock({ $0 }) {
      switch event {
      case .readCorpus(let facts): summary = facts.summary
      case .warns(let warning): warnings.append(warning)
      default: break
      }
    }
    return (summary, warnings)
  }

  private func table(_ rows: Range<Int>, to name: String) -> String {
    let lines = rows.map { "\($0),\"one, \"\"\($0)\"\"\",un \($0)\r\n" }
    return folder.write("id,en,fr\r\n" + lines.joined(), to: name)
  }

  @Test func saysWhichColumnsAreTrainedOn() throws {
    let (summary, warnings) = try said("fr", "en", train: table(0..<40, to: "train.csv"))
    #expect(
      summary
        == "took column 3 for fr and column 2 for en by the header row; left out column 1, which "
        + "holds numbers; all 40 pairs kept")
    #expect(warnings == [])
  }

  @Test func saysWhatIsHeldOutAndInOneLanguage() throws {
    let train = table(0..<40, to: "train.csv"), valid = table(38..<50, to: "valid.csv")
    let (summary, warnings) = try said("fr", "en", train: train, valid: valid)
    #expect(summary.contains("of the validation pairs, took column 3 for fr"))
    #expect(warnings == [.heldOutPairs(2, otherSources: 0)])
    let path = folder.write((0..<40).map { "un \($0)\tdeux \($0)\n" }.joined(), to: "a.tsv")
    #expect(
      try said("fr", "FR", train: path).warnings
        == [.oneLanguage(LanguagePair(source: "fr", target: "FR"))])
  }
}
