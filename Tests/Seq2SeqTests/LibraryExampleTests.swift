import Foundation
import Seq2Seq
import TestSupport
import Testing

/// The example of the README, as it stands there.
func trainTranslateAndScore() throws -> String {
  var request = TrainingRequest(source: "fr", target: "en")
  request.corpus.directory = "corpora/phrasebook"
  request.modelPath = "models/fr-en"
  request.options["epochs"] = 1
  _ = try TranslationTrainer(request).run()

  let translator = try Translator(path: "models/fr-en")
  for translation in try translator.translate(["Il fait froid.", "J'aime les oignons."]) {
    print(translation.text)
  }

  let scores = try BLEU().scores(hypotheses: ["It is cold."], references: [["It is cold."]])
  return "\(scores[0].name) \(scores[0].score)"
}

@Suite struct LibraryExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every line of the README's Swift is in the function above, which compiles.
  @Test func theReadmeShowsCodeThatCompiles() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let example = try #require(
      readme.split(separator: "```swift\n", maxSplits: 1).dropFirst().first
    )
    .prefix { $0 != "`" }
    let here = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = example.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.count > 5)
    for line in lines where !line.isEmpty {
      #expect(here.contains(line), "the README says \(line)")
    }
  }
}
