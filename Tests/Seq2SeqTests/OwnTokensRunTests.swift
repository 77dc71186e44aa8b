import Foundation
import S2SModels
import S2SOptions
import S2SText
import Seq2Seq
import TestSupport
import Testing

/// Models of text that another program tokenised, and of its subwords, from training to translating.
@Suite struct OwnTokensRunTests {
  /// A way to cut text.
  struct Kind: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let options: @Sendable (TemporaryDirectory) -> OptionValues
    /// What the target's tokens of a line are.
    let pieces: [String]
  }

  private static let kinds: [Kind] = [
    Kind(
      testDescription: "spaces", options: { _ in ["tokens": "spaces"] },
      pieces: ["one", "th@@", "ree"]),
    Kind(
      testDescription: "joined", options: { _ in ["tokens": "spaces", "join": "subword-nmt"] },
      pieces: ["one", "th@@", "ree"]),
    Kind(
      testDescription: "words", options: { _ in ["tokens": "words", "minimum-count": 2] },
      pieces: ["▁one", "▁th@@", "▁ree"]),
    Kind(
      testDescription: "codes", options: { ["subwords": .text($0.file("codes"))] },
      pieces: ["on@@", "e", "t@@", "h@@", "@@@", "@", "r@@", "e@@", "e"]),
    Kind(
      testDescription: "pieces", options: { ["subwords": .text($0.file("spm"))] },
      pieces: ["▁one", "▁", "<unk>", "▁", "<unk>", "e", "e"]),
  ]

  /// The smallest models, of `▁one`, `▁` and `e`.
  private static let model: [UInt8] = {
    func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
      [number << 3 | 2, UInt8(bytes.count)] + bytes
    }
    let pieces: [(String, UInt8)] = [
      ("<unk>", 2), ("<s>", 3), ("</s>", 3), ("▁one", 1), ("▁", 1), ("e", 1),
    ]
    return pieces.flatMap { field(1, field(1, Array($0.utf8)) + [0x18, $1]) }
  }()

  private func run(_ kind: Kind, in folder: TemporaryDirectory, model: String) throws -> ShortRun {
    let words = (["un", "deux", "tr@@ ois"], ["one", "two", "th@@ ree"])
    for (language, words) in [("fr", words.0), ("en", words.1)] {
      let lines = (0..<27).map { "\(words[$0 % 3]) \(words[$0 / 3 % 3]) \(words[$0 / 9])\n" }
      folder.write(lines.joined(), to: "train.\(language)")
      folder.write("o n\nu n\n", to: "codes.\(language)")
      try Data(Self.model).write(to: URL(filePath: folder.file("spm.\(language).model")))
    }
    var run = ShortRun(folder.path, model: folder.file(model))
    let options = kind.options(folder)
    run.change = { request in request.options.merge(options) { $1 } }
    return run
  }

  /// Trains and resumes to the same weights; then each other thing that can be done with a model.
  @Test(arguments: kinds) func isUsedLikeAnyModel(_ kind: Kind) throws {
    let folder = TemporaryDirectory()
    let (whole, parts) = (
      try run(kind, in: folder, model: "whole"), try run(kind, in: folder, model: "parts")
    )
    try whole.train(.create)
    try parts.train(.create, steps: 4)
    // The model needs none of these any more.
    for name in folder.names where name.hasPrefix("codes") || name.hasPrefix("spm") {
      try FileManager.default.removeItem(atPath: folder.file(name))
    }
    try parts.resume(steps: 9)
    #expect(
      try ShortRun.tensors(whole.directory.modelFile)
        == ShortRun.tensors(parts.directory.modelFile))
    let file = whole.directory.modelFile
    let bundle = try TranslationBundle(path: file)
    #expect(bundle.targetText.pieces(bundle.targetText.encode("one th@@ ree")) == kind.pieces)
    try ModelFile(path: file).quantized().write(to: folder.file("small"))
    try ModelAverage(paths: [file, parts.directory.modelFile]).model()
      .write(to: folder.file("mean"))
    var selection = CorpusSelection(test: folder.file("train"))
    selection.train = folder.file("train")
    try ShortlistTrainer(bundle).run(selection, writingTo: folder.file("shortlist"))
    for name in [file, folder.file("small"), folder.file("mean")] {
      let lines = ["un tr@@ ois", "", "deux quatre"]
      let translations = try Translator(path: name).translate(lines)
      #expect(translations.count == 3 && translations[1].text.isEmpty)
      #expect(
        translations.allSatisfy { !$0.text.contains("@@ ") } || kind.testDescription != "joined")
    }
    // The words of the references, whose subwords are joined where that is asked for.
    let words = try Evaluator(path: file).run(selection).scores[0].verbose
    #expect(words.contains("ref_len = 81") == (kind.testDescription == "joined"), "\(words)")
  }

  @Test func languageModelsCountUnknownWords() throws {
    let folder = TemporaryDirectory()
    folder.write(String(repeating: "a <unk> N b\n", count: 20), to: "train.txt")
    var request = TrainingRequest<TextCorpus, LanguageModelOptions>(TextCorpus())
    request.corpus.train = folder.file("train.txt")
    request.modelPath = folder.file("model")
    request.threads = 1
    request.options = [
      "tokens": "spaces", "hidden": 4, "embedding": 4, "steps": 2, "minimum-count": 2,
    ]
    try LanguageModelTrainer(request).run()
    let fit = try LanguageModelEvaluator(path: folder.file("model")).fit(["a x N", "b"])
    #expect(fit.tokenCount == 6 && fit.wordCount == 6)
  }

  @Test(
    arguments: [
      (["tokens": "words", "subwords": "x"], .excludes(option: "subwords", other: "tokens words")),
      (
        ["subwords": "x", "vocabulary-size": 400],
        .excludes(option: "subwords", other: "vocabulary-size")
      ),
      (["subwords": "x", "join": "subword-nmt"], .excludes(option: "subwords", other: "join")),
      (["join": "sentencepiece"], .needs(option: "join", other: "tokens spaces")),
      (["minimum-count": 3], .needs(option: "minimum-count", other: "tokens words")),
      (
        ["tokens": "spaces", "placeholders": true],
        .excludes(option: "placeholders", other: "tokens spaces")
      ),
      (
        ["tokens": "words", "hierarchical": true],
        .excludes(option: "hierarchical", other: "tokens words")
      ),
    ] as [(OptionValues, OptionError)])
  func refusesContradictions(options: OptionValues, expected: OptionError) {
    #expect(problem { $0.merge(options) { $1 } } as? OptionError == expected)
  }

  @Test func saysWhichFileIsWrong() throws {
    let folder = TemporaryDirectory()
    for (bytes, fault) in [
      ([UInt8]("a\n".utf8), SubwordFault.noPair(line: 1)), ([10, 1], .malformed(offset: 2)),
    ] {
      var run = try run(Self.kinds[3], in: folder, model: "model")
      try Data(bytes).write(to: URL(filePath: folder.file("codes.en")))
      run.change = { [change = run.change] request in change(&request) }
      #expect(throws: TextError.unusableSubwords(path: folder.file("codes.en"), fault)) {
        try run.train(.create)
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("model/model.safetensors")))
  }
}
