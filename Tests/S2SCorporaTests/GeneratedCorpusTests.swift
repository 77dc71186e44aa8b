import S2SCorpora
import S2SRandom
import Testing

/// Corpora that are drawn: each output is what its task says, and no question comes twice.
@Suite struct GeneratedCorpusTests {
  private static let size = GeneratedCorpus.Size(examples: 600, validation: 50, test: 50)

  private func examples(_ task: some GeneratedTask, seed: UInt64 = 1) throws -> [GeneratedExample] {
    let corpus = try GeneratedCorpus(task, Self.size, seed: seed)
    #expect([corpus.train.count, corpus.valid.count, corpus.test.count] == [500, 50, 50])
    let all = corpus.train + corpus.valid + corpus.test
    #expect(Set(all.map(\.question)).count == all.count)
    #expect(Set(all.map(\.input)).count == all.count)
    return all
  }

  @Test func copiesReversesAndSorts() throws {
    let sequences = try SymbolSequences("cab", from: 4, through: 9)
    for example in try examples(CopyTask(sequences)) { #expect(example.output == example.input) }
    for example in try examples(ReverseTask(sequences)) {
      #expect(example.output == String(example.input.reversed()))
    }
    for example in try examples(SortTask(sequences)) {
      let ordered = "cab".map { letter in example.input.filter { $0 == letter } }.joined()
      #expect(example.output == ordered)
      #expect((4...9).contains(example.input.count))
    }
  }

  @Test func addsNumbersOfEqualLength() throws {
    for example in try examples(AdditionTask(digits: 3)) {
      let parts = example.input.split(separator: "+")
      let (first, second) = try (#require(Int(parts[0])), #require(Int(parts[1])))
      #expect(parts[0].count == parts[1].count && parts[0].count <= 3)
      #expect(example.output == "\(first + second)")
    }
  }

  /// What is left without the letters is the sum or the difference.
  @Test func distractsFromArithmetic() throws {
    let all = try examples(ArithmeticTask(digits: 8, distractors: 3))
    var signs: Set<Character> = []
    for example in all {
      let bare = example.input.filter { !$0.isLetter }
      #expect(bare == example.question + "=" && example.input.last == "=")
      let at = try #require(bare.dropFirst().firstIndex { "+-".contains($0) })
      let first = try #require(Int(bare[..<at]))
      let second = try #require(Int(bare[bare.index(after: at)...].dropLast()))
      signs.insert(bare[at])
      #expect(example.output == "\(bare[at] == "+" ? first + second : first - second)")
    }
    #expect(signs == ["+", "-"])
    #expect(all.contains { $0.input != $0.question + "=" })
    let plain = try examples(ArithmeticTask(digits: 8, distractors: 0))
    #expect(plain.allSatisfy { $0.input == $0.question + "=" })
  }

  /// Every tag is closed, the last one first, and has 2 to 10 letters.
  @Test func documentsAreWellFormed() throws {
    for example in try examples(XMLTask()) {
      var open: [Substring] = []
      for piece in example.input.split(separator: "<") {
        let tag = piece.drop { $0 == "/" }.dropLast()
        #expect(piece.hasSuffix(">") && (2...10).contains(tag.count))
        if piece.hasPrefix("/") { #expect(open.popLast() == tag) } else { open.append(tag) }
      }
      #expect(open.isEmpty && example.output == nil)
    }
  }

  /// A task gives all that it has, and says how many that is.
  @Test func countsItsExamples() throws {
    func all(_ task: some GeneratedTask) throws -> Int {
      let size = GeneratedCorpus.Size(examples: task.distinctExamples, validation: 1, test: 1)
      let corpus = try GeneratedCorpus(task, size)
      var more = size
      more.examples += 1
      #expect(throws: GeneratedTaskError.self) { try GeneratedCorpus(task, more) }
      return corpus.train.count + 2
    }
    #expect(try all(CopyTask(SymbolSequences("ab", from: 1, through: 4))) == 2 + 4 + 8 + 16)
    #expect(try all(SortTask(SymbolSequences("abc", from: 2, through: 2))) == 9)
    #expect(try all(AdditionTask(digits: 1)) == 100)
    #expect(try all(ArithmeticTask(digits: 1)) == 2 * 19 * 19)
    #expect(AdditionTask(digits: 2).distinctExamples == 100 + 90 * 90)
    #expect(ArithmeticTask(digits: 18).distinctExamples == .max)
    #expect(try SymbolSequences(through: 1_000).count == .max)
  }

  @Test func equalSeedsDrawEqually() throws {
    let task = try ReverseTask(SymbolSequences())
    #expect(try examples(task, seed: 3) == examples(task, seed: 3))
    #expect(try examples(task, seed: 3) != examples(task, seed: 4))
    var larger = Self.size
    larger.examples = 2_000
    #expect(
      try GeneratedCorpus(task, larger).test == GeneratedCorpus(task, Self.size).test)
  }

  @Test func refusesWhatCannotBeDrawn() throws {
    #expect(throws: GeneratedTaskError.emptyAlphabet) { try SymbolSequences("") }
    #expect(throws: GeneratedTaskError.repeatedSymbol("a")) { try SymbolSequences("aba") }
    for symbol: Character in [" ", "\n", "\t", "\u{7}"] {
      #expect(throws: GeneratedTaskError.unfitSymbol(symbol)) { try SymbolSequences("a\(symbol)") }
    }
    #expect(throws: GeneratedTaskError.lengths(shortest: 3, longest: 2)) {
      try SymbolSequences(from: 3, through: 2)
    }
    for size in [(10, 5, 5), (10, 11, 0), (10, -1, 0), (.max, .max, .max)] {
      let size = GeneratedCorpus.Size(examples: size.0, validation: size.1, test: size.2)
      #expect(throws: GeneratedTaskError.nothingToTrain(size)) {
        try GeneratedCorpus(XMLTask(), size)
      }
    }
  }

  @Test func filesHaveASymbolACharacter() throws {
    let size = GeneratedCorpus.Size(examples: 3, validation: 1, test: 0)
    let corpus = try GeneratedCorpus(ReverseTask(SymbolSequences("日b", from: 2, through: 3)), size)
    let files = corpus.files()
    #expect(files.map(\.name) == ["train.input", "train.output", "valid.input", "valid.output"])
    #expect(files[2].contents.filter { $0 != " " } == corpus.valid[0].input + "\n")
    #expect(
      files[0].contents.contains(" ") && !corpus.files(separator: "")[0].contents.contains(" "))
    let documents = try GeneratedCorpus(XMLTask(), size).files()
    #expect(documents.map(\.name) == ["train.txt", "valid.txt"])
    #expect(!documents[0].contents.contains(" "))
  }
}
