import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// Tables as spreadsheets and corpora have them.
@Suite struct TableTests {
  private let folder = TemporaryDirectory()
  private let languages = LanguagePair(source: "fr", target: "en")

  private func reader(
    _ text: String, _ name: String, languages: LanguagePair? = nil, columns: String = ""
  ) throws -> PairReader {
    let path = folder.write(text, to: name)
    let languages = languages ?? self.languages
    return try PairReader(
      CorpusFinder(source: languages.source, target: languages.target).named(path + columns))
  }

  private func pairs(
    _ text: String, _ name: String = "a.csv", languages: LanguagePair? = nil, columns: String = ""
  ) throws -> [[String]] {
    let reader = try reader(text, name, languages: languages, columns: columns)
    var pairs: [[String]] = []
    while let pair = try reader.next() { pairs.append([pair.source, pair.target]) }
    return pairs
  }

  /// The forms of one table that RFC 4180 and spreadsheets know.
  @Test(arguments: [
    ("a.csv", "un chat,a cat\n\"Oui, \"\"oui\"\".\",Yes\n"),
    ("a.csv", "un chat,a cat\r\n\"Oui, \"\"oui\"\".\",Yes\r\n"),
    ("a.CSV", "\u{FEFF}un chat;a cat\r\n\"Oui, \"\"oui\"\".\";Yes\r\n\r\n"),
    ("a.csv", "un chat,a cat\r\"Oui, \"\"oui\"\".\",Yes"),
    ("a.csv", "\"un chat\", \"a cat\"\n\"Oui, \"\"oui\"\".\" ,\"Yes\"\n"),
    ("a.csv", "sep=;\nun chat;a cat\n\"Oui, \"\"oui\"\".\";Yes\n"),
    ("a.csv", "un chat\ta cat\nOui, \"oui\".\tYes\n"),
    ("a.csv", "un chat,a cat\n\"Oui,\n\"\"oui\"\".\",Yes\n"),
    ("a.tsv", "un chat\ta cat\n\"Oui, \"\"oui\"\".\"\tYes\n"),
    ("a.tsv", "\"un chat\"\t\"a cat\"\n\"Oui, \"\"oui\"\".\"\t\"Yes\"\n"),
    ("a.tsv", "un chat\ta cat\n\"Oui,\r\n\"\"oui\"\".\"\tYes\r\n"),
    ("a.TSV", "un chat\ta cat\nOui, \"oui\".\tYes\n"),
  ])
  func readsEveryFormOfATable(name: String, text: String) throws {
    #expect(try pairs(text, name) == [["un chat", "a cat"], ["Oui, \"oui\".", "Yes"]])
  }

  /// Spreadsheets write "Unicode text" so.
  @Test func readsUTF16() throws {
    let text = "\u{FEFF}fr\ten\r\n\"Été, \"\"oui\"\"\"\tYes 😀\r\n"
    let bytes = text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let path = folder.write(bytes, to: "a.tsv")
    let corpus = try CorpusFinder(source: "fr", target: "en").named(path).read()
    #expect(corpus == ParallelCorpus(pairs: [("Été, \"oui\"", "Yes 😀")]))
  }

  /// The quotes of text stay where tabs separate cells.
  @Test(arguments: [
    "\"Oui\", dit-il.\t\"Yes,\" he said.\nNon.\tNo.\n",
    "\"Oui.\"\t\"Yes.\"\nNon.\tNo.\n",
    "Il dit \"\"oui\"\".\tHe says yes.\n\"Oui.\"\t\"Yes.\"\n",
    "dit\t\"He said\nquoi\twhat\"\n",
  ])
  func keepsTheQuotesOfText(text: String) throws {
    let rows = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(try pairs(text, "a.tsv") == rows)
  }

  @Test func readsAQuotedColumnOfTabs() throws {
    let text = "1\t\"Oui.\"\t\"Yes.\"\n2\t\"Non.\"\t\"No.\"\n"
    #expect(try pairs(text, "a.tsv") == [["Oui.", "Yes."], ["Non.", "No."]])
  }

  /// The column of the source, that of the target, and how they are found.
  @Test(arguments: [
    ("fr,en", 0, 1), ("id,en,fr", 2, 1), ("French;English", 0, 1), ("English\tFrench", 1, 0),
    ("source\ttarget", 0, 1), ("Traduction,Original", 1, 0), ("anglais,français", 1, 0),
    ("Englisch;Französisch", 1, 0), ("eng,fra", 1, 0), ("EN,FR", 1, 0), ("en-US,fr-FR", 1, 0),
    ("English words/sentences,French words/sentences", 1, 0), ("text_en,text_fr", 1, 0),
    ("Source (en),Target (fr)", 1, 0), (",de,en,fr", 3, 2), ("nr,en,de,fr,score", 3, 1),
    ("sourceText,targetText", 0, 1), ("id,fr,text", 1, 2), ("английский,французский", 1, 0),
    ("inglés,francés", 1, 0), ("fr , en", 0, 1), ("\"en\",\"fr\"", 1, 0),
  ])
  func findsColumnsByTheHeader(header: String, source: Int, target: Int) throws {
    let separator: Character = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ","
    let count = header.split(separator: separator, omittingEmptySubsequences: false).count
    let rows = (1...3).map { row in
      (0..<count).map { $0 == 0 && count > 2 ? "\(row)" : "text \(row) of \($0)" }
    }
    let lines = [header] + rows.map { $0.joined(separator: "\(separator)") }
    #expect(try pairs(lines.joined(separator: "\n")) == rows.map { [$0[source], $0[target]] })
  }

  /// Pairs that look a little like a header are pairs.
  @Test(arguments: [
    "French\tfrançais", "English\tanglais", "source\tsource", "text\ttexte", "oui\tyes", "non\tno",
    "original\toriginal", "il\the", "English\t",
  ])
  func readsAFirstPairAsAPair(first: String) throws {
    let rows = [first, "un chat\ta cat"]
    #expect(
      try pairs(rows.joined(separator: "\n"), "a.tsv")
        == rows.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    )
  }

  @Test func saysWhichColumnsItReads() throws {
    func summary(_ text: String, _ name: String, _ columns: String = "") throws -> String? {
      let reader = try reader(text, name, columns: columns)
      while try reader.next() != nil {}
      return reader.report?.summary
    }
    #expect(try summary("un\tone\n", "a.tsv") == nil)
    #expect(
      try summary("id,en,fr\n1,one,un\n\n", "a.csv")
        == "took column 3 for fr and column 2 for en by the header row; left out 1 other column; "
        + "left out 1 blank (line 3)")
    #expect(
      try summary("1\tun\tone\n2\tdeux\ttwo\n", "a.tsv")
        == "took column 2 for fr and column 3 for en; left out column 1, which holds numbers")
    #expect(
      try summary("un\tone\tCC\ndeux\ttwo\tBY\n", "a.tsv")
        == "took column 1 for fr and column 2 for en by their order; left out 1 other column")
    #expect(
      try summary("one,un\ntwo,deux\n", "a.csv", ":2,1")
        == "took column 2 for fr and column 1 for en as named")
    #expect(
      try summary("a\tb\nc\td\te\nf\tg\n", "a.tsv") == "left out 1 further cells (line 2)")
    #expect(
      try summary("\nfr,en\na,b\n", "a.csv")
        == "took column 1 for fr and column 2 for en by the header row; left out 1 blank (line 1)")
    #expect(
      try summary("nr,a,b\n1,un,one\n2,deux,two\n", "a.csv")
        == "took column 2 for fr and column 3 for en, and no pair from the header row; left out "
        + "column 1, which holds numbers")
  }

  /// Numbers, the same in every row, and nothing are no sides.
  @Test func leavesOutColumnsThatAreNoText() throws {
    let rows = (1...4).map { "\(1_000 + $0)\tfra\tun \($0)\t\($0)\teng\tone \($0)\t\t0.9\($0)" }
    #expect(
      try pairs(rows.joined(separator: "\n"), "a.tsv") == (1...4).map { ["un \($0)", "one \($0)"] })
    // Numbers in two columns are pairs.
    #expect(try pairs("1\tun\n2\tdeux\n", "a.tsv") == [["1", "un"], ["2", "deux"]])
  }

  private static let french = "Je ne sais pas si le chat est dans la maison avec les enfants."
  private static let english = "I do not know that the cat is in the house with you and he was."

  @Test func findsColumnsByTheirLanguages() throws {
    let rows = (1...40).map { "note \($0)\t\(Self.english) \($0)\t\(Self.french) \($0)" }
    let text = rows.joined(separator: "\n")
    #expect(try pairs(text, "a.tsv")[6] == ["\(Self.french) 7", "\(Self.english) 7"])
    // Two texts, and what says in which languages they are.
    let coded = (1...40).map { "eng\t\(Self.english) \($0)\tfra\t\(Self.french) \($0)" }
    #expect(
      try pairs(coded.joined(separator: "\n"), "c.tsv")[6]
        == ["\(Self.french) 7", "\(Self.english) 7"])
    // Two in the language of the source, and none in the other.
    let unclear = (1...40).map { "\(Self.english) \($0)\tx \($0)\ty \($0)" }.joined(separator: "\n")
    #expect(throws: CorpusError.unclearColumns(path: folder.file("b.tsv"), .unclear(columns: 3))) {
      try pairs(unclear, "b.tsv")
    }
    #expect(try pairs(unclear, "b.tsv", columns: ":2,1")[0] == ["x 1", "\(Self.english) 1"])
  }

  @Test func asksWhereTheHeaderDoesNotTell() throws {
    func refuses(_ header: String, _ fault: ColumnFault, columns: String = "") {
      let error = CorpusError.unclearColumns(path: folder.file("a.csv"), fault)
      #expect(throws: error) { try pairs("\(header)\na b,c d,e f\n", columns: columns) }
    }
    let error = CorpusError.unclearColumns(path: folder.file("a.csv"), .oneColumn)
    #expect(throws: error) { try pairs("un|one\ndeux|two\n") }
    refuses("fr,en,fr", .severalColumns(language: "fr", names: ["fr", "en", "fr"]))
    refuses("en,de,nl", .noColumn(language: "fr", names: ["en", "de", "nl"]))
    refuses("fr,de,nl", .noColumn(language: "en", names: ["fr", "de", "nl"]))
    refuses("fr,en,fr", .noNumber(4, columns: 3), columns: ":4,2")
    refuses("fr,en,fr", .noNumber(2, columns: 3), columns: ":2,2")
    #expect(try pairs("fr,en,fr\na,b,c\n", columns: ":3,2") == [["c", "b"]])
  }

  /// Of two columns in one language, that of the same region is meant.
  @Test func tellsRegionsApart() throws {
    let languages = LanguagePair(source: "pt-BR", target: "pt-PT")
    #expect(try pairs("pt-PT,pt-BR\na,b\n", languages: languages) == [["b", "a"]])
    let other = LanguagePair(source: "en", target: "fr-CA")
    #expect(try pairs("fr-FR,fr-CA,en\na,b,c\n", languages: other) == [["c", "b"]])
  }

  @Test func namesTheLineOfAFault() {
    func refuses(_ text: String, _ line: Int, _ fault: TableFault) {
      let error = CorpusError.malformedTable(path: folder.file("a.csv"), line: line, fault)
      #expect(throws: error) { try pairs(text) }
    }
    let start = "a,b\n\"c\n\nd\",e\n"
    refuses(start + "\"x\" y,z\n", 5, .textAfterQuote)
    refuses(start + "f,\"g\nh,i\n", 5, .openQuote)
    refuses(start + "oui, oui,yes\n", 5, .surplusCells(3, columns: 2))
    refuses(start + "oui\n", 5, .missingColumn(2, cells: 1))
    refuses("fr,en\n", 1, .onlyHeader)
    let long = String(repeating: "long line\n", count: 200_000)
    refuses(start + "f,\"" + long, 5, .openQuote)
  }

  @Test func acceptsCellsThatAreEmptyAtTheEnd() throws {
    #expect(try pairs("fr,en,,\na,b,,\nc,d\n") == [["a", "b"], ["c", "d"]])
  }

  /// The doctor goes on behind rows at which reading stops.
  @Test func doctorCountsMalformedRows() throws {
    let text = "id,en,fr\n1,one,un\n2,\"two\" 2,deux\n3,\"th\nree\",trois\n4\n"
    let path = folder.write(text, to: "a.csv")
    let files = try CorpusFinder(source: "fr", target: "en").named(path)
    let examination = try CorpusDoctor(languages, threads: 1).examine([(.train, files)])
    let part = try #require(examination.parts.first)
    let finding = try #require(part.findings.first { $0.problem == .malformedRow })
    #expect(finding.examples.map(\.line) == [3, 6])
    #expect(part.keptCount == 2)
    #expect(part.reading?.summary?.hasPrefix("took column 3 for fr and column 2") == true)
  }

  @Test func findsTablesInADirectory() throws {
    let text = "un,one\n"
    _ = folder.write(text, to: "train.csv")
    _ = folder.write(text, to: "valid.en-fr.csv")
    let finder = CorpusFinder(source: "fr", target: "en")
    #expect(
      try finder.find(.train, in: folder.path) == .table(folder.file("train.csv"), languages))
    #expect(
      try finder.find(.valid, in: folder.path)
        == .table(folder.file("valid.en-fr.csv"), languages, .targetFirst))
    #expect(throws: CorpusError.noFile(folder.file("none.csv"))) {
      try finder.named(folder.file("none.csv:1,2"))
    }
  }
}
