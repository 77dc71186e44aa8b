import S2SCorpora
import S2SFiles
import TestSupport
import Testing

@Suite struct LabelledTextsTests {
  private let folder = TemporaryDirectory()

  private func read(
    _ text: String, column: LabelColumn? = nil, known: [String]? = nil, keepsEmpty: Bool = false
  ) throws -> LabelledTexts {
    folder.write(text, to: "a.tsv")
    return try LabelledTexts(
      path: folder.file("a.tsv"), column: column, known: known, keepsEmpty: keepsEmpty)
  }

  @Test(arguments: [
    ("good\tone two\nbad\tthree\ngood\tfour\nbad\tfive\n", LabelColumn.first),
    ("one two\tgood\nthree\tbad\nfour\tgood\nfive\tbad\n", .last),
    (" good \tone two\r\nbad\tthree\r\n\r\ngood\tfour\r\nbad\tfive\r\n", .first),
  ])
  func findsTheLabels(text: String, column: LabelColumn) throws {
    let found = try read(text)
    #expect(found.column == column)
    #expect(found.labels == ["good", "bad", "good", "bad"])
    #expect(found.texts == ["one two", "three", "four", "five"])
    #expect(found.counts.map(\.label) == ["bad", "good"] && found.counts.map(\.count) == [2, 2])
  }

  /// A tab inside of a text belongs to it.
  @Test func keepsTabsOfTexts() throws {
    let first = try read("a\tone\ttwo\nb\tthree\na\tfour\nb\tfive\n")
    #expect(first.texts[0] == "one\ttwo")
    let last = try read("one\ttwo\ta\nthree\tb\nfour\ta\nfive\tb\n")
    #expect(last.texts[0] == "one\ttwo" && last.labels == ["a", "b", "a", "b"])
  }

  @Test func takesTheColumnThatIsNamed() throws {
    let found = try read("a\tone\nb\tone\nc\ttwo\nd\ttwo\n", column: .first)
    #expect(found.labels == ["a", "b", "c", "d"])
  }

  /// A test set may have a label once, or texts that repeat: known labels show where labels are.
  @Test func findsKnownLabels() throws {
    let found = try read("good\tyes\nbad\tyes\n", known: ["good", "bad"])
    #expect(found.column == .first)
    let one = try read("yes\tgood\n", known: ["good", "bad"])
    #expect(one.column == .last && one.labels == ["good"])
  }

  /// Where both columns have equally many known labels, those are the labels that are where they usually are.
  @Test func takesTheUsualColumnWhereBothAreKnown() throws {
    let path = folder.file("a.tsv")
    folder.write("good\tbad\n", to: "a.tsv")
    for (usual, label) in [(LabelColumn.first, "good"), (.last, "bad")] {
      let found = try LabelledTexts(path: path, known: ["good", "bad"], usual: usual)
      #expect(found.labels == [label])
    }
    #expect(throws: LabelError.equallyKnown(path: path, count: 1)) {
      _ = try LabelledTexts(path: path, known: ["good", "bad"])
    }
    // More known labels decide, wherever they usually are.
    folder.write("good\tbad\ngood\tone\n", to: "a.tsv")
    #expect(
      try LabelledTexts(path: path, known: ["good", "bad"], usual: .last).column == .first)
  }

  /// No column is named where neither has a known label, for there is nothing to choose.
  @Test func refusesAFileWithoutAKnownLabel() throws {
    let path = folder.file("a.tsv")
    for text in ["weird\tthe cat\nother\tx\n", "weird\tthe cat\n"] {
      folder.write(text, to: "a.tsv")
      for usual in [nil, LabelColumn.first] {
        let error = #expect(throws: LabelError.self) {
          _ = try LabelledTexts(path: path, known: ["good", "bad"], usual: usual)
        }
        if case .noKnownLabel(_, _, let known) = error {
          #expect(known == ["good", "bad"])
        } else {
          Issue.record("\(String(describing: error))")
        }
      }
    }
  }

  @Test func countsWhatHasNoText() throws {
    let text = "a\tone\n\na\t\nb\ttwo\na\tthree\n  \t \nb\tfour\n"
    let found = try read(text)
    #expect(found.emptyCount == 3 && found.texts.count == 4)
    let all = try read(text, keepsEmpty: true)
    #expect(all.emptyCount == 2 && all.texts == ["one", "", "two", "three", "four"])
  }

  @Test func refusesOtherLines() throws {
    func problem(
      _ text: String, column: LabelColumn? = nil, known: [String]? = nil
    ) -> LabelError? {
      #expect(throws: LabelError.self) { try read(text, column: column, known: known) }
    }
    let path = folder.file("a.tsv")
    #expect(problem("a\tone\nb two\n") == .noTab(path: path, line: 2))
    #expect(
      problem("a\tone\n\ttwo\na\tthree\nb\tfour\na\tfive\n")
        == .noLabel(path: path, line: 2, .first))
    #expect(
      problem("a\tone\nb\ttwo\nc\tthree\n")
        == .unclearColumn(path: path, first: 3, last: 3, lines: 3))
    #expect(
      problem("a\tone\n<unk>\ttwo\na\tthree\n<unk>\tfour\n")
        == .reservedLabel(path: path, line: 2, label: "<unk>"))
    #expect(
      problem("x\tone\ny\ttwo\nx\tthree\ny\tfour\n", known: ["a", "b"])
        == .noKnownLabel(path: path, found: ["x", "y"], known: ["a", "b"]))
  }
}
