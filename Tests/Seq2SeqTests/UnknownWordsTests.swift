import S2SModels
import S2SOptions
import TestSupport
import Testing

@testable import Seq2Seq

/// Unknown words of translations, replaced by words of the source.
@Suite struct UnknownWordsTests {
  private let folder = TemporaryDirectory()

  private func run(_ options: OptionValues) throws -> ShortRun {
    var run = ShortRun(folder.path)
    run.writeCorpus()
    run.change = { request in request.options.merge(options) { $1 } }
    try run.train(.overwrite, steps: 3)
    return run
  }

  private func translate(
    _ lines: [String], _ run: ShortRun, _ change: (inout TranslationOptions) -> Void
  ) throws -> [Translation] {
    var options = TranslationOptions()
    options.search.nbest = 3
    change(&options)
    return try Translator(path: run.directory.path, options: options).translate(lines)
  }

  /// No `<unk>` is left where the source has words, each replacement is one of them, and nothing else of
  /// a translation changes, in batches or alone, in reversed order or not.
  @Test(
    arguments: [
      ["tokens": "spaces", "reverse-source": true], ["tokens": "words", "reverse-source": false],
    ] as [OptionValues])
  func takesWordsOfTheSource(options: OptionValues) throws {
    // Every word is rarer than that, so that translations are nothing but unknown words.
    let run = try run(options.merging(["minimum-count": 1_000, "attention": "dot"]) { $1 })
    let lines = ["kilo lima mike", "november", "oscar papa", ""]
    let plain = try translate(lines, run) { _ in }
    let replaced = try translate(lines, run) { $0.replacesUnknownWords = true }
    #expect(plain.contains { $0.text.contains("<unk>") })
    for (line, (old, new)) in zip(lines, zip(plain, replaced)) {
      let words = line.split(separator: " ")
      for (before, after) in zip(old.alternatives, new.alternatives) {
        #expect(before.tokens == after.tokens && before.score == after.score)
        let parts = (before.text.split(separator: " "), after.text.split(separator: " "))
        #expect(parts.0.count == parts.1.count)
        for (word, replacement) in zip(parts.0, parts.1) {
          #expect(word == "<unk>" ? words.contains(replacement) : word == replacement)
        }
      }
    }
    let alone = try translate(lines, run) {
      $0.replacesUnknownWords = true
      $0.batchSentences = 1
    }
    #expect(alone == replaced)
    let forbidden = try translate(lines, run) {
      $0.replacesUnknownWords = true
      $0.forbidden = ["november"]
    }
    #expect(!forbidden[1].text.contains("november"))
  }

  /// The weights of attention are in the order of the source, however the encoder reads it.
  @Test func attentionIsInTheOrderOfTheSource() throws {
    var shape = ModelConfiguration(sourceVocabularySize: 9, targetVocabularySize: 9)
    (shape.hiddenSize, shape.embeddingSize, shape.attention) = (4, 3, .general)
    func attention(_ source: [Int32], reversed: Bool) throws -> [Float] {
      shape.reversesSource = reversed
      let model = try TranslationModel(shape)
      for index in 0..<model.parameters.count {
        model.parameters.floats.base[index] = Float(index * 37 % 101) / 50 - 1
      }
      let decoder = TranslationDecoder(model: model)
      var state = decoder.start([source])
      var logits = [Float](repeating: 0, count: 9)
      decoder.step([1], state: &state, logits: &logits)
      var sums = [Float](repeating: 0, count: source.count)
      decoder.addAttention(of: state, times: 1, width: source.count, to: &sums)
      return sums
    }
    let source: [Int32] = [3, 8, 5, 4]
    let forward = try attention(source, reversed: false)
    #expect(try attention(source.reversed(), reversed: true) == forward.reversed())
    #expect(Set(forward).count == 4)
  }

  @Test func refusesWhereNothingCanBeReplaced() throws {
    let without = try run(["tokens": "spaces", "attention": "none"])
    #expect(throws: TranslationError.replacementWithoutAttention) {
      try translate([], without) { $0.replacesUnknownWords = true }
    }
    let subwords = try run(["attention": "dot"])
    #expect(throws: TranslationError.noUnknownWords) {
      try translate([], subwords) { $0.replacesUnknownWords = true }
    }
  }
}
