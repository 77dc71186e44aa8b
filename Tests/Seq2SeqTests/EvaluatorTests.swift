import Foundation
import Seq2Seq
import TestSupport
import Testing

/// The example of docs/evaluation.md, as it stands there.
private func evaluateAModel() throws -> [String] {
  let evaluator = try Evaluator(path: "models/fr-en")
  let evaluation = try evaluator.run(CorpusSelection(test: "corpora/phrasebook/test"))
  print(try evaluation.text())
  let json = try evaluation.json()
  let page = try evaluation.html()
  return [json, page]
}

/// What `s2s eval` prints, the library gives without it.
@Suite struct EvaluatorTests {
  private let folder = TemporaryDirectory()

  /// Trains a model and writes a test set beside it.
  private func train() throws -> ShortRun {
    let run = ShortRun(folder.path, model: folder.file("model"))
    run.writeCorpus()
    try run.train(.create)
    folder.write("un deux trois\ntrois deux\nun\n", to: "test.fr")
    folder.write("one two three\nthree two\none\n", to: "test.en")
    return run
  }

  /// What the command prints, and its page if it is to write one.
  private func command(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = TestedCommand.url
    process.arguments =
      ["eval", "--model", folder.file("model"), "--test", folder.file("test")] + arguments
    let output = folder.file("output")
    folder.write("", to: "output")
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOfFile: output, encoding: .utf8)
  }

  /// The lines of a page but for that of the speed.
  private func lines(_ page: String) -> [Substring] {
    page.split(separator: "\n").filter { line in
      let others = ["sentences a second", "<dt>Date", "<dt>Command", "<dt>Version"]
      return !others.contains(where: line.contains)
    }
  }

  @Test func reportsWhatTheCommandPrints() throws {
    _ = try train()
    let evaluator = try Evaluator(path: folder.file("model"))
    var request = EvaluationRequest()
    request.metrics.measures = [.perplexity]
    let evaluation = try evaluator.run(CorpusSelection(test: folder.file("test")), request)
    let metrics = "bleu,rouge,chrf,ter,perplexity"
    let text = try command("--metrics", metrics, "--html", folder.file("page.html"))
    #expect(text.contains("perplexity") && !text.contains("token_accuracy"))
    #expect(try evaluation.text() == text)
    #expect(try evaluation.json() == command("--json", "--metrics", metrics))
    let page = try String(contentsOfFile: folder.file("page.html"), encoding: .utf8)
    #expect(page.contains("The run: perplexity") && page.contains("By the frequency"))
    #expect(try lines(evaluation.html()) == lines(page))
    #expect(evaluation.warnings.isEmpty)
  }

  @Test func aDamagedHistoryIsAWarning() throws {
    let run = try train()
    folder.write("{\"step\": \n{}\n", to: "model/history.jsonl")
    let evaluation = try Evaluator(path: run.directory.path)
      .run(CorpusSelection(test: folder.file("test")))
    guard case .unreadableHistory? = evaluation.warnings.first else {
      Issue.record("nothing is said of the history")
      return
    }
    #expect(evaluation.curve == nil)
    #expect(try evaluation.html().contains("BLEU by length"))
  }

  @Test func scoresFilesWithoutAModel() throws {
    folder.write("one two \n", to: "hyp.txt")
    folder.write("one two\tone\n", to: "ref.txt")
    folder.write("one\n", to: "other.txt")
    var files = EvaluationFiles(
      hypotheses: folder.file("hyp.txt"), references: [folder.file("ref.txt")])
    files.referencesPerLine = 2
    var request = EvaluationRequest()
    request.metrics.kinds = [.chrf]
    request.trainingText = folder.file("ref.txt")
    #expect(try files.evaluate(request).scores.map(\.score) == [100])
    #expect(try files.evaluate(request).trainingText?.frequencies.count(of: "one") == 2)
    request.comparedFiles = [folder.file("other.txt")]
    #expect(try files.evaluate(request).comparison?.systems.count == 2)
  }

  @Test func theDocumentationShowsCodeThatCompiles() throws {
    let document = try String(
      contentsOf: SourceScan.root.appending(path: "docs/evaluation.md"), encoding: .utf8)
    let example = try #require(
      document.split(separator: "```swift\n", maxSplits: 1).dropFirst().first
    ).prefix { $0 != "`" }
    let here = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = example.split(separator: "\n")
    #expect(lines.count > 4)
    for line in lines { #expect(here.contains(line), "\(line)") }
  }
}
