import S2SCorpora
import TestSupport
import Testing

/// Which texts of two languages belong together, and which of them are prose.
@Suite struct DebianAlignmentTests {
  private func blocks(_ list: [String]) -> [TextBlock] {
    list.map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      return TextBlock(kind: String(parts[0]), text: String(parts[1]))
    }
  }

  private func pairs(_ english: [String], _ other: [String]) -> [[Int]] {
    BlockAlignment.pairs(blocks(english), blocks(other)).map { [$0.english, $0.other] }
  }

  @Test func equalSequencesAreAlignedByPlace() {
    #expect(pairs(["SH|a", "PP|b b b b"], ["SH|x", "PP|y"]) == [[0, 0], [1, 1]])
    #expect(
      pairs(["SH|a", "PP|b"], ["SH|x", "PP|y", "SH|TRADUCTION", "PP|z"]) == [[0, 0], [1, 1]])
    #expect(pairs([], []).isEmpty)
  }

  /// Where a paragraph is missing, names and numbers tell which belong together.
  @Test func otherSequencesAreAlignedByWhatTheyShare() {
    let english = [
      "SH|NAME", "PP|open(2) opens files", "PP|since 2.6 it closes them", "TP|see lseek(2)",
    ]
    let other = ["SH|NAME", "PP|depuis 2.6 il les ferme", "TP|voir lseek(2)"]
    #expect(pairs(english, other) == [[0, 0], [2, 1], [3, 2]])
    #expect(pairs(["PP|one two"], ["PP|un deux", "PP|trois"]).isEmpty)
    #expect(pairs(["PP|a"], ["SH|a"]).isEmpty)
  }

  @Test func sentencesArePairedWhereCountsAgree() {
    let sentences = SentencePairing(DebianLanguage("fr"))
    func pairs(_ english: String, _ other: String) -> [String] {
      sentences.pairs(english, other).map { "\($0.english)|\($0.other)" }
    }
    #expect(
      pairs("It is quick. It is small. ", "Il est rapide. Il est petit.") == [
        "It is quick.|Il est rapide.", "It is small.|Il est petit.",
      ])
    #expect(
      pairs("It is quick. It is small.", "Il est rapide et petit.") == [
        "It is quick. It is small.|Il est rapide et petit."
      ])
  }

  // MARK: - Prose

  @Test(arguments: [
    ("It opens the file again.", "Il ouvre de nouveau le fichier.", nil),
    ("It opens the file again.", "It opens the file again.", ProseFault.untranslated),
    ("It opens the file again.", "it opens the file, again", .untranslated),
    ("It opens the file again.", "", .untranslated),
    ("Open the file", "Ouvrir le fichier", .tooShort),
    ("It opens the file.", "Ouvre fichier", .tooShort),
    ("=IF(A1;\"a b\";1;2;3)", "=SI(A1;\"x y\";1;2;3)", .tooShort),
    ("It cannot open %s again.", "Il ne peut ouvrir %s.", .code),
    ("It opens the <b>file</b>.", "Il ouvre le fichier.", .code),
    ("It needs the option --all here.", "Il faut l'option --all ici.", .code),
    ("It needs (-v) to say that.", "Il faut (-v) pour le dire.", .code),
    ("It replaces ${HOME} by that.", "Il remplace ${HOME} par cela.", .code),
    ("It takes 50 % of the memory - or more -- here.", "Il prend 50 % de la mémoire, là-bas.", nil),
    ("It can safely be removed.", "Il peut Ãªtre supprimÃ©.", .damaged),
    ("It sets the title now.", "Il règle l\u{92}intitulé.", .damaged),
    ("It was written in 1998 here.", "Il fut écrit en 1999 ici.", .numbers),
    ("It has two players in all.", "Il a 2 joueurs en tout.", nil),
  ])
  func tellsProse(english: String, other: String, fault: ProseFault?) {
    var filter = ProseFilter(DebianLanguage("fr"))
    #expect(filter.fault(english, other) == fault)
  }

  @Test func findsRepeatsAndLongOnes() {
    var filter = ProseFilter(DebianLanguage("fr"))
    #expect(filter.fault("It opens the file.", "Il ouvre le fichier.") == nil)
    #expect(filter.fault("it opens the FILE", "il ouvre le fichier") == .repeated)
    #expect(filter.fault("It opens the file.", "Il ouvre ce fichier.") == nil)
    let long = Array(repeating: "word", count: 51).joined(separator: " ")
    #expect(filter.fault(long, "Il ouvre le fichier.") == .tooLong)
  }

  /// Words are those of the language, also where no spaces are between them.
  @Test func wordsWithoutSpaces() {
    var filter = ProseFilter(DebianLanguage("ja"))
    #expect(filter.fault("It opens the file.", "ファイルを開きます。") == nil)
    #expect(filter.fault("It opens the file.", "開く") == .tooShort)
  }

  // MARK: - Messages of programs

  @Test(arguments: [
    ("Save _As...", "Enregistrer _sous...", "Save As...", "Enregistrer sous..."),
    ("R_emove all", "_Tout enlever", "Remove all", "Tout enlever"),
    ("the file_name", "le nom file_name", "the file_name", "le nom file_name"),
    ("~Open", "~Ouvrir", "Open", "Ouvrir"), ("&Open R&D", "&Ouvrir R&D", "Open R&D", "Ouvrir R&D"),
    ("_File", "ファイル(_F)", "File", "ファイル"), ("a & b _", "a & b ~", "a & b _", "a & b ~"),
    ("<b>Bold</b> <i>x</i>", "<b>Gras</b>", "Bold x", "Gras"),
    ("put <file> here", "mettre <fichier>", "put <file> here", "mettre <fichier>"),
    ("call __init now", "appeler __init", "call __init now", "appeler __init"),
    ("<", "<b", "<", "<b"), ("", "_", "", "_"),
  ])
  func labelsAreAsPeopleReadThem(
    english: String, other: String, plainEnglish: String, plainOther: String
  ) {
    let label = CatalogueLabel.plain(english, other)
    #expect(label.english == plainEnglish && label.other == plainOther)
  }

  // MARK: - Files

  @Test func findsFilesAndTheirTranslations() {
    let files = [
      "help-en-us/share/help/en-US/text/a.html", "help-fr/share/help/fr/text/a.html",
      "help-fr/share/help/fr/text/only.html", "guide/doc/guide/html/ch1.en.html",
      "guide-fr/doc/guide-fr/html/ch1.fr.html", "man/man/man3/x.3.gz", "man-fr/man/fr/man3/x.3.gz",
      "book/doc/book/index.html", "book/doc/book/fr/index.html", "book/doc/book/de/index.html",
    ]
    let found = TranslatedFiles(files, of: DebianLanguage("fr")) { !$0.contains("never") }
    #expect(
      found.pairs.map { "\($0.english) \($0.other)" } == [
        "help-en-us/share/help/en-US/text/a.html help-fr/share/help/fr/text/a.html",
        "guide/doc/guide/html/ch1.en.html guide-fr/doc/guide-fr/html/ch1.fr.html",
        "man/man/man3/x.3.gz man-fr/man/fr/man3/x.3.gz",
        "book/doc/book/index.html book/doc/book/fr/index.html",
      ])
    #expect(found.withoutOriginal == 1)
    let none = TranslatedFiles(files, of: DebianLanguage("fr")) { _ in false }
    #expect(none.pairs.isEmpty && none.withoutOriginal == 0)
  }

  @Test(arguments: [
    ("pt_BR", "pt-br", "pt_BR"), ("pt-BR", "pt-br", "pt_BR"), ("FR", "fr", "fr"),
    ("zh-cn", "zh-cn", "zh_CN"),
  ])
  func spellsLanguages(tag: String, code: String, locale: String) {
    let language = DebianLanguage(tag)
    #expect(language.code == code && language.locale == locale)
  }
}
