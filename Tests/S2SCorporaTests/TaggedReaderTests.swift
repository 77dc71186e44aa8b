import S2SCorpora
import S2SFiles
import TestSupport
import Testing

@Suite struct TaggedReaderTests {
  private let folder = TemporaryDirectory()

  private func read(_ text: String) throws -> [TaggedSentence] {
    folder.write(text, to: "a")
    return try TaggedReader(path: folder.file("a")).readAll()
  }

  private static func row(_ id: String, _ word: String, _ tag: String) -> String {
    "\(id)\t\(word)\t_\t\(tag)\tX\tF=1\t0\troot\t_\tSpaceAfter=No\n"
  }

  private static let conllu =
    "# text = du lait\n" + row("1-2", "du", "_") + row("1", "de", "ADP") + row("2", "le", "DET")
    + row("2.1", "bon", "ADJ") + row("3", "lait", "NOUN") + "\n"

  /// Ranges and empty nodes are no words, and stay where they are.
  @Test func readsCoNLLU() throws {
    let sentences = try read(Self.conllu + "\n\n# sent_id = 2\n" + Self.row("1", "Oui", "INTJ"))
    #expect(sentences.map(\.words) == [["de", "le", "lait"], ["Oui"]])
    #expect(sentences.map(\.format) == [.conllu, .conllu])
    #expect(try sentences[0].tags(column: 3, path: "a") == ["ADP", "DET", "NOUN"])
    #expect(sentences[1].firstLine == 10)
    let lines = sentences[0].replacing(column: 3, with: ["A", "B", "C"]).split(separator: "\n")
    #expect(lines.count == 6 && lines[0] == "# text = du lait")
    #expect(lines[1] + "\n" == Self.row("1-2", "du", "_"))
    #expect(lines[2] + "\n" == Self.row("1", "de", "A"))
    #expect(lines[4] + "\n" == Self.row("2.1", "bon", "ADJ"))
  }

  @Test func readsTables() throws {
    let sentences = try read("the\tD\ncat\tN\n \n#\tSYM\t3\r\n\n\n")
    #expect(sentences.map(\.words) == [["the", "cat"], ["#"]])
    #expect(sentences.map(\.format) == [.table, .table])
    #expect(try sentences[1].tags(column: 1, path: "a") == ["SYM"])
    #expect(sentences[1].replacing(column: 1, with: ["X"]) == " \n#\tX\t3\r\n")
    #expect(try read("one\n")[0].replacing(column: 1, with: ["NUM"]) == "one\tNUM\n")
  }

  @Test func readsNothingFromNothing() throws {
    #expect(try read("").isEmpty)
    #expect(try read("\n\n \n").isEmpty)
    #expect(try read("# only a comment\n").isEmpty)
  }

  @Test func findsColumns() throws {
    for (number, name) in TaggedFormat.columnNames.enumerated() where number > 1 {
      #expect(try TaggedFormat.conllu.column(named: name.uppercased(), in: "a") == number)
    }
    #expect(try TaggedFormat.conllu.column(named: nil, in: "a") == 3)
    #expect(try TaggedFormat.table.column(named: nil, in: "a") == 1)
    #expect(try TaggedFormat.table.column(named: "4", in: "a") == 3)
    for name in ["id", "form", "upoz", "1", "0", "-3", "", "99999999999999999999"] {
      #expect(throws: TaggedTextError.unknownColumn(name)) {
        try TaggedFormat.conllu.column(named: name, in: "a")
      }
    }
    #expect(throws: TaggedTextError.columnOfOtherFormat("upos", path: "a", .table)) {
      try TaggedFormat.table.column(named: "upos", in: "a")
    }
    #expect(throws: TaggedTextError.columnOfOtherFormat("2", path: "a", .conllu)) {
      try TaggedFormat.conllu.column(named: "2", in: "a")
    }
  }

  @Test func saysWhichLineIsWrong() throws {
    let path = folder.file("a")
    let row = Self.row("1", "a", "X")
    let wrong: [(String, TaggedTextError)] = [
      (row + "2\tb\t_\n", .wrongColumns(path: path, line: 2, columns: 3)),
      (row + Self.row("x", "b", "X"), .wrongNumber(path: path, line: 2, text: "x")),
      (row + Self.row("1-2-3", "b", "X"), .wrongNumber(path: path, line: 2, text: "1-2-3")),
      (row + Self.row("2", "", "X"), .noWord(path: path, line: 2)),
      ("a\tX\n\n\tX\n", .noWord(path: path, line: 3)),
    ]
    for (text, error) in wrong { #expect(throws: error) { try read(text) } }
    #expect(throws: TaggedTextError.missingColumn(path: "a", line: 4, columns: 1, wanted: 2)) {
      try read("a\tX\n\nb\tY\nc\n")[1].tags(column: 1, path: "a")
    }
    #expect(throws: TaggedTextError.noTag(path: "a", line: 1)) {
      try read("a\t\n")[0].tags(column: 1, path: "a")
    }
    #expect(throws: TaggedTextError.reservedTag(path: "a", line: 1, name: "<unk>")) {
      try read("a\t<unk>\n")[0].tags(column: 1, path: "a")
    }
  }
}
