import S2SText
import Testing

/// Vocabularies whose tokens are names of labels.
@Suite struct LabelSetTests {
  private static let names = ["NOUN", "sports news", "\u{E9}", "e\u{301}", "▁x", "\"\\"]

  /// A whole text is one token, byte for byte; what is no name is the unknown one.
  @Test func numbersWholeTexts() throws {
    let labels = try TextPipeline.labels(Self.names)
    #expect(labels.vocabularySize == 10 && labels.labelNames == Self.names)
    for (number, name) in Self.names.enumerated() {
      #expect(labels.label(named: name) == number)
      let tokens = labels.encode(name)
      #expect(tokens == [Int32(4 + number)])
      #expect(Array(labels.decode(tokens).utf8) == Array(name.utf8))
    }
    for other in ["noun", "NOUN ", "", "sports", "<unk>"] {
      #expect(labels.label(named: other) == nil && labels.encode(other) == [3])
    }
  }

  /// Who reads names from a file looks them up in whatever form of Unicode they are there.
  @Test func numbersNamesInAnyFormOfUnicode() throws {
    let numbers = try TextPipeline.labels(["a", "caf\u{E9}"]).labelNumbers
    #expect(numbers == ["a": 0, "caf\u{E9}": 1] && numbers["cafe\u{301}"] == 1)
    #expect(try TextPipeline.labels(Self.names).labelNumbers["e\u{301}"] == 2)
  }

  @Test func comesBackFromItsFile() throws {
    let labels = try TextPipeline.labels(Self.names)
    let again = try TextPipeline(serialized: labels.serialized())
    #expect(
      again == labels
        && again.labelNames.map { Array($0.utf8) } == Self.names.map { Array($0.utf8) })
  }

  @Test func mayBeEmpty() throws {
    let none = try TextPipeline.labels([String]())
    #expect(try TextPipeline(serialized: none.serialized()) == none && none.vocabularySize == 4)
  }

  @Test(arguments: [["a", "a"], ["a", ""], ["a\nb"], ["<unk>"]])
  func refusesWhatIsNoName(names: [String]) {
    #expect(throws: TextError.self) { try TextPipeline.labels(names) }
  }
}
