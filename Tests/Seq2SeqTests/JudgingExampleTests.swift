import Foundation
import Seq2Seq
import TestSupport
import Testing

/// The example of docs/judging.md, as it stands there.
func writeSheetsAndReport() throws {
  let files = JudgedFiles(sources: "source.txt", hypotheses: ["output.txt", "other.txt"])
  var design = JudgingDesign()
  design.kind = .ranking
  let study = try JudgingStudy(files.texts(), design)
  try SheetFiles(study, directory: "study").write()

  let key = try JudgingStudy(key: "study/key.json")
  let results = try JudgementResults(Judgements(key, files: ["study/answers-1.csv"]))
  for system in results.systems { print(system.name, system.estimates.last?.value ?? 0) }
  print(results.text())
}

@Suite struct JudgingExampleTests {
  /// Every line of the page's Swift is in the function above, which compiles.
  @Test func thePageShowsCodeThatCompiles() throws {
    let page = try String(
      contentsOf: SourceScan.root.appending(path: "docs/judging.md"), encoding: .utf8)
    let example = try #require(
      page.split(separator: "```swift\n", maxSplits: 1).dropFirst().first
    )
    .prefix { $0 != "`" }
    let here = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = example.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.count > 5)
    for line in lines where !line.isEmpty {
      #expect(here.contains(line), "the page says \(line)")
    }
  }
}
