import S2SText
import Seq2Seq
import TestSupport
import Testing

/// Lines are translated in pieces like the lines of the training text, whatever a model has learned.
@Suite struct SentenceTranslationTests {
  private let folder = TemporaryDirectory()

  /// Trains a little on 27 lines of one sentence, or of two.
  ///
  /// - Parameter learnsWords: whether it learns to say more than full stops.
  private func train(
    sentences: Int = 1, steps: Int = 30, english: [String] = ["one", "two", "three"],
    learnsWords: Bool = false
  ) throws {
    let french = ["un", "deux", "trois"]
    for (name, words) in [("fr", french), ("en", english)] {
      let lines = (0..<27).map { index in
        let line = "\(words[index % 3]) \(words[index / 3 % 3]) \(words[index / 9])"
        let sentence = line.prefix(1).uppercased() + line.dropFirst() + "."
        return Array(repeating: sentence, count: sentences).joined(separator: " ") + "\n"
      }
      folder.write(lines.joined(), to: "train.\(name)")
    }
    var run = ShortRun(folder.path, model: folder.file("model"))
    run.change = { request in
      request.options["hidden"] = 16
      guard learnsWords else { return }
      request.options = request.options.merging(
        ["dropout": 0, "learning-rate": 0.02, "schedule": "constant"], uniquingKeysWith: { $1 })
    }
    try run.train(.create, steps: steps)
  }

  private func translate(
    _ lines: [String], _ change: (inout TranslationOptions) -> Void = { _ in }
  ) throws -> [Translation] {
    var options = TranslationOptions()
    options.threads = 1
    change(&options)
    return try Translator(path: folder.file("model"), options: options).translate(lines)
  }

  private let first = "Un deux trois."
  private let second = "Deux deux un."

  @Test func sentencesAreTranslatedOneByOneAndJoinedAsTheyWere() throws {
    try train()
    let alone = try translate([first, second])
    for space in [" ", "  ", "\t", "\u{A0}", "\u{2028}"] {
      let both = try translate(["  " + first + space + second + " "])[0]
      #expect(both.text == alone[0].text + space + alone[1].text)
      #expect(both.pieceCount == 2 && !both.isTooLong)
      let sum = alone.reduce(0) { $0 + $1.alternatives[0].logProbability }
      #expect(abs(both.alternatives[0].logProbability - sum) < 1e-9)
    }
    let line = first + " " + second
    #expect(try translate([line]) { $0.sentenceSplitting = .always } == translate([line]))
    #expect(try translate([line]) { $0.sentenceSplitting = .never }[0].pieceCount == 1)
  }

  @Test func theSecondBestOfALineIsThatOfItsSentences() throws {
    try train()
    func best(_ line: String) throws -> [String] {
      try translate([line]) { $0.search.nbest = 3 }[0].alternatives.map(\.text)
    }
    let pieces = try zip(best(first), best(second)).map { $0 + " " + $1 }
    #expect(try best(first + " " + second) == pieces)
  }

  @Test func linesLikeThoseOfTheCorpusStayTogether() throws {
    // Until translations are not empty: after an empty one no space follows.
    try train(sentences: 2, steps: 90)
    let four = [first, second, first, second].joined(separator: " ")
    let two = first + " " + second
    #expect(try translate([two])[0].pieceCount == 1)
    #expect(try translate([four])[0].pieceCount == 2)
    let half = try translate([two])[0].text
    #expect(!half.isEmpty)
    #expect(try translate([four])[0].text == half + " " + half)
    #expect(try translate([two]) { $0.sentenceSplitting = .always }[0].pieceCount == 2)
  }

  @Test func whatIsRequiredStandsInOneOfTheSentences() throws {
    try train()
    let line = first + " " + second
    let free = try translate([line])[0]
    for phrase in ["three", "Deux", "one two"] {
      let found = try translate([line]) { $0.required = [phrase] }[0]
      #expect(found.missingPhrases.isEmpty && found.pieceCount == 2)
      if free.text.contains(phrase) { #expect(found.text == free.text) }
    }
    // Whatever the lengths of the sentences, and beside other lines.
    let lines = [
      "Un deux trois un deux trois. Un. Deux deux.", line, "Un.", "Trois un. Un deux un.",
    ]
    let all = try translate(lines) { $0.required = ["two three"] }
    #expect(all.allSatisfy { $0.missingPhrases.isEmpty })
    #expect(all[1] == (try translate([line]) { $0.required = ["two three"] })[0])
    let translator = try Translator(path: folder.file("model"))
    let prefixes = ["Three", "Three. Two"]
    let begun = try translator.translate(prefixes.map { TranslationRequest(line, prefix: $0) })
    #expect(zip(begun, prefixes).allSatisfy { $0.text.hasPrefix($1) })
    #expect(begun.map(\.pieceCount) == [2, 1])
  }

  /// However a line is typed, its translation is the same.
  @Test func typingChangesNothing() throws {
    try train()
    let plain = try translate([first])[0].text
    let variants = [
      " Un  deux\ttrois. ", "Un\u{A0}deux trois.", "U\u{AD}n d\u{200B}eux trois.", "un deux trois.",
      "&#85;n deux trois&#46;", "\u{FEFF}Un deux trois\u{200E}.", "Ｕｎ deux trois．",
    ]
    for variant in variants {
      #expect(try translate([variant])[0].text == plain, "\(variant)")
    }
  }

  @Test func capitalsGiveCapitals() throws {
    try train()
    let line = first + " " + second
    let plain = try translate([line])[0].text
    #expect(try translate([line.uppercased()])[0].text == plain.uppercased())
    let mixed = try translate([first.uppercased() + " " + second])[0].text
    let alone = try translate([first, second])
    #expect(mixed == alone[0].text.uppercased() + " " + alone[1].text)
    let forbidden = plain.uppercased().split(separator: " ").map(String.init)[0]
    let kept = try translate([line.uppercased()]) { $0.forbidden = [forbidden] }[0].text
    #expect(!kept.split(separator: " ").contains(Substring(forbidden)))
    #expect(kept == kept.uppercased() && !kept.isEmpty)
    // A list has no text twice, in capitals either.
    let list = try translate([line.uppercased()]) { $0.search.nbest = 5 }[0].alternatives.map(
      \.text)
    #expect(Set(list).count == list.count)
  }

  /// A phrase keeps its letters, and all around it has the capitals of its sentence.
  @Test func demandsOnCapitalsChangeNothingElse() throws {
    try train(steps: 80, learnsWords: true)
    let line = first + " " + second
    let plain = try translate([line])[0].text
    #expect(plain.contains(" three"), "\(plain)")
    func without(_ phrase: String, _ text: String) -> String {
      text.replacing(phrase, with: "", maxReplacements: 1)
    }
    for phrase in ["two", "one", "three", "Deux", "zebra"] {
      let found = try translate([line.uppercased()]) { $0.required = [phrase] }[0]
      #expect(found.missingPhrases.isEmpty && found.text.contains(phrase), "\(found.text)")
      let rest = without(phrase, found.text)
      #expect(rest == rest.uppercased(), "\(found.text)")
      if plain.contains(" " + phrase) {
        #expect(found.text.uppercased() == plain.uppercased())
      }
    }
    // In capitals it is made of what the model writes in small letters.
    for phrase in ["TWO", "THREE", "ONE TWO"] {
      let found = try translate([line.uppercased()]) { $0.required = [phrase] }[0]
      #expect(found.missingPhrases.isEmpty && found.text == found.text.uppercased())
      let tokens = found.alternatives[0].tokens.joined()
      #expect(tokens.lowercased().contains("two") || tokens.lowercased().contains("three"))
      #expect(!tokens.contains("TWO") && !tokens.contains("THREE"), "\(tokens)")
    }
    let begun = try Translator(path: folder.file("model")).translate([
      TranslationRequest(line.uppercased(), prefix: "Two o"),
      TranslationRequest(line.uppercased(), prefix: "TWO"),
      TranslationRequest(line, prefix: "Two"),
    ]).map(\.text)
    #expect(
      begun[0].hasPrefix("Two o") && begun[0].dropFirst(5) == begun[0].dropFirst(5).uppercased())
    #expect(begun[1] == begun[2].uppercased())
  }

  /// What is demanded of one sentence is not demanded of the others.
  @Test func demandsOfASentenceLeaveTheOthers() throws {
    try train(steps: 80, learnsWords: true)
    let lines = [first.uppercased() + " " + second, first + " " + second.uppercased()]
    let alone = try lines.map { line in
      try translate(
        line == lines[0] ? [first.uppercased(), second] : [first, second.uppercased()]
      )
      .map(\.text)
    }
    for phrases in [["zebra"], ["zebra", "apple"], ["zebra", "two"], ["TWO", "one"]] {
      let found = try translate(lines) { $0.required = phrases }
      for (found, alone) in zip(found, alone) {
        #expect(found.missingPhrases.isEmpty)
        let pieces = [found.text.hasPrefix(alone[0] + " "), found.text.hasSuffix(" " + alone[1])]
        #expect(pieces.contains(true) || phrases.count > 1, "\(found.text) \(alone)")
      }
    }
    let prefixed = try Translator(path: folder.file("model"))
      .translate([TranslationRequest(lines[1], prefix: "Three")])[0].text
    #expect(prefixed.hasPrefix("Three") && prefixed.hasSuffix(" " + alone[1][1]))
  }

  /// Samples of a sentence that comes twice are drawn apart, whatever the batch and the threads.
  @Test func equalSentencesAreDrawnApart() throws {
    try train()
    func draw(_ lines: [String], batch: Int, threads: Int) throws -> [Translation] {
      try translate(lines) {
        $0.search.sampling = SamplingOptions()
        $0.search.nbest = 8
        $0.batchSentences = batch
        $0.threads = threads
      }
    }
    let line = Array(repeating: first, count: 3).joined(separator: " ")
    let lines = [line, first, line, second + " " + first]
    let found = try draw(lines, batch: 64, threads: 1)
    #expect(found[0].pieceCount == 3)
    let single = found[1].alternatives
    let copies = found[0].alternatives.count { alternative in
      single.contains { alternative.text == [$0.text, $0.text, $0.text].joined(separator: " ") }
    }
    #expect(copies < 4)
    // The first of them is drawn as it is alone, and equal lines are drawn alike.
    #expect(zip(found[0].alternatives, single).allSatisfy { $0.text.hasPrefix($1.text) })
    #expect(found[2] == found[0])
    #expect(try draw(lines, batch: 1, threads: 2) == found)
    #expect(try draw([line], batch: 2, threads: 1) == [found[0]])
  }

  /// However a phrase is typed, it is the same demand.
  @Test func typingChangesNoDemand() throws {
    try train(steps: 80, english: ["o'a", "b'e", "c'i"], learnsWords: true)
    let line = first + " " + second
    let free = try translate([line])[0].text
    let word = try #require(["o'a", "b'e", "c'i"].first(where: free.contains), "\(free)")
    let required = try translate([line]) { $0.required = ["\(word) b'e"] }[0]
    let forbidden = try translate([line]) { $0.forbidden = [word] }[0]
    #expect(!forbidden.text.contains(word))
    for apostrophe in ["’", "&#39;", "&rsquo;", "ʼ\u{AD}", "&amp;#39;"] {
      func typed(_ text: String) -> String { text.replacing("'", with: apostrophe) }
      let own = try translate([line]) { $0.required = [typed("\(word)\u{A0}b'e")] }[0]
      #expect(own.text == required.text && own.missingPhrases.isEmpty, "\(own.text)")
      let without = try translate([line]) { $0.forbidden = [typed(word)] }[0]
      #expect(without == forbidden, "\(apostrophe)")
      let begun = try Translator(path: folder.file("model"))
        .translate([TranslationRequest(line, prefix: typed("b'e"))])[0].text
      #expect(begun.hasPrefix("b'e"), "\(apostrophe): \(begun)")
    }
    #expect(throws: TranslationError.self) {
      try translate([line]) {
        $0.required = ["o’a b’e"]
        $0.forbidden = ["b'e"]
      }
    }
  }
}
